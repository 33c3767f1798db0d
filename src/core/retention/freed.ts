// What deleting one tree after another frees: an inode is free when its last link goes, and not before.

import type { Freed } from './space-rules.ts'

/** All links of an inode, and how many of them lie in one tree. */
export interface InodeLinks {
  readonly ino: string
  readonly links: number
  readonly linksHere: number
  readonly allocated: number
}

export class FreedCounter {
  /** Inodes that have links in doomed trees and elsewhere: how many of the former. */
  readonly #seen = new Map<string, number>()

  /** What goes with this tree, once all trees given before it are gone. */
  add(tree: Iterable<InodeLinks>): Freed {
    let bytes = 0
    let inodes = 0
    for (const { ino, links, linksHere, allocated } of tree) {
      const seen = (this.#seen.get(ino) ?? 0) + linksHere
      if (seen >= links) {
        bytes += allocated
        inodes++
        this.#seen.delete(ino)
      } else this.#seen.set(ino, seen)
    }
    return { bytes, inodes }
  }
}
