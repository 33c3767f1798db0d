// The step summary of a listing, in GitHub's Markdown: the outcome in words, then the newest snapshots as a table.

import { markdownSentence, markdownText } from '../display.ts'
import { formatCount, formatDuration } from '../units.ts'
import { alert } from './alert.ts'
import { bounded } from './bounded.ts'
import type { ListReport } from './list-model.ts'
import { type CellKind, listOutcome, listTable } from './list-rows.ts'
import { markdownTable } from './rows.ts'

/** Bounds that keep the page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
const most = { rows: 40, cell: 80, note: 300 }

export function listSummary(report: ListReport): string {
  const { heading, sentence } = listOutcome(report)
  const sections = [
    `## ${plain(heading)}`,
    `**${plain(sentence)}**`,
    ...alert(report.warnings),
    ...table(report),
    [...bounded(report.notes), `The run took ${formatDuration(report.durationMs)}.`]
      .map(note => `- ${plain(note, most.note)}`)
      .join('\n'),
    footer(report)
  ]
  return `${sections.join('\n\n')}\n`
}

function table(report: ListReport): string[] {
  if (report.snapshots.length === 0) return []
  const { kinds, rows, total, more } = listTable(report, most.rows)
  const [head = [], ...body] = rows
  const cells = body.map(row => row.map((text, column) => cell(text, kinds[column])))
  return [
    markdownTable(
      [head, ...cells, total.map(text => (text === '' ? '' : `**${plain(text)}**`))],
      kinds.map(kind => (kind === 'figure' ? 'r' : 'l')).join('')
    ),
    ...(more === 0 ? [] : [plain(`and ${formatCount(more)} more; the JSON report has all of them.`)])
  ]
}

function cell(text: string, kind: CellKind | undefined): string {
  if (kind === 'date') return text
  return kind === 'figure' ? plain(text) : markdownText(text, most.cell)
}

function footer({ name, volume, program }: ListReport): string {
  const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`]
  return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`
}

const plain = (text: string, limit?: number): string => markdownSentence(text, limit)
