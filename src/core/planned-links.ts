// The links of a plan, as many as there are files: in columns, and the few that need more to be said beside them.

import type { Entry } from './entry.ts'
import { sameOwner } from './entry.ts'
import { fitsColumn } from './entry-table.ts'
import { type LinkStep, linkTo, type TreeRef } from './link-step.ts'
import type { List } from './list.ts'

export interface PlannedLink<E extends Entry = Entry> {
  /** What the link stands for. */
  readonly entry: E
  readonly step: LinkStep
}

/** Those of one column that lie together. */
const part = 4096

/** Appended to, never changed. */
export class PlannedLinks<E extends Entry = Entry> implements List<PlannedLink<E>> {
  readonly #entries: E[] = []
  readonly #trees: TreeRef[] = []
  readonly #parts: { readonly times: BigInt64Array; readonly modes: Uint16Array; readonly trees: Uint8Array }[] = []
  /** By their places: to another name than their own, symlinks, and whatever else the columns do not hold. */
  readonly #others = new Map<number, LinkStep>()

  get length(): number {
    return this.#entries.length
  }

  /** To what `stored` stands for in `tree`. */
  push(entry: E, tree: TreeRef, stored: Entry): void {
    const index = this.#entries.push(entry) - 1
    const { storedMtimeNs, mode } = stored
    const at = index % part
    if (at === 0) {
      const times = new BigInt64Array(part)
      this.#parts.push({ times, modes: new Uint16Array(part), trees: new Uint8Array(part) })
    }
    const columns = this.#parts.at(-1)
    const isUsual =
      entry.type === 'file' &&
      stored.path === entry.path &&
      stored.size === entry.size &&
      sameOwner(stored.owner, entry.owner) &&
      fitsColumn(storedMtimeNs)
    if (columns === undefined || !isUsual) {
      this.#others.set(index, linkTo(entry.path, tree, stored))
      return
    }
    columns.times[at] = storedMtimeNs
    columns.modes[at] = mode
    columns.trees[at] = this.#numberOf(tree)
  }

  /** Made when it is asked for. */
  at(index: number): PlannedLink<E> | undefined {
    const entry = this.#entries.at(index)
    return entry && { entry, step: this.#step(index < 0 ? this.length + index : index, entry) }
  }

  *[Symbol.iterator](): Generator<PlannedLink<E>, void> {
    for (const [index, entry] of this.#entries.entries()) yield { entry, step: this.#step(index, entry) }
  }

  #step(index: number, { path, size, owner }: E): LinkStep {
    const other = this.#others.get(index)
    if (other !== undefined) return other
    const columns = this.#parts[Math.floor(index / part)]
    const at = index % part
    const tree = this.#trees[columns?.trees[at] ?? 0]
    if (columns === undefined || tree === undefined) throw new RangeError(`the link ${index} has no row`)
    const [storedMtimeNs, mode] = [columns.times[at] ?? 0n, columns.modes[at] ?? 0]
    return owner === undefined
      ? { path, tree, from: path, size, storedMtimeNs, mode }
      : { path, tree, from: path, size, storedMtimeNs, mode, owner }
  }

  /** Bases are few, and rsync takes no more than twenty. */
  #numberOf(tree: TreeRef): number {
    const found = this.#trees.indexOf(tree)
    return found < 0 ? this.#trees.push(tree) - 1 : found
  }
}
