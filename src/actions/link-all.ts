// Makes links, and says of each what became of it.

import { asStored } from '../core/entry.ts'
import type { LinkOutcome, LinkStep } from '../core/link-step.ts'
import { LazyList, type List } from '../core/list.ts'
import type { Settled } from '../core/settled.ts'
import type { SourceEntry } from '../ports/source.ts'
import type { CopyWork } from './copy-files.ts'

/** `take`: is told the outcome of each, with its place in the list. `onMade`: as of `PartialTree`. */
export async function linkAll<T extends { readonly step: LinkStep }>(
  work: CopyWork,
  wanted: List<T>,
  take: (item: T, outcome: LinkOutcome, index: number) => void,
  onMade?: () => void
): Promise<void> {
  if (wanted.length === 0) return
  const steps = new LazyList(wanted.length, index => itemOf(wanted, index).step)
  const outcomes = await work.partial.link(steps, work.onProgress, onMade)
  for (let index = 0; index < wanted.length; index++) take(itemOf(wanted, index), itemOf(outcomes, index), index)
}

function itemOf<T>(list: List<T>, index: number): T {
  const item = list.at(index)
  if (item === undefined) throw new RangeError(`a link was asked for and has no outcome: ${index} of ${list.length}`)
  return item
}

type Made = Extract<LinkOutcome, { readonly linked: true }>

/** Whole literals: there is one of these for each file, and what is added to an object later lies in a second one. */
export function linkedAs(
  source: SourceEntry,
  { storedMtimeNs, mode, tree }: LinkStep,
  { ino, allocated, links }: Made,
  entry = asStored(source, storedMtimeNs, mode)
): Settled {
  if (tree === 'self') return { entry, how: 'linked', ino }
  const fromSeries = tree.series
  // A symlink is looked at for where it points.
  return source.type === 'file' && allocated !== undefined && links !== undefined
    ? { entry, how: 'linked', ino, fromSeries, allocated, links }
    : { entry, how: 'linked', ino, fromSeries }
}
