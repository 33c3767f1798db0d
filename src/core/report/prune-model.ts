// Everything one run of the prune action has to say; its outputs, summary, log and JSON report all read this.

import type { RunInfo } from '../record.ts'
import type { Verdict } from '../retention/judge.ts'

/**
 * - `pruned`: something was removed; `unchanged`: nothing had to be.
 * - `dry-run`: nothing was removed, and all figures are those of what would be.
 * - `skipped`: the event may not remove anything; `failed`: no series could be pruned.
 */
export type PruneStatus = 'pruned' | 'unchanged' | 'dry-run' | 'skipped' | 'failed'

export interface JudgedSnapshot {
  readonly id: string
  readonly decision: Verdict['decision']
  readonly reasons: readonly string[]
  /** What its removal frees once all older removals are done; 0 for one that stays. */
  readonly bytesFreed: number
  readonly pinned: boolean
  readonly tags: readonly string[]
}

interface Judged {
  readonly series: string
  /** The newest first; empty unless it is `done`. */
  readonly snapshots: readonly JudgedSnapshot[]
  /** Measured; less than the sum of the snapshots' own when something could not be deleted. */
  readonly bytesFreed: number
}

export interface DoneSeries extends Judged {
  readonly state: 'done'
}

/** `locked`: another run is writing it. Nothing was removed from it, or not all that had to be. */
export interface LeftSeries extends Judged {
  readonly state: 'locked' | 'failed'
  /** A sentence. */
  readonly why: string
}

export type PrunedSeries = DoneSeries | LeftSeries

export interface PruneReport {
  readonly status: PruneStatus
  /** For `skipped`: the reason as a sentence. */
  readonly reason?: string
  /** The volume and the series as the user named them. */
  readonly volume: string
  readonly name: string
  /** The name has wildcards and was no series itself, so ids are told with their series. */
  readonly isPattern: boolean
  /** The rules as they are written in a workflow: `keep-last: 7`. */
  readonly rules: readonly string[]
  /** By name. */
  readonly series: readonly PrunedSeries[]
  /** What is left on the volume; inodes absent where the filesystem has no fixed number (btrfs). */
  readonly free: { readonly bytes: number; readonly inodes?: number }
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

export const isLeft = (one: PrunedSeries): one is LeftSeries => one.state !== 'done'

export const isRemoved = ({ decision }: Pick<Verdict, 'decision'>): boolean => decision === 'remove'

export interface PruneTotals {
  readonly kept: number
  readonly removed: number
  readonly bytesFreed: number
}

export function totalsOf(series: readonly PrunedSeries[]): PruneTotals {
  const snapshots = series.flatMap(one => one.snapshots)
  const removed = snapshots.filter(isRemoved).length
  return {
    kept: snapshots.length - removed,
    removed,
    bytesFreed: series.reduce((sum, { bytesFreed }) => sum + bytesFreed, 0)
  }
}
