// Everything one run of the snapshot action has to say, measured; the outputs, summary, log and JSON report all read this.

import type { BytePath } from '../byte-path.ts'
import type { Cause, CauseCount } from '../cause.ts'
import type { CacheCopy } from './cache-copy.ts'
import type { ByteCounts, CloneCounts, FileCounts, RunInfo } from '../record.ts'

export type SnapshotStatus = 'created' | 'unchanged' | 'skipped' | 'dry-run'

export interface StoredFile {
  readonly path: BytePath
  /** Apparent size. */
  readonly bytes: number
  readonly cause: Cause
}

/** One published snapshot of the series, oldest first in lists. */
export interface HistoryPoint {
  readonly id: string
  readonly files: number
  readonly filesLinked: number
  /** From blocks: a full copy, and what was really added. */
  readonly bytesOnDisk: number
  readonly bytesAdded: number
  readonly pinned: boolean
  readonly tags: readonly string[]
}

export interface SeriesTotals {
  readonly snapshots: number
  /** From blocks: what full copies would take, the sum of each snapshot's own `du`. */
  readonly bytes: number
  /** From blocks: what `du` says of the whole series directory, our own records and manifests included. */
  readonly bytesOnDisk: number
}

/** Something left out of the snapshot on purpose. */
export interface LeftOut {
  readonly path: BytePath
  /** The secret pattern that matched, or `socket or FIFO`, `device`. */
  readonly why: string
}

export interface PhaseTime {
  readonly phase: string
  readonly ms: number
}

/** Of a `skipped` run the figures are zeros that stand for nothing: see `isMeasured`. */
export interface SnapshotReport {
  readonly status: SnapshotStatus
  /** For `skipped`: the reason as a sentence. */
  readonly reason?: string
  /** The volume as the user named it, and the series in it. */
  readonly volume: string
  readonly series: string
  /** Empty when nothing was published and none exists. */
  readonly snapshot: string
  readonly snapshotPath: string
  readonly latestPath: string
  /** What it was linked against; absent for a first one. */
  readonly base?: { readonly id: string; readonly series: string }
  /** Whether anything differs from the base. */
  readonly changed: boolean
  readonly compare: 'content' | 'quick'
  readonly startedAt: string
  readonly durationMs: number
  readonly phases: readonly PhaseTime[]
  readonly counts: FileCounts
  readonly bytes: ByteCounts
  /** Why files were copied, most bytes first. */
  readonly causes: readonly CauseCount[]
  /** Of what was copied, the large files that share blocks with their old versions; absent when there are none. */
  readonly clones?: CloneCounts
  /** The largest newly stored files, largest first (at most 20). */
  readonly largest: readonly StoredFile[]
  readonly history: readonly HistoryPoint[]
  /** Directories of the series that are named like snapshots and have no record; absent when nobody looked. */
  readonly foreign?: number
  readonly totals: SeriesTotals
  readonly retention: { readonly kept: number; readonly prunedIds: readonly string[]; readonly bytesFreed: number }
  /** What is left on the volume; inodes absent where the filesystem has no fixed number (btrfs). */
  readonly free: { readonly bytes: number; readonly inodes?: number }
  readonly digest: string
  /** What became of the copy in the cache; absent where none was to be made. */
  readonly cacheCopy?: CacheCopy
  readonly ownersKept: boolean
  readonly secrets: readonly LeftOut[]
  readonly specials: readonly LeftOut[]
  /** Sentences someone must act on; also shown as annotations. */
  readonly warnings: readonly string[]
  /** Sentences worth knowing, never annotations. */
  readonly notes: readonly string[]
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly run: RunInfo
  /** The program's version. */
  readonly program: string
  /** `rsync 3.2.7` as probed. */
  readonly rsync: string
}

/**
 * Whether the figures of a report (counts, bytes, totals, what is free, …) were measured. A skipped run measures nothing,
 * and its zeros must not reach anybody: a workflow that watches the free space would take them for a full disk.
 */
export const isMeasured = ({ status }: Pick<SnapshotReport, 'status'>): boolean => status !== 'skipped'
