// What retention does to a snapshot and when, in words and as one of four classes that the page colours.

import { dayOf, type PageSnapshot } from './model.ts'

export type Lot = 'pinned' | 'stays' | 'goes' | 'unknown'

const soonMs = 7 * 86_400_000

export function lotOf({ record, fate }: PageSnapshot): Lot {
  if (record?.pinned === true) return 'pinned'
  if (fate === undefined) return 'unknown'
  return fate.goes ? 'goes' : 'stays'
}

/** It goes within a week of the page's own moment. */
export const goesSoon = ({ fate }: PageSnapshot, writtenAtMs: number): boolean =>
  fate?.goes === true && fate.atMs - writtenAtMs <= soonMs

/** A phrase that stands alone. */
export function fateWords(snapshot: PageSnapshot): string {
  const { record, damage, fate } = snapshot
  if (damage !== undefined) return 'left alone: its record cannot be used'
  if (record === undefined) return 'left alone: not taken by this program'
  if (record.pinned) return 'pinned: stays'
  if (fate === undefined) return 'nothing is removed unasked'
  return fate.goes ? `goes about ${dayOf(fate.atMs)}` : `stays beyond ${dayOf(fate.untilMs)}`
}
