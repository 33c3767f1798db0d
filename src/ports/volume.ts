// A volume and its series as the actions see them, wherever they are: bulk operations, so that an adapter may be far away.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { KnownDamage } from '../core/known-damage.ts'
import type { LinkOutcome, LinkStep } from '../core/link-step.ts'
import type { OldVersion } from '../core/old-version.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { InodeLinks } from '../core/retention/freed.ts'
import type { Brought, SharedName } from './names-and-files.ts'

export type { Brought, SharedName } from './names-and-files.ts'

export interface Free {
  readonly bytes: number
  readonly totalBytes: number
  /** Both absent where the filesystem has no fixed number of inodes (btrfs). */
  readonly inodes?: number
  readonly totalInodes?: number
}

export interface VolumeState {
  readonly kind: 'directory' | 'missing' | 'not-a-directory'
  readonly isWritable: boolean
  /** The volume is itself a mount point. */
  readonly isMount: boolean
  /** The mount point it lies on, and the filesystem's type as the kernel names it. */
  readonly mountPoint: string
  readonly filesystem: string
  /** It is a mount point at which a whole filesystem is mounted, not a bind of some directory. */
  readonly isWholeFilesystem: boolean
  readonly marker: { readonly state: 'present' | 'absent' } | { readonly state: 'damaged'; readonly why: string }
}

/** What was found when links were really made on the volume. */
export interface LinkProbe {
  readonly hardLinks: { readonly works: true } | { readonly works: false; readonly why: string }
  readonly symlinks: { readonly works: true } | { readonly works: false; readonly why: string }
  /** Whether files may be given owners; absent where only root could try, and the runner is not root. */
  readonly owners?: { readonly works: true } | { readonly works: false; readonly why: string }
}

export interface Volume {
  /** As the user named it. */
  readonly name: string
  /**
   * Its real path, then every other one at which it or a part of it is to be seen (bind mounts); only for comparing with
   * the source. None when it is not on this machine.
   */
  places(): Promise<readonly BytePath[]>
  state(): Promise<VolumeState>
  mark(text: string): Promise<void>
  /** Makes real links in a scratch directory of the volume and removes them again. */
  probeLinks(): Promise<LinkProbe>
  free(): Promise<Free>
  series(name: string): Series
  /** The names of all series on the volume, sorted. */
  seriesNames(): Promise<readonly string[]>
}

/** What a new snapshot brought to its series, in allocated bytes. */
export interface Added {
  readonly id: string
  readonly bytes: number
  /** Something was altered in earlier snapshots, so what was counted before holds no longer. */
  readonly recount: boolean
}

export interface Cleared {
  /** The snapshots that had been begun. */
  readonly begun: readonly string[]
  /** What could not be deleted and why; it harms nobody, and is tried again by the next run. */
  readonly left: readonly string[]
}

export interface Removal {
  /** No longer listed; their files are still to be deleted. */
  readonly trashed: readonly string[]
  /** Somebody is reading them: untouched. */
  readonly beingRead: readonly string[]
}

/** A snapshot as the directory listing shows it. */
export interface Listed {
  readonly id: string
  /** Absent when it is foreign, or its record cannot be read: then `damage` says why. */
  readonly record?: SnapshotRecord
  readonly damage?: string
}

export interface LostTree {
  readonly id: string
  /** Its tree may still be where it is adopted from. */
  readonly isAdopted: boolean
}

export interface Lock {
  release(): Promise<void>
}

export interface LatestState {
  readonly state: 'absent' | 'link' | 'blocked'
  /** What the link says, or what stands in its place. */
  readonly target: string
}

export interface Series {
  readonly name: string
  /** Where people find it: `<volume>/<series>`. */
  readonly path: string
  /**
   * Takes the kernel's lock on the series, creating its directories; it dies with its holders.
   * Throws `Failure('locked')` naming the holder after `timeoutMs`. `onWait` is told once who holds it.
   */
  lock(holder: string, timeoutMs: number, onWait: (holder: string) => void): Promise<Lock>
  /** Removes what a crashed run left. Only under the lock. */
  clear(): Promise<Cleared>
  /** Newest first; an absent series has none. */
  list(): Promise<readonly Listed[]>
  /** Snapshots whose record is there and whose tree is nowhere. */
  lost(): Promise<readonly LostTree[]>
  latest(): Promise<LatestState>
  /** Every id in use, also by leftovers and foreign directories, so that none is given twice. */
  takenIds(): Promise<ReadonlySet<string>>
  /** Throws `ManifestDamage`, or ENOENT when there is none. */
  manifest(id: string): Promise<readonly Entry[]>
  tree(id: string): StoredTree
  /**
   * Copies files of a snapshot to where this machine can read them, in their order and in parts; each part is there until
   * the next one is asked for. What cannot be read there is not in it. Absent where trees are on this machine anyway.
   */
  bring?(id: string, files: readonly Pick<Entry, 'path' | 'size'>[], onProgress: OnProgress): AsyncIterable<Brought>
  /**
   * Holds a snapshot against removal for as long as it is read, by a shared lock on its record: nothing is written, and
   * any number of readers have it at once. Throws `Failure('missing')` when there is no such snapshot any more.
   */
  read(id: string): Promise<Lock>
  /** Every inode of a snapshot, from lstat: what deleting it together with others will free. */
  inodes(id: string): Promise<readonly InodeLinks[]>
  /** Whether a reader holds the snapshot; a snapshot that is being read is not removed. */
  isBeingRead(id: string): Promise<boolean>
  /** Renames snapshots into trash, each at once and for good, unless they are being read. Only under the lock. */
  trash(ids: readonly string[]): Promise<Removal>
  /**
   * Deletes what lies in trash; what could not be deleted stays for the next run. Only under the lock. `left` tells of it
   * in words, `leftInodes` are those that are still there, also from earlier runs.
   */
  emptyTrash(): Promise<{ readonly left: readonly string[]; readonly leftInodes: ReadonlySet<string> }>
  /** Starts `partial/<id>`. Only under the lock. */
  begin(id: string): Promise<PartialTree>
  /** Moves `latest` to a published snapshot. Only under the lock. */
  pointLatest(id: string): Promise<void>
  /**
   * Allocated bytes of the snapshots and of what is ours beside them, each inode once, as `du` counts. `added` tells what
   * one new snapshot brought, so that the others need not be walked again; under the lock the result is kept for that.
   */
  bytesOnDisk(added?: Added): Promise<number>
  /** Tells filesystems apart: an inode's number means something within one only. */
  device(): Promise<string>
  /** Every name in the snapshots that one of these inodes has, in no order. */
  sharing(inodes: ReadonlySet<bigint>): Promise<readonly SharedName[]>
  /** Stored files that a verification found damaged. `problem`: the list itself cannot be used, so nothing is known. */
  knownDamage(): Promise<{ readonly damaged: readonly KnownDamage[]; readonly problem?: string }>
  /** Writes that list anew, durably. Only under the lock. */
  keepDamage(damaged: readonly KnownDamage[]): Promise<void>
}

/** An inode as it lies on the volume. */
export interface Stored {
  readonly type: 'file' | 'dir' | 'link' | 'other'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly mtimeNs: bigint
  readonly ino: bigint
  readonly links: number
  /** Blocks × 512. */
  readonly allocated: number
  /** Of a symlink. */
  readonly target?: BytePath
}

export interface Tree {
  readonly path: string
  /** lstat of each, absent where there is nothing. */
  inspect(paths: readonly BytePath[], onProgress?: OnProgress): Promise<readonly (Stored | undefined)[]>
  /** SHA-256 of regular files, 64 hexadecimal digits each; absent where it cannot be read. */
  hash(paths: readonly BytePath[], onProgress?: OnProgress): Promise<readonly (string | undefined)[]>
  /** The names in each of these directories, in any order; absent for what is not a directory. No symlink is followed. */
  names(directories: readonly BytePath[]): Promise<readonly (readonly BytePath[] | undefined)[]>
}

/** Why something could not be looked at or read, in the kernel's words. */
export interface Unreadable {
  readonly unreadable: string
}

/** A snapshot's tree as verification sees it: what cannot be read is an answer, and never thrown. No symlink is followed. */
export interface StoredTree extends Tree {
  /** lstat of each, absent where there is nothing. */
  look(paths: readonly BytePath[]): Promise<readonly (Stored | Unreadable | undefined)[]>
  /** SHA-256 of each; absent for what is no regular file (any more). `onRead` is told the files and bytes of each batch. */
  reread(
    files: readonly Pick<Entry, 'path' | 'size'>[],
    onRead?: (files: number, bytes: number) => void
  ): Promise<readonly (string | Unreadable | undefined)[]>
  /** The names in each of these directories, in any order; absent for what is not a directory. */
  list(directories: readonly BytePath[]): Promise<readonly (readonly BytePath[] | Unreadable | undefined)[]>
}

export interface CopyRequest {
  /** Absolute directory the paths are relative to. */
  readonly root: BytePath
  readonly paths: readonly BytePath[]
  readonly keepOwners: boolean
  /** Some of the files have holes. */
  readonly isSparse: boolean
  /** Absolute trees for `--link-dest`, for rsync's own comparison (`compare: quick`); none: every path is copied. */
  readonly linkDest: readonly string[]
  /** Options of `rsync-args` that decide how is copied. */
  readonly extraArgs: readonly string[]
  readonly totalBytes: number
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
}

/** The tree being written; never listed, never linked to. */
export interface PartialTree extends Tree {
  /** Parents first. */
  makeDirectories(paths: readonly BytePath[]): Promise<void>
  /** One outcome for each step, in order. */
  link(steps: readonly LinkStep[], onProgress: OnProgress): Promise<readonly LinkOutcome[]>
  copy(request: CopyRequest, onProgress: OnProgress): Promise<CopyOutcome>
  /** Gives directories their attributes that rsync does not (the top, and what vanished), and puts all on stable storage. */
  seal(directories: readonly Entry[]): Promise<void>
  /** Manifest and record, synced; then the rename that makes the snapshot visible, `latest`, and their sync. */
  publish(record: SnapshotRecord, manifest: Iterable<string>): Promise<void>
}
