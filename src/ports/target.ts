// The directory a snapshot is restored into, as the actions see it: looked at freely, written only between begin and end.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { OnProgress } from '../core/progress.ts'
import type { Tree } from './tree.ts'
import type { Free } from './volume.ts'

export interface TargetState {
  readonly kind: 'directory' | 'missing' | 'not-a-directory'
  /** Of it, or of the nearest parent that exists, symlinks resolved: only for comparing with the volume's places. */
  readonly realPath: BytePath
  /** It can be written, or made where it is missing. */
  readonly isWritable: boolean
  /**
   * Has another value after any restore into it, and after anything was made or removed at its top. Absent where a restore
   * is under way, or was killed: then nothing tells what comes to be in it.
   */
  readonly mark?: string
}

/**
 * Looking at it never changes anything. What lies behind a symlink is another place: see `inspect` of the action. From
 * `state` on it is one directory, whatever becomes of its name; what a restore has begun in stays that to its end.
 */
export interface Target extends Tree {
  state(): Promise<TargetState>
  free(): Promise<Free>
  /** Throws `Failure('target')` when its name leads to another directory by now. */
  confirm(): Promise<void>
  /**
   * Makes the directory where it is missing, takes a lock on it, and clears what an interrupted restore left. Throws
   * `Failure('locked')` when another restore writes there, `Failure('target')` when something stands in the way.
   */
  begin(): Promise<Restoring>
}

/** A file that came together with others, in one that is open here. */
export interface PackedFile {
  /** Descriptor of that one; whoever brought it closes it when the next part is asked for. */
  readonly archive: number
  /** Of the first byte in it. */
  readonly offset: number
  readonly size: number
}

/** One file or symlink to be put in place. */
export interface PutStep {
  readonly entry: Entry
  /**
   * Where its bytes come from. `target`: the target's own file already has them and only its attributes differ, so the
   * snapshot is not read. Symlinks are made of their entry alone.
   */
  readonly from: 'snapshot' | 'target'
  /** Where the snapshot's bytes are, if not in a file of their own in the tree. */
  readonly packed?: PackedFile
}

export interface PutRequest {
  /** Absolute: the snapshot's tree. */
  readonly tree: BytePath
  readonly steps: readonly PutStep[]
  /** Hash every file while it is copied; one with other bytes than its entry says is not put in place. */
  readonly verify: boolean
  /** `auto`: large files by reflink where that works, the others by copying. `reflink`: all, or it is an error. */
  readonly method: 'auto' | 'copy' | 'reflink'
  /** Give files the owner of their entry, where it has one; else they belong to whoever restores. */
  readonly keepOwners: boolean
}

export type PutOutcome =
  | { readonly put: true; readonly how: 'copied' | 'reflinked' | 'made' }
  /** The old file of the target is untouched. `damaged`: the stored bytes are not those of the entry. */
  | { readonly put: false; readonly problem: 'damaged' | 'missing'; readonly why: string }

export interface Restoring {
  /** The target's, as it was before this one began; absent where another one had been there since. */
  readonly mark?: string
  /**
   * Directories that are not there, parents first, u+rwx for now. What stands in their place was removed before.
   * Also lets its owner into directories that were there with less, until `finish`.
   */
  makeDirectories(paths: readonly BytePath[]): Promise<void>
  /**
   * One outcome for each step, in order. Each file is written aside, given its mode, owner and mtime, and renamed over
   * what was there: a reader sees the old or the new, a symlink is replaced and not followed, and no inode is shared.
   */
  put(request: PutRequest, onProgress: OnProgress): Promise<readonly PutOutcome[]>
  /**
   * Removes files, symlinks and whole directories; no symlink is followed, no other filesystem is entered. What could not
   * be removed and why, in words.
   */
  remove(paths: readonly BytePath[]): Promise<readonly string[]>
  /** Mode, owner and mtime of directories, `.` included, once nothing comes into them any more. */
  finish(directories: readonly Entry[], keepOwners: boolean): Promise<void>
  /** Removes what was written aside and gives the lock back; whatever happened, also after a failure. */
  end(): Promise<void>
}
