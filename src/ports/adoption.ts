// A directory of dated trees that somebody's script made, as the action that takes them into a series sees it.

import type { OldName } from '../core/adoption.ts'
import type { BytePath } from '../core/byte-path.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { SourceEntry } from './source.ts'

export interface OldDirectoryState {
  readonly kind: 'directory' | 'missing' | 'not-a-directory'
  /** It is the directory of the series that adopts. */
  readonly isSeries: boolean
  /** The volume is on the same one; a rename may be refused nevertheless. */
  readonly isSameFilesystem: boolean
  /** The directory of another series that it is, or lies in; absent when it does not. */
  readonly otherSeries?: string
}

/** A whole tree as lstat sees it. */
export interface OldTree {
  /** The top first, parents before what they hold; nothing was hashed. */
  readonly entries: readonly SourceEntry[]
  /** FIFOs, sockets and devices, which no manifest can hold. */
  readonly specials: readonly BytePath[]
  /** The first path that is on another filesystem. */
  readonly elsewhere?: BytePath
  /** The first path that could not be read, and why. */
  readonly unreadable?: { readonly path: BytePath; readonly why: string }
}

/** What is taken out of the old directory goes into one series; only `take` and `probeRename` write. */
export interface OldDirectory {
  /** Absolute, as the user gave it. */
  readonly path: string
  state(): Promise<OldDirectoryState>
  names(): Promise<readonly OldName[]>
  /** Renames an empty directory from here onto the volume, and removes it: that is how the trees will go. */
  probeRename(): Promise<{ readonly works: true } | { readonly works: false; readonly why: string }>
  /** Ids of which an interrupted adoption wrote the record, and whose tree never came. */
  begun(): Promise<ReadonlySet<string>>
  read(name: BytePath, onProgress: OnProgress): Promise<OldTree>
  /** The same for a snapshot of the series. */
  readSnapshot(id: string): Promise<OldTree>
  /** Entries of regular files with their SHA-256. Throws `Failure('source')` naming what could not be read. */
  hash(name: BytePath, paths: readonly BytePath[], onProgress: OnProgress): Promise<readonly SourceEntry[]>
  /** Puts all that was written on the volume so far on stable storage. */
  sync(): Promise<void>
  /**
   * Manifest and record, synced, then the rename that makes the tree a snapshot. Only under the lock of the series.
   * `topMode`: what the top directory is to have before it is renamed, where it has less.
   */
  take(name: BytePath, record: SnapshotRecord, manifest: Iterable<string>, topMode?: number): Promise<void>
}
