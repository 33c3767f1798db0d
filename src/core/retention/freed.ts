// What deleting one tree after another frees: an inode is free when its last link goes, a block when its last inode does.

import { type Extent, overlap, sizeOf, without } from './extents.ts'
import type { Freed } from './space-rules.ts'

/** All links of an inode, and how many of them lie in one tree. */
export interface InodeLinks {
  readonly ino: string
  readonly links: number
  readonly linksHere: number
  readonly allocated: number
  /** Of `allocated`, where blocks lie that other inodes have too: clones of a large file, or what it was cloned from. */
  readonly shared?: readonly Extent[]
  /** Blocks that stay: those which trees beside this one hold. */
  readonly held?: readonly Extent[]
}

export class FreedCounter {
  /** Inodes that have links in doomed trees and elsewhere: how many of the former. */
  readonly #seen = new Map<string, number>()
  /** Blocks whose inodes are gone by now, and which others may have. */
  readonly #gone: Extent[] = []

  /** What goes with this tree, once all trees given before it are gone. */
  add(tree: Iterable<InodeLinks>): Freed {
    let bytes = 0
    let inodes = 0
    for (const inode of tree) {
      const { ino, links, linksHere } = inode
      const seen = (this.#seen.get(ino) ?? 0) + linksHere
      if (seen >= links) {
        bytes += this.#bytesOf(inode)
        inodes++
        this.#seen.delete(ino)
      } else this.#seen.set(ino, seen)
    }
    return { bytes, inodes }
  }

  /** A shared block whose other inode was not among those given is kept by that one. */
  #bytesOf({ allocated, shared = [], held = [] }: InodeLinks): number {
    if (shared.length === 0) return allocated
    const free = overlap(without(shared, held), this.#gone)
    this.#gone.push(...shared)
    return Math.max(0, allocated - sizeOf(shared)) + free
  }
}

/** A tree that is to go, with what trees that stay hold of its blocks. */
export function withHeld(
  tree: readonly InodeLinks[],
  staying: readonly (readonly InodeLinks[])[]
): readonly InodeLinks[] {
  const held = sharedIn(staying.flat())
  return held.length === 0 ? tree : tree.map(inode => (inode.shared === undefined ? inode : { ...inode, held }))
}

/** What an inode takes beyond the blocks that another tree has already. */
export const bytesBeyond = ({ allocated, shared = [] }: InodeLinks, held: readonly Extent[]): number =>
  Math.max(0, allocated - (held.length === 0 ? 0 : overlap(shared, held)))

export const sharedIn = (tree: readonly InodeLinks[]): readonly Extent[] => tree.flatMap(({ shared = [] }) => shared)
