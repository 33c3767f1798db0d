// Inodes that were met: of a million, a table of 16 MB where a Set of bigints takes five times as much.

import { spreadSlot } from './spread.ts'

export class InodeSet {
  /** Low and high half of each, one after the other; both 0: nobody. */
  #slots = new Uint32Array(2 * 1024)
  #size = 0
  #hasZero = false
  readonly #given = new BigInt64Array(1)
  readonly #halves = new Uint32Array(this.#given.buffer)

  /** Whether it is a new one. */
  add(ino: bigint): boolean {
    this.#given[0] = ino
    const [low = 0, high = 0] = [this.#halves[0], this.#halves[1]]
    if (low === 0 && high === 0) {
      const isNew = !this.#hasZero
      this.#hasZero = true
      return isNew
    }
    const isNew = put(this.#slots, low, high)
    if (isNew && ++this.#size * 4 > this.#slots.length) this.#grow()
    return isNew
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2) {
      const [low = 0, high = 0] = [before[at], before[at + 1]]
      if (low !== 0 || high !== 0) put(this.#slots, low, high)
    }
  }
}

function put(slots: Uint32Array, low: number, high: number): boolean {
  const count = slots.length / 2
  for (let slot = spreadSlot(low ^ high, count); ; slot = (slot + 1) & (count - 1)) {
    const at = slot * 2
    if (slots[at] === low && slots[at + 1] === high) return false
    if (slots[at] === 0 && slots[at + 1] === 0) {
      slots[at] = low
      slots[at + 1] = high
      return true
    }
  }
}
