// The closing lines of a prune's log: the outcome, the series or the snapshots that went, and the picture of what stays.

import { safeLogLine, showText } from '../display.ts'
import { formatCount } from '../units.ts'
import { isRemoved, type PruneReport } from './prune-model.ts'
import { pruneOutcome } from './prune-outcome.ts'
import { calendar, overview, pick, pruneFacts, snapshotRows } from './prune-rows.ts'
import { aligned } from './rows.ts'

/** The log above has every snapshot with its reasons. */
const most = { removed: 20, series: 20 }

/** Safe to print as they are. */
export const pruneLog = (report: PruneReport): string[] => {
  const { heading, sentence } = pruneOutcome(report)
  const sections = [
    [heading, sentence],
    report.isPattern ? several(report) : single(report),
    pruneFacts(report).map(fact => `- ${fact}`)
  ]
  return sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine)
}

function single({ series, status }: PruneReport): string[] {
  const snapshots = series.flatMap(one => one.snapshots)
  if (snapshots.length === 0) return []
  const { shown, more } = pick(snapshots.filter(isRemoved), most.removed, status === 'dry-run')
  const rows = snapshotRows(shown, status === 'dry-run').slice(1)
  return [
    ...aligned(
      rows.map(row => row.map(cell => showText(cell, 200))),
      'lllr'
    ).map(indented),
    ...(more === '' ? [] : [indented(`and ${more}`)]),
    ...(shown.length === 0 ? [] : ['']),
    ...calendar(snapshots).split('\n').map(indented)
  ]
}

function several({ series, status }: PruneReport): string[] {
  const { rows, more } = overview(series, most.series, status === 'dry-run')
  return [
    ...aligned(
      rows.map(row => row.map(cell => showText(cell))),
      'lrrr'
    ).map(indented),
    ...(more === 0 ? [] : [indented(`and ${formatCount(more)} more`)])
  ]
}

const indented = (line: string): string => (line === '' ? '' : `  ${line}`)
