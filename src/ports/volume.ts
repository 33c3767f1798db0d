// A volume and its series as the actions see them, wherever they are: bulk operations, so that an adapter may be far away.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { EntryList } from '../core/entry-list.ts'
import type { KnownDamage } from '../core/known-damage.ts'
import type { OnProgress } from '../core/progress.ts'
import type { Once } from '../core/once.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { InodeLinks } from '../core/retention/freed.ts'
import type { PartialTree } from './partial-tree.ts'
import type { PackedFile } from './target.ts'
import type { StoredTree } from './tree.ts'

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
  /** Each answer takes a while in which nobody works, so that it is worth while to ask early. */
  readonly isSlowToAnswer: boolean
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
  manifest(id: string): Promise<EntryList>
  tree(id: string): StoredTree
  /**
   * Copies files of a snapshot to where this machine can read them, in their order and in parts; each part is there until
   * the next one is asked for. What cannot be read there is not in it. Absent where trees are on this machine anyway.
   */
  bring?(
    id: string,
    files: readonly Pick<Entry, 'path' | 'size'>[],
    how: HowBrought,
    onProgress: OnProgress
  ): AsyncIterable<Brought>
  /**
   * Holds a snapshot against removal for as long as it is read, by a shared lock on its record: nothing is written, and
   * any number of readers have it at once. Throws `Failure('missing')` when there is no such snapshot any more.
   */
  read(id: string): Promise<Lock>
  /**
   * Every inode of each of these snapshots, in their order, from lstat: what deleting them together with others will free.
   * Throws `Failure('volume')` when any of them could not be looked through.
   */
  inodes(ids: readonly string[]): Promise<readonly (readonly InodeLinks[])[]>
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
  /**
   * The same without waiting for it: whatever is done with the tree does so, and fails as this would. Absent where it takes
   * no time.
   */
  beginAhead?(id: string): PartialTree
  /** Moves `latest` to a published snapshot. Only under the lock. */
  pointLatest(id: string): Promise<void>
  /**
   * Allocated bytes of the snapshots and of what is ours beside them, each inode once, as `du` counts; under the lock what
   * was counted is kept.
   */
  bytesOnDisk(): Promise<number>
  /** Keeps what a new snapshot brought, so that the next count need not walk it. Only under the lock. */
  countAdded(added: Added): Promise<void>
  /** Whether such a page of ours is there. */
  hasPage(): Promise<boolean>
  /** Puts a page for people beside the snapshots. Throws `Failure('volume')` when what has its name is not ours. */
  writePage(html: string): Promise<void>
  /** Tells filesystems apart: an inode's number means something within one only. */
  device(): Promise<string>
  /** Every name in the snapshots that one of these inodes has, in no order. */
  sharing(inodes: ReadonlySet<bigint>): Promise<readonly SharedName[]>
  /** Stored files that a verification found damaged. `problem`: the list itself cannot be used, so nothing is known. */
  knownDamage(): Promise<{ readonly damaged: readonly KnownDamage[]; readonly problem?: string }>
  /** What the last run left of the source's index, if anything; where there is no such place, files are always read. */
  sourceIndex?(): Promise<Uint8Array | undefined>
  /**
   * Replaces it, once `after` has come; it does not stay in memory until then. Where that fails, what was there before is kept.
   * Only under the lock.
   */
  keepSourceIndex?(index: Once<Uint8Array>, after?: Promise<unknown>): Promise<void>
  /** Writes that list anew, durably. Only under the lock. */
  keepDamage(damaged: readonly KnownDamage[]): Promise<void>
}

/** `apart`: each as a file of its own. `together`: small ones may come in one file. */
export type HowBrought = 'apart' | 'together'

export interface Brought {
  /** Absolute: a directory of this machine with the files in it, under their paths. */
  readonly tree: BytePath
  /** Those that are not there but in one file together. */
  readonly packed: ReadonlyMap<BytePath, PackedFile>
  /** The next so many of the files that were asked for. */
  readonly count: number
}

export interface SharedName {
  readonly id: string
  readonly path: BytePath
  readonly ino: bigint
}
