// Everything one run of the restore action has to say; its outputs, summary, log and JSON report all read this.

import type { BytePath } from '../byte-path.ts'
import type { RunInfo } from '../record.ts'
import type { PhaseTime } from './model.ts'

/**
 * - `restored`: the target is what was asked for; `unchanged`: it was already.
 * - `partial`: what could be restored is, and something could not: stored files are damaged, or `clean` left something.
 * - `missed`: there is no such snapshot. `found`: there is, and nothing else was asked (`lookup-only`).
 * - `dry-run`: nothing was written, and all figures are those of what would be.
 */
export type RestoreStatus = 'restored' | 'unchanged' | 'partial' | 'missed' | 'found' | 'dry-run'

/** A stored file that could not be brought back; its old file in the target is untouched. */
export interface LostFile {
  readonly path: BytePath
  readonly problem: 'damaged' | 'missing'
  readonly why: string
}

/** The snapshot that was found. */
export interface RestoredFrom {
  readonly series: string
  readonly snapshot: string
  /** Where its files came from. */
  readonly source: 'volume' | 'cache'
  /** Empty for a copy from the cache, which is nowhere when the run has ended. */
  readonly snapshotPath: string
  /** It is of the series itself and not of one that stands in for it. */
  readonly isExact: boolean
  readonly takenAt: string
  /** The run that took it. */
  readonly run: RunInfo
}

export interface RestoreCounts {
  /** Of what was asked for. `files = filesSame + filesAdjusted + filesWritten + the lost ones`. */
  readonly files: number
  readonly directories: number
  readonly symlinks: number
  /** Were there exactly so. */
  readonly filesSame: number
  /** Had the right content, and got their mode, owner or mtime back. */
  readonly filesAdjusted: number
  /** Brought from the snapshot. */
  readonly filesWritten: number
  /** Of those written, how many share their blocks with the stored file. */
  readonly filesReflinked: number
  readonly symlinksMade: number
  readonly directoriesMade: number
  /** Files, symlinks and the like that `clean` removed. */
  readonly filesRemoved: number
}

export interface RestoreBytes {
  /** Apparent sizes: of all files asked for; of those brought from the snapshot. */
  readonly bytes: number
  readonly bytesWritten: number
}

export interface RestoreReport {
  readonly status: RestoreStatus
  /** For `missed`: why, in whole sentences. */
  readonly reason?: string
  /** The volume as the user named it. */
  readonly volume: string
  /** The series that was asked for, and those that stand in for it, in order. */
  readonly name: string
  readonly fallbackNames: readonly string[]
  /** Which snapshot was asked for, as it was written. */
  readonly selector: string
  /** Absolute. */
  readonly target: string
  /** Lines of `paths`; none for all of the snapshot. */
  readonly paths: readonly string[]
  readonly clean: boolean
  /** Contents were compared with the manifest: of what was there, and of what was written. */
  readonly verify: boolean
  /** Absent on a miss. */
  readonly from?: RestoredFrom
  readonly counts: RestoreCounts
  readonly bytes: RestoreBytes
  /** How long it took to bring the files. */
  readonly writingMs: number
  readonly lost: readonly LostFile[]
  /** What `clean` removed: files, and directories with all that was in them. */
  readonly removed: readonly BytePath[]
  /** What `clean` left because snapshots do not hold such names. */
  readonly spared: readonly BytePath[]
  /** What `clean` could not remove, and why, in words. */
  readonly notRemoved: readonly string[]
  readonly startedAt: string
  readonly durationMs: number
  readonly phases: readonly PhaseTime[]
  /** Sentences someone must act on; also shown as annotations. */
  readonly warnings: readonly string[]
  /** Sentences worth knowing, never annotations. */
  readonly notes: readonly string[]
  readonly run: RunInfo
  /** The program's version. */
  readonly program: string
}

/** What was asked for is in the target. */
export const isRestored = ({ status }: Pick<RestoreReport, 'status'>): boolean =>
  status === 'restored' || status === 'unchanged'

/** The bytes of everything asked for were found to be those of the snapshot. */
export const isVerified = (report: Pick<RestoreReport, 'status' | 'verify'>): boolean =>
  report.verify && isRestored(report)
