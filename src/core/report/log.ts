// The report as plain text: the closing lines of the log, and the whole summary as a terminal shows it.

import { safeLogLine, showName, showText } from '../display.ts'
import { formatBytes, formatCount } from '../units.ts'
import { bounded } from './bounded.ts'
import { restoreByHand } from './by-hand.ts'
import { causeLabel, causeRows, causesTitle } from './causes.ts'
import { clonesSentence } from './clones.ts'
import { facts, figureRows } from './figures.ts'
import { isWorthAChart, lastPoints, textChart } from './history.ts'
import { largestFiles } from './largest.ts'
import { leftOut, moreNames } from './left-out.ts'
import type { SnapshotReport } from './model.ts'
import { outcomeOf } from './outcome.ts'
import { aligned, type Rows } from './rows.ts'

/** A log is read by scrolling; the summary has more. */
const loggedFiles = 5
const summarisedFiles = 10

/** The last lines of the log: the outcome, the figures, why files were copied, which were large. Safe to print as is. */
export const logSummary = (report: SnapshotReport): string[] =>
  lines([outcome(report), figures(report), clonesSentence(report.clones), causes(report), largest(report, loggedFiles)])

/** All that the step summary says, for a terminal; ends with a newline. */
export function summaryAsText(report: SnapshotReport): string {
  const sections = [
    outcome(report),
    bounded(report.warnings).map(warning => `! ${warning}`),
    figures(report),
    [...facts(report), ...bounded(report.notes)].map(sentence => `- ${sentence}`),
    causes(report),
    largest(report, summarisedFiles),
    omissions(report),
    history(report),
    byHand(report)
  ]
  return `${lines(sections).join('\n')}\n`
}

/** Sections with an empty line between them, none of their lines a command to the runner. */
const lines = (sections: readonly (readonly string[])[]): string[] =>
  sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine)

function outcome(report: SnapshotReport): string[] {
  const { heading, sentence } = outcomeOf(report)
  return [heading, sentence]
}

const figures = (report: SnapshotReport): string[] => columns(figureRows(report), 'lrr')

function causes(report: SnapshotReport): string[] {
  const title = causesTitle(report)
  if (title === '') return []
  const rows = causeRows(report).slice(1)
  return [
    title,
    ...columns(
      rows.map(([because = '', files = '', size = '', advice = '']) => [files, size, `${because}: ${advice}`]),
      'rrl'
    )
  ]
}

function largest(report: SnapshotReport, limit: number): string[] {
  const shown = largestFiles(report, limit)
  if (shown === undefined) return []
  const rows = shown.files.map(({ path, bytes, cause }) => [
    formatBytes(bytes),
    ...(shown.withCauses ? [causeLabel(cause)] : []),
    showName(path)
  ])
  return [shown.title, ...columns(rows, 'rll')]
}

function omissions(report: SnapshotReport): string[] {
  const omitted = leftOut(report)
  if (omitted === undefined) return []
  const rows = omitted.groups.map(group => [
    showText(group.why, 60),
    formatCount(group.count),
    group.first.map(path => showName(path, 80)).join(', ') + moreNames(group)
  ])
  return ['Left out', ...omitted.sentences, ...columns(rows, 'lrl')]
}

function history(report: SnapshotReport): string[] {
  const points = lastPoints(report.history)
  return isWorthAChart(points)
    ? ['History of the series (█ newly stored, ░ shared with earlier ones)', ...textChart(points).map(indented)]
    : []
}

function byHand(report: SnapshotReport): string[] {
  const restore = restoreByHand(report)
  if (restore === undefined) return []
  return [
    'Restore by hand',
    ...(restore.command === undefined ? [] : [indented(restore.command)]),
    indented(restore.sentence)
  ]
}

const indented = (line: string): string => `  ${line}`

const columns = (rows: Rows, alignment: string): string[] => aligned(rows, alignment).map(indented)
