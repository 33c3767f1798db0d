// Entries by their paths, without a table of them: both sides are in order, so that the next one asked for is nearly always
// the next one there.

import type { BytePath } from './byte-path.ts'
import type { Entry } from './entry.ts'

export class PathIndex<E extends Entry> {
  /** In the order of bytes, but for the top, which is no file and never asked for. */
  readonly #entries: readonly E[]
  #next = 0

  /** Of the same path, the last one counts. */
  constructor(entries: readonly E[]) {
    this.#entries = isInOrder(entries) ? entries : inOrder(entries)
  }

  get(path: BytePath): E | undefined {
    const next = this.#entries[this.#next]
    if (next?.path === path) {
      this.#next++
      return next
    }
    const at = this.#firstFrom(path)
    const found = this.#entries[at]
    if (found?.path !== path) {
      // What is asked for next comes behind it.
      this.#next = at
      return undefined
    }
    this.#next = at + 1
    return found
  }

  #firstFrom(path: BytePath): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = this.#entries[middle]
      if (entry !== undefined && (entry.path === '.' || entry.path < path)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function isInOrder(entries: readonly Entry[]): boolean {
  let previous: BytePath | undefined
  for (const { path } of entries) {
    if (previous !== undefined && previous !== '.' && previous >= path) return false
    if (path === '.' && previous !== undefined) return false
    previous = path
  }
  return true
}

function inOrder<E extends Entry>(entries: readonly E[]): E[] {
  const byPath = new Map(entries.map(entry => [entry.path, entry]))
  byPath.delete('.' as BytePath)
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}
