// The step summary of a restore, in GitHub's Markdown: the outcome in words first, then the facts, and what is damaged.

import { markdownCode, markdownSentence, markdownText } from '../display.ts'
import { formatCount } from '../units.ts'
import { alert } from './alert.ts'
import { bounded } from './bounded.ts'
import { copyByHand } from './by-hand.ts'
import type { RestoreReport } from './restore-model.ts'
import { restoreOutcome } from './restore-outcome.ts'
import { restoreFacts } from './restore-facts.ts'
import { markdownTable } from './rows.ts'

/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
const most = { lost: 30, notRemoved: 10, outcome: 900 }

export function restoreSummary(report: RestoreReport): string {
  const { heading, sentence } = restoreOutcome(report)
  const sections = [
    `## ${plain(heading)}`,
    `**${plain(sentence, most.outcome)}**`,
    ...alert(report.warnings),
    [...restoreFacts(report), ...bounded(report.notes)].map(fact => `- ${plain(fact)}`).join('\n'),
    ...lost(report),
    ...notRemoved(report),
    ...byHand(report),
    footer(report)
  ]
  return `${sections.join('\n\n')}\n`
}

function lost({ lost }: RestoreReport): string[] {
  if (lost.length === 0) return []
  const rows = lost.slice(0, most.lost).map(({ path, why }) => [markdownCode(path), plain(why)])
  const more = lost.length - rows.length
  return [
    '### Not restored',
    plain('The target still has its old file in the place of each.'),
    markdownTable([['File', 'What is wrong'], ...rows], 'll'),
    ...(more > 0 ? [plain(`and ${formatCount(more)} more in the JSON report.`)] : [])
  ]
}

function notRemoved({ notRemoved }: RestoreReport): string[] {
  if (notRemoved.length === 0) return []
  const shown = notRemoved.slice(0, most.notRemoved).map(line => `- ${markdownText(line, 300)}`)
  const more = notRemoved.length - shown.length
  return [
    '### Not removed',
    [...shown, ...(more > 0 ? [`- ${plain(`and ${formatCount(more)} more`)}`] : [])].join('\n')
  ]
}

/** Where something went wrong, somebody may want to look for himself. */
function byHand({ status, from }: RestoreReport): string[] {
  if (from === undefined || from.source === 'cache') return []
  const { command, sentence } = copyByHand(from.snapshotPath)
  const text = [...(command === undefined ? [] : [`\`\`\`sh\n${command}\n\`\`\``]), plain(sentence)]
  if (status === 'partial') return ['### The same by hand', ...text]
  return ['<details>\n<summary>The same by hand</summary>', ...text, '</details>']
}

function footer({ name, volume, program }: RestoreReport): string {
  const parts = [`series ${markdownText(name)}`, ...(volume === '' ? [] : [`volume ${markdownText(volume)}`])]
  return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`
}

const plain = (text: string, limit?: number): string => markdownSentence(text, limit)
