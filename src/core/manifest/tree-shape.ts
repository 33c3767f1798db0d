// Whether entries, one after the other, make one tree: each path once, in order, each below a directory that came before.
// A manifest that names `a` a symlink and then a file `a/b` would make a restore write wherever `a` points.

import { type BytePath, parentPath } from '../byte-path.ts'
import type { Entry } from '../entry.ts'
import { compareInDocument, isPattern } from './document-order.ts'

export class TreeShape {
  readonly #directories = new Set<BytePath>()
  #previous: BytePath | undefined
  #isPattern = false
  #parent: BytePath | undefined

  /** Takes the next entry; what is wrong with its place, as the rest of a sentence, if anything. */
  admit({ path, type }: Entry): string | undefined {
    const previous = this.#previous
    const wasPattern = this.#isPattern
    const isOne = isPattern(path)
    this.#previous = path
    this.#isPattern = isOne
    if (previous === undefined) {
      if (path !== '.' || type !== 'dir') return 'is not the top directory, which comes first'
    } else {
      const order = compareInDocument(previous, path, wasPattern, isOne)
      if (order === 0) return 'has the same path as the one before'
      if (order > 0) return 'is out of order'
      const parent = parentPath(path)
      if (parent !== this.#parent && !this.#directories.has(parent)) return 'lies in what is not a directory'
      this.#parent = parent
    }
    if (type === 'dir') this.#directories.add(path)
    return undefined
  }
}
