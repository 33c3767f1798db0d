// What is said to worker threads about large files that start as clones of their old versions.

import type { BytePath } from '../../core/byte-path.ts'

/** All paths absolute. */
export interface CloneTask {
  readonly kind: 'clone'
  /** The new file, as it is outside the volume. */
  readonly source: BytePath
  /** Its old version, in a snapshot. */
  readonly base: BytePath
  /** The name it gets in the tree being written, where there is nothing yet. */
  readonly target: BytePath
  readonly size: number
}

/** `shared`: what is there now is no file of its own, and must not be written to. */
export type CloneResult =
  | { readonly state: 'cloned'; readonly ino: bigint }
  | { readonly state: 'shared' }
  /** `isFinal`: the filesystem cannot do it at all. */
  | { readonly state: 'refused'; readonly why: string; readonly isFinal: boolean }

/** Compares a part of the file with its clone, and writes there what differs. */
export interface PatchTask {
  readonly kind: 'patch'
  readonly source: BytePath
  readonly target: BytePath
  /** Of the clone. */
  readonly ino: bigint
  readonly from: number
  readonly to: number
  /** What the filesystem shares and allocates by. */
  readonly block: number
}

export type PatchResult =
  | { readonly state: 'patched'; readonly written: number }
  | { readonly state: 'shared' }
  | { readonly state: 'failed'; readonly why: string }

export interface CloneResultOf {
  clone: CloneResult
  patch: PatchResult
}
