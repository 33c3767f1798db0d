// The step summary of a snapshot, in GitHub's Markdown: the outcome in words first, figures and reasons after it.

import { markdownCode, markdownSentence, markdownText } from '../display.ts'
import { formatBytes, formatCount } from '../units.ts'
import { alert } from './alert.ts'
import { bounded } from './bounded.ts'
import { restoreByHand } from './by-hand.ts'
import { causeLabel, causeRows, causesTitle } from './causes.ts'
import { facts, figureRows } from './figures.ts'
import { historyRows, isWorthAChart, lastPoints, mermaidChart } from './history.ts'
import { largestFiles } from './largest.ts'
import { leftOut, moreNames } from './left-out.ts'
import type { SnapshotReport } from './model.ts'
import { outcomeOf } from './outcome.ts'
import { markdownTable, type Rows } from './rows.ts'

/**
 * GitHub drops a step's summary whole when it is over 1 MiB. Everything below is bounded in number and length (each
 * character takes at most ten), so that this is never reached, whatever the names are.
 */
export const summaryLimitBytes = 200 * 1024

const shownFiles = 10

export function snapshotSummary(report: SnapshotReport): string {
  const { heading, sentence } = outcomeOf(report)
  const sections = [
    `## ${markdownSentence(heading)}`,
    `**${markdownSentence(sentence)}**`,
    ...alert(report.warnings),
    ...figures(report),
    ...causes(report),
    ...largest(report),
    ...omissions(report),
    ...history(report),
    ...byHand(report),
    footer(report)
  ]
  return `${sections.join('\n\n')}\n`
}

function figures(report: SnapshotReport): string[] {
  const rows = figureRows(report)
  const emphasised = rows.map(row => (row[0] === 'Saved' ? row.map(strong) : row.map(plain)))
  const sentences = [...facts(report), ...bounded(report.notes)]
  return [
    ...(rows.length > 0 ? [markdownTable(emphasised, 'lrr')] : []),
    sentences.map(sentence => `- ${markdownSentence(sentence)}`).join('\n')
  ]
}

function causes(report: SnapshotReport): string[] {
  const title = causesTitle(report)
  return title === '' ? [] : [`### ${plain(title)}`, markdownTable(cells(causeRows(report)), 'lrrl')]
}

function largest(report: SnapshotReport): string[] {
  const shown = largestFiles(report, shownFiles)
  if (shown === undefined) return []
  const because = (words: string): string[] => (shown.withCauses ? [words] : [])
  const rows = shown.files.map(({ path, bytes, cause }) => [
    markdownCode(path),
    plain(formatBytes(bytes)),
    ...because(plain(causeLabel(cause)))
  ])
  return [`### ${shown.title}`, markdownTable([['File', 'Size', ...because('Because')], ...rows], 'lrl')]
}

function omissions(report: SnapshotReport): string[] {
  const omitted = leftOut(report)
  if (omitted === undefined) return []
  const rows = omitted.groups.map(group => [
    markdownText(group.why, 60),
    formatCount(group.count),
    group.first.map(path => markdownCode(path, 80)).join(', ') + moreNames(group)
  ])
  return [
    '### Left out',
    omitted.sentences.map(text => markdownSentence(text)).join(' '),
    markdownTable([['Reason', 'Paths', 'First ones'], ...rows], 'lrl')
  ]
}

function history(report: SnapshotReport): string[] {
  const points = lastPoints(report.history)
  if (!isWorthAChart(points)) return []
  return [
    '### History of the series',
    'Grey is the size of a full copy, blue what was newly stored.',
    mermaidChart(points),
    '<details><summary>The same numbers as a table</summary>',
    markdownTable(cells(historyRows(points)), 'lrrrrr'),
    '</details>'
  ]
}

function byHand(report: SnapshotReport): string[] {
  const restore = restoreByHand(report)
  if (restore === undefined) return []
  return [
    '### Restore by hand',
    ...(restore.command === undefined ? [] : [`\`\`\`sh\n${restore.command}\n\`\`\``]),
    plain(restore.sentence)
  ]
}

function footer({ series, volume, program, rsync }: SnapshotReport): string {
  const parts = [
    `series ${markdownText(series)}`,
    `volume ${markdownText(volume)}`,
    `snapshot-action ${markdownText(program, 40)}`,
    ...(rsync === '' ? [] : [plain(rsync)])
  ]
  return `<sub>${parts.join(' · ')}</sub>`
}

const plain = (text: string): string => markdownSentence(text)
const strong = (text: string): string => `**${plain(text)}**`
const cells = (rows: Rows): Rows => rows.map(row => row.map(plain))
