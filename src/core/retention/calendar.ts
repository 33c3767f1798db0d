// A picture of what stays: a row for each month, one character for each day.

import { parseSnapshotId } from '../snapshot-id.ts'
import type { Verdict } from './judge.ts'
import { monthOf } from './periods.ts'

const signs = { keep: '█', remove: '░', none: '·' }

const head = '         1   5    10   15   20   25   30'
const legend = `${signs.keep} a snapshot of that day stays  ${signs.remove} all of that day go  ${signs.none} there is none`

/** Months without a snapshot are one line from this number on: a clock once wrong by ten years must not fill a page. */
const longestGap = 3

/** Lines without an end-of-line after the last; empty for no snapshots. Days are those of UTC, as for the rules. */
export function calendarText(verdicts: readonly Pick<Verdict, 'id' | 'decision'>[]): string {
  const months = new Map<number, Map<number, Verdict['decision']>>()
  for (const { id, decision } of verdicts) {
    const moment = parseSnapshotId(id)?.moment
    if (moment === undefined) throw new TypeError(`${JSON.stringify(id)} is no snapshot id`)
    const month = monthOf(moment)
    const days = months.get(month) ?? new Map<number, Verdict['decision']>()
    const day = moment.getUTCDate()
    days.set(day, days.get(day) === 'keep' ? 'keep' : decision)
    months.set(month, days)
  }
  if (months.size === 0) return ''

  const lines = [head]
  let previous: number | undefined
  for (const [month, days] of [...months].sort(([a], [b]) => a - b)) {
    const missed = month - (previous ?? month - 1) - 1
    if (missed >= longestGap) lines.push(`…        ${missed} months without a snapshot`)
    else for (let empty = month - missed; empty < month; empty++) lines.push(row(empty, new Map()))
    lines.push(row(month, days))
    previous = month
  }
  return [...lines, '', legend].join('\n')
}

function row(month: number, days: ReadonlyMap<number, Verdict['decision']>): string {
  const [year, index] = [Math.floor(month / 12), month % 12]
  const name = `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`
  const cells = Array.from({ length: daysIn(year, index) }, (_, day) => signs[days.get(day + 1) ?? 'none'])
  return `${name}  ${cells.join('')}`
}

function daysIn(year: number, index: number): number {
  // not Date.UTC: that takes the years 0 to 99 for those of the last century
  const moment = new Date(0)
  moment.setUTCFullYear(year, index + 1, 0)
  return moment.getUTCDate()
}
