// The record of a snapshot: one small JSON file that says when, from which run, how much, and how it went.

import type { Cause, CauseCount } from './cause.ts'
import type { RetentionPolicy } from './retention/policy.ts'

export const recordFormat = 1

/** Which workflow run a snapshot came from; every field is absent outside GitHub Actions. */
export interface RunInfo {
  readonly repository?: string
  readonly ref?: string
  readonly commit?: string
  readonly workflow?: string
  readonly job?: string
  readonly event?: string
  readonly actor?: string
  readonly runId?: string
  readonly runAttempt?: string
  readonly runner?: string
  /** Where the run can be looked at. */
  readonly url?: string
}

/** Counts of regular files. `files = filesLinked + filesCopied`. */
export interface FileCounts {
  readonly files: number
  /** Stored as a link: to an earlier snapshot, or to an equal file of this one. */
  readonly filesLinked: number
  readonly filesCopied: number
  /** Against the base: paths that were not there, differ, have the content of another path of the base, are gone. */
  readonly filesAdded: number
  readonly filesChanged: number
  readonly filesMoved: number
  readonly filesRemoved: number
  readonly directories: number
  readonly symlinks: number
}

/** Large files that were stored as clones of their old versions, into which only the changed blocks were written. */
export interface CloneCounts {
  readonly files: number
  /** From blocks, as `du` says: shared ones in full. */
  readonly bytesOnDisk: number
  /** Whole blocks that were written, which is what they took on the volume. */
  readonly bytesWritten: number
}

export interface ByteCounts {
  /** Apparent size of all regular files. */
  readonly bytes: number
  /** Apparent size of those stored as links. */
  readonly bytesLinked: number
  /**
   * Newly allocated on the volume by this tree, from blocks: what `du <base> <snapshot>` says for the snapshot, less the
   * blocks that clones share with their old versions, which du cannot see.
   */
  readonly bytesAdded: number
  /** The tree taken alone, from blocks: what `du <snapshot>` says, and what a full copy takes. */
  readonly bytesOnDisk: number
}

/** One of the largest newly stored files, to be shown: its name has escapes for what cannot be seen. */
export interface LargestFile {
  readonly path: string
  /** Apparent size. */
  readonly bytes: number
  readonly cause: Cause
}

/** As many as a person reads. */
export const mostLargest = 10

export interface SnapshotRecord extends FileCounts, ByteCounts {
  readonly format: typeof recordFormat
  readonly id: string
  readonly series: string
  /** A record is only ever written for a whole tree. */
  readonly status: 'complete'
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly finishedAt: string
  readonly durationMs: number
  /** The id it was linked against, with the series when that is another one. */
  readonly base?: { readonly id: string; readonly series?: string }
  /** Other series that files were linked from. */
  readonly linkedFrom?: readonly string[]
  readonly compare: 'content' | 'quick'
  /** `sha256:…` over the manifest's content without times: equal trees have equal digests. */
  readonly digest: string
  readonly ownersKept: boolean
  readonly causes: readonly CauseCount[]
  /** Absent when there are none. */
  readonly clones?: CloneCounts
  /** The largest newly stored files, the largest first; absent in records of adopted trees. */
  readonly largest?: readonly LargestFile[]
  /** The rules by which the run judged its series afterwards; absent when it did not. */
  readonly retention?: RetentionPolicy
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly run: RunInfo
  /** The version of this program. */
  readonly program: string
}

/** The counts alone, of a record or whatever else carries them. */
export const countsOf = (of: FileCounts): FileCounts => ({
  files: of.files,
  filesLinked: of.filesLinked,
  filesCopied: of.filesCopied,
  filesAdded: of.filesAdded,
  filesChanged: of.filesChanged,
  filesMoved: of.filesMoved,
  filesRemoved: of.filesRemoved,
  directories: of.directories,
  symlinks: of.symlinks
})

export const bytesOf = (of: ByteCounts): ByteCounts => ({
  bytes: of.bytes,
  bytesLinked: of.bytesLinked,
  bytesAdded: of.bytesAdded,
  bytesOnDisk: of.bytesOnDisk
})
