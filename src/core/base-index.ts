// What a base of a plan holds: by path, and by content where that is asked for.

import type { BytePath } from './byte-path.ts'
import { contentKey, digestStart } from './content-key.ts'
import type { Entry } from './entry.ts'
import type { TreeRef } from './link-step.ts'
import { PathIndex } from './path-index.ts'
import type { Base } from './plan.ts'

/** An entry of a base that something could be linked to. */
export interface HeldEntry {
  readonly tree: TreeRef
  readonly stored: Entry
  /** It is not known to be damaged. */
  readonly isWhole: boolean
}

/** Files of the source that are not simply linked to their own path: what there may be elsewhere. */
export interface Strangers {
  /** The first 32 bits of their digests. */
  readonly starts: Set<number>
  readonly sizes: Set<number>
}

/** Every row of a base that holds a content, in the order of paths, and how far they were used up. */
interface Holders {
  readonly rows: number[]
  next: number
}

export class BaseIndex {
  readonly tree: TreeRef
  readonly byPath: PathIndex<Entry>
  /** How many regular files it holds. */
  readonly files: number
  readonly #base: Base
  readonly #strangers: Strangers
  #byContent: ReadonlyMap<string, Holders> | undefined

  /** `strangers`: what may be asked for by its content, all of them by the time of the first question. */
  constructor(base: Base, strangers: Strangers) {
    this.tree = { series: base.series, id: base.id }
    this.byPath = new PathIndex(base.entries)
    let files = 0
    for (const { type } of base.entries) if (type === 'file') files++
    this.files = files
    this.#base = base
    this.#strangers = strangers
  }

  isDamaged(path: BytePath): boolean {
    return this.#base.damaged?.has(path) === true
  }

  /** By its place in `byPath`. */
  held(row: number): HeldEntry | undefined {
    return this.#heldAs(this.byPath.at(row))
  }

  /**
   * A holder of a content. A path that is gone is where the file was moved from, and each such path explains one move; a path
   * that stays makes this one a duplicate. The cursor keeps a content with thousands of holders from being searched each time.
   */
  holderOf(key: string, isInSource: (path: BytePath) => boolean): HeldEntry | undefined {
    const holders = this.#holders(key)
    if (holders === undefined) return undefined
    while (holders.next < holders.rows.length) {
      const holder = this.#entryOf(holders.rows[holders.next++])
      if (holder !== undefined && !isInSource(holder.path)) return this.#heldAs(holder)
    }
    return this.#heldAs(this.#entryOf(holders.rows[0]))
  }

  wholeHolderOf(key: string): HeldEntry | undefined {
    for (const row of this.#holders(key)?.rows ?? []) {
      const held = this.#heldAs(this.#entryOf(row))
      if (held?.isWhole === true) return held
    }
    return undefined
  }

  #heldAs(stored: Entry | undefined): HeldEntry | undefined {
    return stored && { tree: this.tree, stored, isWhole: !this.isDamaged(stored.path) }
  }

  #entryOf(row: number | undefined): Entry | undefined {
    return row === undefined ? undefined : this.#base.entries.at(row)
  }

  /** The table is made when it is first asked for: where nothing changed nobody does. */
  #holders(key: string): Holders | undefined {
    return (this.#byContent ??= this.#madeByContent()).get(key)
  }

  #madeByContent(): ReadonlyMap<string, Holders> {
    const byContent = new Map<string, Holders>()
    let row = -1
    for (const entry of this.#base.entries) {
      row++
      // Sizes are at hand, digests are put into words first. What only begins alike takes a row for nothing.
      if (!this.#strangers.sizes.has(entry.size)) continue
      if (entry.sha256 === undefined || !this.#strangers.starts.has(digestStart(entry.sha256))) continue
      const key = contentKey(entry)
      if (key === undefined) continue
      const holders = byContent.get(key)
      if (holders === undefined) byContent.set(key, { rows: [row], next: 0 })
      else holders.rows.push(row)
    }
    return byContent
  }
}
