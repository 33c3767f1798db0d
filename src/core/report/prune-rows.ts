// The tables of a prune, and its facts in sentences: what a page has room for, with what is left out counted.

import { inBackticks } from '../display.ts'
import { calendarText } from '../retention/calendar.ts'
import { countOf, formatBytes, formatCount, formatDuration } from '../units.ts'
import { isLeft, isRemoved, type JudgedSnapshot, type PrunedSeries, type PruneReport, totalsOf } from './prune-model.ts'
import { whyLeft } from './prune-outcome.ts'
import type { Rows } from './rows.ts'

export interface Picked {
  /** The newest first, as they were. */
  readonly shown: readonly JudgedSnapshot[]
  /** What is left out, in words; empty when nothing is. */
  readonly more: string
}

/** As many as `limit`, the newest of what goes and of what stays: neither kind crowds the other out. */
export function pick(snapshots: readonly JudgedSnapshot[], limit: number, isDryRun: boolean): Picked {
  const goes = snapshots.filter(isRemoved)
  const stays = snapshots.filter(snapshot => !isRemoved(snapshot))
  const goesShown = Math.min(goes.length, Math.max(Math.floor(limit / 2), limit - stays.length))
  const shown = new Set([...goes.slice(0, goesShown), ...stays.slice(0, limit - goesShown)])
  const more = [
    ...moreOf(stays.filter(snapshot => !shown.has(snapshot)).length, 'more that stays', 'more that stay'),
    ...moreOf(
      goes.filter(snapshot => !shown.has(snapshot)).length,
      isDryRun ? 'more that would go' : 'more that was removed',
      isDryRun ? 'more that would go' : 'more that were removed'
    )
  ]
  return { shown: snapshots.filter(snapshot => shown.has(snapshot)), more: more.join(', ') }
}

const moreOf = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [countOf(count, one, many)])

/** The first row is the head; a column for tags only where there are any. */
export function snapshotRows(snapshots: readonly JudgedSnapshot[], isDryRun: boolean): Rows {
  const isMarked = snapshots.some(({ tags }) => tags.length > 0)
  const row = (id: string, fate: string, because: string, frees: string, tags: string): string[] => [
    id,
    fate,
    because,
    frees,
    ...(isMarked ? [tags] : [])
  ]
  return [
    row('Snapshot', '', 'Because', isDryRun ? 'Would free' : 'Freed', 'Tags'),
    ...snapshots.map(snapshot =>
      row(
        snapshot.id,
        isRemoved(snapshot) ? (isDryRun ? 'would go' : 'removed') : 'stays',
        snapshot.reasons.join(', '),
        isRemoved(snapshot) ? formatBytes(snapshot.bytesFreed) : '',
        snapshot.tags.join(', ')
      )
    )
  ]
}

/** A row for each series: those that lose most first, as few of the others as there is room for. */
export function overview(
  series: readonly PrunedSeries[],
  limit: number,
  isDryRun: boolean
): { readonly rows: Rows; readonly more: number } {
  const counted = series.map(one => ({ one, totals: totalsOf([one]) }))
  const sorted = counted.toSorted((a, b) => b.totals.removed - a.totals.removed)
  return {
    rows: [
      isDryRun ? ['Series', 'Stay', 'Would go', 'Would free'] : ['Series', 'Stay', 'Removed', 'Freed'],
      ...sorted
        .slice(0, limit)
        .map(({ one, totals }) =>
          one.state === 'done'
            ? [one.series, formatCount(totals.kept), formatCount(totals.removed), formatBytes(totals.bytesFreed)]
            : [one.series, 'left alone', '', '']
        )
    ],
    more: Math.max(0, sorted.length - limit)
  }
}

/** Two years of daily snapshots fill a page; older months are only counted. */
const shownMonths = 24

/** The picture of what stays, by the same judgement; lines without an end-of-line after the last. */
export function calendar(snapshots: readonly JudgedSnapshot[]): string {
  const months = new Set(snapshots.map(monthOf))
  const newest = new Set([...months].slice(0, shownMonths))
  const shown = snapshots.filter(snapshot => newest.has(monthOf(snapshot)))
  const hidden = months.size - newest.size
  const older = snapshots.length - shown.length
  return [
    calendarText(shown),
    ...(hidden === 0
      ? []
      : [`and ${countOf(older, 'snapshot', 'snapshots')} of ${countOf(hidden, 'earlier month', 'earlier months')}`])
  ].join('\n')
}

/** `2026-11` of an id. */
const monthOf = ({ id }: JudgedSnapshot): string => id.slice(0, 7)

/** Plain sentences; backticks mark code. */
export function pruneFacts(report: PruneReport): readonly string[] {
  const { status, rules, free, durationMs } = report
  if (status === 'skipped') return []
  return [
    `By these rules: ${rules.map(rule => inBackticks(rule)).join(', ')}.`,
    ...beingRead(report),
    free.inodes === undefined
      ? `The volume has ${formatBytes(free.bytes)} left.`
      : `The volume has ${formatBytes(free.bytes)} and ${formatCount(free.inodes)} inodes left.`,
    `The run took ${formatDuration(durationMs)}.`
  ]
}

/** Those that would have gone. */
function beingRead({ series, isPattern }: PruneReport): string[] {
  const ids = series.flatMap(one =>
    one.snapshots
      .filter(({ reasons }) => reasons.length === 1 && reasons[0] === 'being read')
      .map(({ id }) => (isPattern ? `${one.series}/${id}` : id))
  )
  if (ids.length === 0) return []
  const named = ids.slice(0, 3).map(id => inBackticks(id))
  const more = ids.length > named.length ? ` and ${formatCount(ids.length - named.length)} more` : ''
  return [`Being read, and so left for the next run: ${named.join(', ')}${more}.`]
}

/** What someone must act on: the series that could not be pruned, and the warnings of the run. */
export const troubles = (report: PruneReport): readonly string[] => [
  // The only one there is stands in the outcome already.
  ...(report.series.length === 1 ? [] : report.series.filter(isLeft).map(whyLeft)),
  ...report.warnings
]
