// Everything the page of a series shows; it is made of records and of a judgement, and no tree is looked at for it.

import type { SnapshotRecord } from '../record.ts'
import type { Fate } from '../retention/forecast.ts'

export interface PageSnapshot {
  readonly id: string
  /** Absolute, on the volume. */
  readonly path: string
  /** Absent for a foreign tree, and for one whose record cannot be read: then `damage` says why. */
  readonly record?: SnapshotRecord
  readonly damage?: string
  readonly isLatest: boolean
  /** What the rules say of it now; empty where no rule applies. */
  readonly reasons: readonly string[]
  /** Absent where nothing is known of the rules, or it is not ours. */
  readonly fate?: Fate
}

export interface PageModel {
  /** As the user named them. */
  readonly volume: string
  readonly series: string
  /** The newest first. */
  readonly snapshots: readonly PageSnapshot[]
  /** What the series takes on the disk; absent when it was not counted. */
  readonly bytesOnDisk?: number
  /** The rules that the forecast was made by, such as `keep-last 7`; empty when none are known. */
  readonly rules: readonly string[]
  /** How often snapshots are taken, as the forecast supposes. */
  readonly everyMs?: number
  /** ISO 8601, UTC. */
  readonly writtenAt: string
  /** The program's version. */
  readonly program: string
}

/** By which a page of ours is known again, so that no other file of that name is ever replaced. */
export const pageMark = '<!-- snapshot-action: the page of a series -->'

/** In the directory of the series. */
export const pageName = 'index.html'

/** `2026-11-20 02:00` of an id; UTC, as all of them. */
export const minuteOf = (id: string): string => `${id.slice(0, 10)} ${id.slice(11, 16).replace('-', ':')}`

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
