// The entries of a plan as they will be if the volume takes everything as planned: each is made once, and is the very one that
// is settled later, so that what was made of it ahead can be told to be still right.

import { asStored, type Entry } from '../core/entry.ts'
import type { Plan } from '../core/plan.ts'

/** Of more entries nothing is made ahead: it would lie in memory beside the plan. */
const most = 100_000

export class Foreseen {
  /** Without the top, in no order. */
  readonly entries: readonly Entry[]
  /** By the entries of the source. */
  readonly #linked: ReadonlyMap<Entry, Entry>

  private constructor(entries: readonly Entry[], linked: ReadonlyMap<Entry, Entry>) {
    this.entries = entries
    this.#linked = linked
  }

  /** Undefined where there are too many. */
  static of({ directories, symlinks, copies, links, twins }: Plan): Foreseen | undefined {
    if (directories.length + symlinks.length + copies.length + links.length + twins.length > most) return undefined
    const linked = new Map<Entry, Entry>()
    for (const { entry, step } of links) linked.set(entry, asStored(entry, step.storedMtimeNs, step.mode))
    const times = new Map(twins.length === 0 ? [] : copies.map(({ entry }) => [entry.path, entry.mtimeNs]))
    for (const { entry, of } of twins) linked.set(entry, asStored(entry, times.get(of) ?? entry.mtimeNs, entry.mode))
    const copied = copies.map(({ entry }) => entry)
    const below = directories.filter(({ path }) => path !== '.')
    return new Foreseen([...below, ...symlinks, ...copied, ...linked.values()], linked)
  }

  /** A link of what is stored so: the entry that was foreseen, or another where it is another time or mode. */
  linked(source: Entry, storedMtimeNs: bigint, storedMode: number | undefined): Entry {
    const entry = this.#linked.get(source)
    const isAsForeseen = entry?.storedMtimeNs === storedMtimeNs && entry.mode === (storedMode ?? source.mode)
    return isAsForeseen ? entry : asStored(source, storedMtimeNs, storedMode)
  }
}
