// The step summary of a prune, in GitHub's Markdown: the outcome in words first, then each snapshot with its reasons.

import { markdownSentence, markdownText } from '../display.ts'
import { formatCount } from '../units.ts'
import { alert } from './alert.ts'
import { bounded } from './bounded.ts'
import type { PrunedSeries, PruneReport } from './prune-model.ts'
import { pruneOutcome } from './prune-outcome.ts'
import { calendar, overview, pick, pruneFacts, snapshotRows, troubles } from './prune-rows.ts'
import { markdownTable, type Rows } from './rows.ts'

/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
const most = { snapshots: 40, series: 20, opened: 5, snapshotsOfEach: 12, reasons: 200, tags: 60, note: 300 }

export function pruneSummary(report: PruneReport): string {
  const { heading, sentence } = pruneOutcome(report)
  const sections = [
    `## ${plain(heading)}`,
    `**${plain(sentence)}**`,
    ...alert(troubles(report)),
    ...sentences(report),
    ...(report.isPattern ? several(report) : report.series.flatMap(one => single(one, report))),
    footer(report)
  ]
  return `${sections.join('\n\n')}\n`
}

function sentences(report: PruneReport): string[] {
  const listed = [...pruneFacts(report), ...bounded(report.notes)]
  return listed.length === 0 ? [] : [listed.map(sentence => `- ${plain(sentence, most.note)}`).join('\n')]
}

const single = (one: PrunedSeries, report: PruneReport): string[] =>
  one.snapshots.length === 0
    ? []
    : ['### What stays', picture(one), '### Why', ...snapshots(one, report, most.snapshots)]

function several(report: PruneReport): string[] {
  const { rows, more } = overview(report.series, most.series, report.status === 'dry-run')
  const [head = [], ...body] = rows
  const opened = report.series.filter(({ snapshots }) => snapshots.some(({ decision }) => decision === 'remove'))
  return [
    '### Series',
    markdownTable(
      [head, ...body.map(([series = '', ...figures]) => [markdownText(series), ...figures.map(figure)])],
      'lrrr'
    ),
    ...(more > 0 ? [plain(`and ${formatCount(more)} more series in the JSON report.`)] : []),
    ...opened
      .slice(0, most.opened)
      .flatMap(one => [
        `<details>\n<summary>${markdownText(one.series)}</summary>`,
        ...snapshots(one, report, most.snapshotsOfEach),
        picture(one),
        '</details>'
      ])
  ]
}

function snapshots({ snapshots }: PrunedSeries, { status }: PruneReport, limit: number): string[] {
  const { shown, more } = pick(snapshots, limit, status === 'dry-run')
  return [
    markdownTable(cells(snapshotRows(shown, status === 'dry-run')), 'lllrl'),
    ...(more === '' ? [] : [plain(`and ${more}; the JSON report has all of them.`)])
  ]
}

/** What goes stands out, as there is less of it. */
const cells = ([head = [], ...rows]: Rows): Rows => [
  head,
  ...rows.map(([id = '', fate = '', because = '', frees = '', ...tags]) => [
    markdownText(id),
    fate === 'stays' ? fate : `**${fate}**`,
    plain(because, most.reasons),
    plain(frees),
    ...tags.map(tag => markdownText(tag, most.tags))
  ])
]

/** Digits, dashes and blocks alone: ids are checked before anything is drawn of them. */
const picture = ({ snapshots }: PrunedSeries): string => `\`\`\`text\n${calendar(snapshots)}\n\`\`\``

const figure = (text: string): string => plain(text)

function footer({ name, volume, program }: PruneReport): string {
  const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`]
  return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`
}

const plain = (text: string, limit?: number): string => markdownSentence(text, limit)
