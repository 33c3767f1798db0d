// The links of a plan, as many as there are files: in columns, and the few that need more to be said beside them.

import { type Entry, sameOwner } from './entry.ts'
import { fitsColumn } from './entry-table.ts'
import { type LinkStep, linkTo, type TreeRef } from './link-step.ts'
import { MadeList } from './list.ts'
import { Parts, placeInPart, rowsOfPart } from './parts.ts'

export interface PlannedLink<E extends Entry = Entry> {
  /** What the link stands for. */
  readonly entry: E
  readonly step: LinkStep
}

/** Appended to, never changed. */
export class PlannedLinks<E extends Entry = Entry> extends MadeList<PlannedLink<E>> {
  readonly #entries: E[] = []
  readonly #trees: TreeRef[] = []
  readonly #parts = new Parts(() => ({
    times: new BigInt64Array(rowsOfPart),
    modes: new Uint16Array(rowsOfPart),
    trees: new Uint8Array(rowsOfPart)
  }))
  /** By their places: to another name than their own, symlinks, and whatever else the columns do not hold. */
  readonly #others = new Map<number, LinkStep>()

  get length(): number {
    return this.#entries.length
  }

  /** To what `stored` stands for in `tree`. */
  push(entry: E, tree: TreeRef, stored: Entry): void {
    const index = this.#entries.push(entry) - 1
    const { storedMtimeNs, mode } = stored
    const columns = this.#parts.forNew(index)
    const isUsual =
      entry.type === 'file' &&
      stored.path === entry.path &&
      stored.size === entry.size &&
      sameOwner(stored.owner, entry.owner) &&
      fitsColumn(storedMtimeNs)
    if (!isUsual) {
      this.#others.set(index, linkTo(entry.path, tree, stored))
      return
    }
    const at = placeInPart(index)
    columns.times[at] = storedMtimeNs
    columns.modes[at] = mode
    columns.trees[at] = this.#numberOf(tree)
  }

  protected make(index: number): PlannedLink<E> {
    const entry = this.#entries[index]
    if (entry === undefined) throw new RangeError(`there is no link ${index}`)
    return { entry, step: this.#others.get(index) ?? this.#step(index, entry) }
  }

  #step(index: number, { path, size, owner }: E): LinkStep {
    const columns = this.#parts.of(index)
    const at = placeInPart(index)
    const tree = this.#trees[columns.trees[at] ?? 0]
    if (tree === undefined) throw new RangeError(`the link ${index} leads to no tree`)
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
