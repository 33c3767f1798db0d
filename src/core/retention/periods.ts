// The periods of the calendar that `keep-*` counts by, as a table: all in UTC, weeks from Monday to Sunday (ISO 8601).

import type { RetentionPolicy } from './policy.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** 1970-01-01 was a Thursday: three days after the Monday its week began with. */
const thursday = 3

export interface CountRule {
  /** As in reasons: `daily 3`. */
  readonly name: string
  readonly count: Exclude<keyof RetentionPolicy, 'keepWithin' | 'keepTags'>
  /** Equal for two snapshots of one period only. `position`: how many are newer. */
  readonly periodOf: (moment: Date, position: number) => number
}

/** In the order in which reasons are given. */
export const countRules: readonly CountRule[] = [
  { name: 'last', count: 'keepLast', periodOf: (_, position) => position },
  { name: 'hourly', count: 'keepHourly', periodOf: moment => Math.floor(moment.getTime() / hourMs) },
  { name: 'daily', count: 'keepDaily', periodOf: dayOf },
  { name: 'weekly', count: 'keepWeekly', periodOf: moment => Math.floor((dayOf(moment) + thursday) / 7) },
  { name: 'monthly', count: 'keepMonthly', periodOf: monthOf },
  { name: 'yearly', count: 'keepYearly', periodOf: moment => moment.getUTCFullYear() }
]

/** Days since 1970-01-01. */
function dayOf(moment: Date): number {
  return Math.floor(moment.getTime() / dayMs)
}

/** Months since the year 0. */
export function monthOf(moment: Date): number {
  return moment.getUTCFullYear() * 12 + moment.getUTCMonth()
}
