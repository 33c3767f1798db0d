// One hard link to be made into the tree being written, and what came of it.

import type { BytePath } from './byte-path.ts'
import type { Cause } from './cause.ts'
import type { Entry, Owner } from './entry.ts'

/** A tree on the volume: a snapshot of some series, or the one being written. */
export type TreeRef = { readonly series: string; readonly id: string } | 'self'

export interface LinkStep {
  /** The name it gets in the tree being written. */
  readonly path: BytePath
  readonly tree: TreeRef
  /** The name it has in that tree. */
  readonly from: BytePath
  /** As it was stored: anything else was altered since and is not carried forward. */
  readonly size: number
  readonly storedMtimeNs: bigint
  /** Permission bits and, where owners are kept, the owner, which all links of an inode share; absent for a symlink. */
  readonly mode?: number
  readonly owner?: Owner
}

/** Of an inode, as lstat found it under its new name right after: where it is told, nobody has to look again. */
export interface Held {
  /** Blocks × 512. */
  readonly allocated: number
  readonly links: number
}

export type LinkOutcome =
  | ({ readonly linked: true; readonly ino: bigint } & Partial<Held>)
  | { readonly linked: false; readonly cause: Cause; readonly why: string }

/** The step that links `path` to what an entry of some tree stands for, as it was stored there. */
export function linkTo(path: BytePath, tree: TreeRef, stored: Entry): LinkStep {
  const { size, storedMtimeNs, mode, owner, type } = stored
  // Nearly always the same name: one text of it is enough, and the other can go with the manifest that it came from.
  const from = stored.path === path ? path : stored.path
  if (type === 'link') return { path, tree, from, size, storedMtimeNs, ...(owner === undefined ? {} : { owner }) }
  return owner === undefined
    ? { path, tree, from, size, storedMtimeNs, mode }
    : { path, tree, from, size, storedMtimeNs, mode, owner }
}
