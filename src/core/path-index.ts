// Entries by their paths, without a table of them: both sides are in order, so that the next one asked for is nearly always
// the next one there.

import type { BytePath } from './byte-path.ts'
import type { Entry } from './entry.ts'
import { type EntryList, isInOrder } from './entry-list.ts'

export class PathIndex<E extends Entry> {
  /** In the order of bytes, but for the top, which is no file and never asked for. */
  readonly #entries: EntryList<E>
  #next = 0
  /** Which one `#entry` is: it is made once where it is asked about again before it is its turn. */
  #made = -1
  #entry: E | undefined
  #path: BytePath | undefined

  /** Of the same path, the last one counts. */
  constructor(entries: EntryList<E>) {
    this.#entries = isInOrder(entries) ? entries : inOrder(entries)
  }

  get(path: BytePath): E | undefined {
    return this.at(this.rowOf(path))
  }

  /** Where it is, for `at`; negative where it is not. */
  rowOf(path: BytePath): number {
    const next = this.#next
    if (this.#pathAt(next) === path) return this.#next++
    const at = this.#firstFrom(path)
    // What is asked for next comes behind it.
    this.#next = at
    return this.#pathAt(at) === path ? this.#next++ : -1
  }

  at(row: number): E | undefined {
    if (row < 0) return undefined
    if (row !== this.#made) this.#make(row)
    return this.#entry
  }

  #pathAt(row: number): BytePath | undefined {
    if (row !== this.#made) this.#make(row)
    return this.#path
  }

  #make(row: number): void {
    this.#made = row
    this.#entry = this.#entries.at(row)
    this.#path = this.#entry?.path
  }

  #firstFrom(path: BytePath): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const there = this.#pathAt(middle)
      if (there !== undefined && (there === '.' || there < path)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function inOrder<E extends Entry>(entries: EntryList<E>): E[] {
  const byPath = new Map(Array.from(entries, entry => [entry.path, entry]))
  byPath.delete('.' as BytePath)
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}
