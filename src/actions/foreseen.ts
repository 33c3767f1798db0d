// The entries of a new tree as its plan foresees them, so that work on them can begin before they are stored.

import { asStored, type Entry } from '../core/entry.ts'
import type { Plan } from '../core/plan.ts'
import type { SourceEntry } from '../ports/source.ts'

export interface Foreseen {
  /** Of the links of the plan, in their order: what each is to be told as, if it is made. */
  readonly linked: readonly Entry[]
  /** Without the top, in no order. */
  readonly entries: readonly Entry[]
}

/** Of more, what is made of them would lie in memory beside the plan. */
const most = 100_000

/** Undefined for very many, and where the volume is still to say what times it holds. */
export function foresee(plan: Plan<SourceEntry>, directories: readonly SourceEntry[]): Foreseen | undefined {
  if (plan.twins.length > 0 || plan.links.length + plan.copies.length > most) return undefined
  const linked = Array.from(plan.links, ({ entry, step }) => asStored(entry, step.storedMtimeNs, step.mode))
  return { linked, entries: [...linked, ...plan.copies.map(({ entry }) => entry), ...plan.symlinks, ...directories] }
}
