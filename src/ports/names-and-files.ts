// What a series tells of single files: under which names an inode is known, and where bytes that were far away can be read.

import type { BytePath } from '../core/byte-path.ts'

export interface Brought {
  /** Absolute: a directory of this machine with the files in it, under their paths. */
  readonly tree: BytePath
  /** The next so many of the files that were asked for. */
  readonly count: number
}

export interface SharedName {
  readonly id: string
  readonly path: BytePath
  readonly ino: bigint
}
