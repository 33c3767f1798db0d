// Everything a listing has to say; its outputs, summary, log and JSON report all read this.

import type { RunInfo, SnapshotRecord } from '../record.ts'

export interface ListedSnapshot {
  readonly series: string
  readonly id: string
  /** Where its tree is on the volume. */
  readonly path: string
  /** Absent for a tree that is not ours, and for one whose record cannot be read: then `damage` says why. */
  readonly record?: SnapshotRecord
  readonly damage?: string
  /** The current one of its series. */
  readonly isLatest: boolean
  /** What removing this one alone would free, from inodes; absent when it was not measured. */
  readonly bytesFreed?: number
}

export interface ListReport {
  /** The volume and the series as the user named them. */
  readonly volume: string
  readonly name: string
  /** The name has wildcards and was no series itself, so snapshots are told with their series. */
  readonly isPattern: boolean
  /** By name. */
  readonly series: readonly string[]
  /** Of all series, the newest first. */
  readonly snapshots: readonly ListedSnapshot[]
  readonly startedAt: string
  readonly durationMs: number
  /** Sentences someone must act on; also shown as annotations. */
  readonly warnings: readonly string[]
  /** Sentences worth knowing, never annotations. */
  readonly notes: readonly string[]
  readonly run: RunInfo
  /** The program's version. */
  readonly program: string
}

export type ListedStatus = 'complete' | 'foreign' | 'damaged'

export function statusOf({ record, damage }: Pick<ListedSnapshot, 'record' | 'damage'>): ListedStatus {
  if (record !== undefined) return 'complete'
  return damage === undefined ? 'foreign' : 'damaged'
}

/** The id of the current snapshot, with its series where there may be several; empty when there is none. */
export function latestOf({ snapshots, isPattern }: Pick<ListReport, 'snapshots' | 'isPattern'>): string {
  const latest = snapshots.find(({ isLatest }) => isLatest)
  if (latest === undefined) return ''
  return isPattern ? `${latest.series}/${latest.id}` : latest.id
}

export interface ListTotals {
  readonly files: number
  readonly bytes: number
  readonly bytesAdded: number
}

/** Of those with a record. What their removal frees has no sum: what two share is free only when both are gone. */
export const totalsOf = (snapshots: readonly ListedSnapshot[]): ListTotals =>
  snapshots.reduce(
    (sum, { record }) => ({
      files: sum.files + (record?.files ?? 0),
      bytes: sum.bytes + (record?.bytes ?? 0),
      bytesAdded: sum.bytesAdded + (record?.bytesAdded ?? 0)
    }),
    { files: 0, bytes: 0, bytesAdded: 0 }
  )
