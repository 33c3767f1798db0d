// The outcome of a prune in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.

import { inBackticks, showText } from '../display.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import type { Outcome } from './outcome.ts'
import { isLeft, type LeftSeries, type PruneReport, totalsOf } from './prune-model.ts'

/** Plain text; what strangers named is made visible in it, and backticks mark code. */
export function pruneOutcome(report: PruneReport): Outcome {
  switch (report.status) {
    case 'pruned':
      return { heading: 'Pruned', sentence: whatWent(report) }
    case 'unchanged':
      return { heading: 'Nothing to prune', sentence: whatStays(report) }
    case 'dry-run':
      return { heading: 'Dry run: nothing was removed', sentence: whatWouldGo(report) }
    case 'skipped':
      return {
        heading: 'Skipped: nothing was removed',
        sentence: showText(report.reason ?? 'Nothing was removed.', 500)
      }
    case 'failed':
      return { heading: 'Failed: nothing was removed', sentence: whatFailed(report) }
  }
}

/**
 * Why the run must fail although it went on to the end, as a message for people; undefined when it went well. That a
 * series is busy happens, and the next run makes good for it; when all of them are, nothing was done at all. Anything
 * else that went wrong in any series needs somebody.
 */
export function pruneFailure({ series }: PruneReport): string | undefined {
  const failed = series.filter(({ state }) => state === 'failed')
  const undone = series.filter(isLeft)
  if (failed.length === 0 && (undone.length === 0 || undone.length < series.length)) return undefined
  const [only] = undone
  if (only !== undefined && series.length === 1) return only.why
  return `${formatCount(undone.length)} of ${formatCount(series.length)} series could not be pruned:${lines(undone)}`
}

export const whyLeft = ({ series, why }: LeftSeries): string =>
  `Series ${inBackticks(series)} was left alone: ${showText(why.replaceAll('\n', ' '), 300)}`

const shownLines = 10

function lines(listed: readonly LeftSeries[]): string {
  const shown = listed.slice(0, shownLines).map(({ series, why }) => `\n  ${showText(series)}: ${why}`)
  return shown.join('') + (listed.length > shownLines ? `\n  and ${formatCount(listed.length - shownLines)} more` : '')
}

function whatWent(report: PruneReport): string {
  const { kept, removed, bytesFreed } = totalsOf(report.series)
  return `Removed ${formatCount(removed)} of ${snapshots(kept + removed)}${inSeries(report)}; ${formatBytes(bytesFreed)} came free.`
}

function whatWouldGo(report: PruneReport): string {
  const { kept, removed, bytesFreed } = totalsOf(report.series)
  if (removed === 0) return `Nothing would be removed. ${whatStays(report)}`
  return `A run now would remove ${formatCount(removed)} of ${snapshots(kept + removed)}${inSeries(report)}; ${formatBytes(bytesFreed)} would come free.`
}

function whatStays(report: PruneReport): string {
  const { kept } = totalsOf(report.series)
  if (kept === 0) return `There are no snapshots${inSeries(report)}.`
  return kept === 1 ? `The only snapshot${inSeries(report)} stays.` : `All ${snapshots(kept)}${inSeries(report)} stay.`
}

function whatFailed({ series }: PruneReport): string {
  const [only] = series.filter(isLeft)
  return series.length === 1 && only !== undefined
    ? whyLeft(only)
    : `None of the ${formatCount(series.length)} series could be pruned.`
}

/** Nothing for the one series that was named. */
const inSeries = ({ series, isPattern }: PruneReport): string =>
  isPattern ? ` in ${formatCount(series.filter(({ state }) => state === 'done').length)} series` : ''

const snapshots = (count: number): string => countOf(count, 'snapshot', 'snapshots')
