// A tree as the actions see it, on a volume or where it is restored to: looked at in bulk, and no symlink is followed.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { OnProgress } from '../core/progress.ts'

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
