// The tree of a new snapshot while it is written: directories, links, copies, and the rename that makes it visible.

import type { Buffer } from 'node:buffer'
import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { LinkOutcome, LinkStep } from '../core/link-step.ts'
import type { List } from '../core/list.ts'
import type { OldVersion } from '../core/old-version.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { SourceEntry } from './source.ts'
import type { Stored, Tree } from './tree.ts'

export interface CopyRequest {
  /** Absolute directory the paths are relative to. */
  readonly root: BytePath
  readonly paths: readonly BytePath[]
  /**
   * The same as they were read and hashed, for whoever can store small files so that no second look at them is needed. All
   * directories among them, and all that files are in, were made.
   */
  readonly entries?: readonly SourceEntry[]
  readonly keepOwners: boolean
  /** Some of the files have holes. */
  readonly isSparse: boolean
  /** Absolute trees for `--link-dest`, for rsync's own comparison (`compare: quick`); none: every path is copied. */
  readonly linkDest: readonly string[]
  /** Options of `rsync-args` that decide how is copied. */
  readonly extraArgs: readonly string[]
  readonly totalBytes: number
  /**
   * Only with `preparesCopies`: links are being made, which renew the times of the directories they come into. Directories are
   * not settled before this; where it fails, so do they.
   */
  readonly after?: () => Promise<unknown>
  /** Of large files among the paths: where the volume can share blocks, these may start as clones. */
  readonly versions?: readonly OldVersion[]
}

export interface CopyOutcome {
  /** rsync's exit status: 0, 23 (some not copied) or 24 (some vanished); anything else is thrown. */
  readonly status: 0 | 23 | 24
  /** What rsync said of it. */
  readonly messages: readonly string[]
  /** Files that started as clones of their old versions: the bytes that were written into each, in whole blocks. */
  readonly cloned?: ReadonlyMap<BytePath, number>
  /**
   * The paths of which it is not sure yet that they are stored as they were read; absent: none is sure. The others were
   * read once more, compared with their entries, and stored from what was read.
   */
  readonly unsure?: ReadonlySet<BytePath>
  /** Why many are not, where that is worth a note: what refused, in its own words. */
  readonly refused?: string
}

/** The text of a manifest as it is kept, packed by gzip. */
export interface PackedManifest {
  readonly pieces: readonly Buffer[]
  /** The permission bits that its file may have at most, by what its text tells. */
  readonly readersMode: number
}

/** The tree being written; never listed, never linked to. */
export interface PartialTree extends Tree {
  /** Parents first. What is far away may make them, and tell what failed, only when something is to come into them. */
  makeDirectories(paths: readonly BytePath[]): Promise<void>
  /**
   * One outcome for each step, in order. `onMade`: all links are there that can be made, and are still to be looked at; who
   * does so anyway need not say it.
   */
  link(steps: List<LinkStep>, onProgress: OnProgress, onMade?: () => void): Promise<List<LinkOutcome>>
  /** From so many links on copy() takes less time beside link() than after it; Infinity: never. */
  readonly linksToCopyBeside: number
  /** copy() takes time before it writes anything, so that it may begin while something else is still to be waited for. */
  readonly preparesCopies?: true
  copy(request: CopyRequest, onProgress: OnProgress): Promise<CopyOutcome>
  /**
   * Gives directories their attributes that rsync does not (the top, and what vanished), and puts all on stable storage; then
   * looks at these paths, as `inspect` does: before that, some filesystems tell other blocks.
   */
  seal(
    directories: readonly Entry[],
    paths?: readonly BytePath[],
    onProgress?: OnProgress
  ): Promise<List<Stored | undefined>>
  /** Manifest and record, synced; then the rename that makes the snapshot visible, `latest`, and their sync. */
  publish(record: SnapshotRecord, manifest: Iterable<string> | PackedManifest): Promise<void>
  /** For whoever has the text of the manifest before it is known whether it will be published. */
  pack(manifest: AsyncIterable<string>): Promise<PackedManifest>
}
