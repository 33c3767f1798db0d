// The closing lines of a listing's log: every snapshot as a row of an aligned table, the newest first, and a total.

import { safeLogLine, showText } from '../display.ts'
import { formatCount, formatDuration } from '../units.ts'
import type { ListReport } from './list-model.ts'
import { listOutcome, listTable } from './list-rows.ts'
import { aligned } from './rows.ts'

/** A log may be long, but nobody reads more than this. */
const mostRows = 2000

/** Safe to print as they are. */
export function listLog(report: ListReport): string[] {
  const { heading, sentence } = listOutcome(report)
  const facts = [...report.notes, `The run took ${formatDuration(report.durationMs)}.`]
  return [heading, sentence, ...table(report), '', ...facts.map(fact => `- ${fact}`)].map(safeLogLine)
}

function table(report: ListReport): string[] {
  if (report.snapshots.length === 0) return []
  const { kinds, rows, total, more } = listTable(report, mostRows)
  const shown = [...rows, total].map(row => row.map(cell => showText(cell)))
  const lines = aligned(shown, kinds.map(kind => (kind === 'figure' ? 'r' : 'l')).join(''))
  return [
    '',
    ...lines.slice(0, -1),
    ...(more === 0 ? [] : [`and ${formatCount(more)} more, all of which are in the JSON report`]),
    ...lines.slice(-1)
  ]
}
