// Files by what they must share to share an inode, for very many of them: eight bytes each, where a Map by text takes a
// hundred and fifty.

import { contentKey, digestStart } from './content-key.ts'
import type { Entry } from './entry.ts'

export class ContentTable<E extends Entry> {
  readonly #held: E[] = []
  /** Of each slot: the start of a digest, and whose it is, counted from 1; 0: nobody's. */
  #slots = new Uint32Array(2 * 256)

  /** The one that was given first of those with its content, mode and owner; the given one where it is that. */
  firstLike(entry: E): E {
    const key = contentKey(entry)
    if (key === undefined) return entry
    const start = digestStart(key)
    const mask = this.#slots.length / 2 - 1
    for (let slot = start & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot * 2 + 1] ?? 0
      if (number === 0) {
        this.#take(slot, start, entry)
        return entry
      }
      const held = this.#slots[slot * 2] === start ? this.#held[number - 1] : undefined
      if (held !== undefined && contentKey(held) === key) return held
    }
  }

  #take(slot: number, start: number, entry: E): void {
    this.#slots[slot * 2] = start
    this.#slots[slot * 2 + 1] = this.#held.push(entry)
    if (this.#held.length * 4 > this.#slots.length) this.#grow()
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(before.length * 2)
    const mask = this.#slots.length / 2 - 1
    for (let at = 0; at < before.length; at += 2) {
      const [start = 0, number = 0] = [before[at], before[at + 1]]
      if (number === 0) continue
      let slot = start & mask
      while (this.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
      this.#slots[slot * 2] = start
      this.#slots[slot * 2 + 1] = number
    }
  }
}
