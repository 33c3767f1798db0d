// The step summary of a verification, in GitHub's Markdown: the outcome in words first, then what is wrong and what to do.

import { markdownCode, markdownSentence, markdownText } from '../display.ts'
import { countOf, formatCount, formatDuration } from '../units.ts'
import { alert } from './alert.ts'
import { bounded } from './bounded.ts'
import { markdownTable } from './rows.ts'
import { type Damage, type VerifyReport } from './verify-model.ts'
import { verifyOutcome } from './verify-outcome.ts'
import { advice, kindLabel, nameOf, otherNames, sharedBy, wholeText } from './verify-words.ts'

/** Bounds that together keep a page far below 1 MiB, over which GitHub drops it whole, whatever the names are. */
const most = { damaged: 50, snapshots: 5, why: 160, name: 90 }

export function verifySummary(report: VerifyReport): string {
  const { heading, sentence } = verifyOutcome(report)
  const sections = [
    `## ${plain(heading)}`,
    `**${plain(sentence)}**`,
    ...alert(report.warnings),
    ...table(report),
    ...whatToDo(report),
    facts(report),
    footer(report)
  ]
  return `${sections.join('\n\n')}\n`
}

function table(report: VerifyReport): string[] {
  const { damaged, isPattern } = report
  if (damaged.length === 0) return []
  const more = damaged.length - most.damaged
  const rows = damaged
    .slice(0, most.damaged)
    .map(damage => [
      named(damage),
      `${plain(kindLabel(damage.kind))}: ${plain(damage.why, most.why)}`,
      plain(sharedBy(damage, isPattern, most.snapshots)),
      wholeText(damage, path => markdownCode(path, most.name))
    ])
  return [
    markdownTable([['Path', 'What is wrong', 'Shared by', 'Whole in'], ...rows], 'llll'),
    ...(more > 0 ? [plain(`and ${formatCount(more)} more in the JSON report.`)] : [])
  ]
}

function named(damage: Damage): string {
  const others = otherNames(damage)
  const name = nameOf(damage, path => markdownCode(path, most.name))
  return others === 0 ? name : `${name} and ${countOf(others, 'other name', 'other names')} of it`
}

function whatToDo(report: VerifyReport): string[] {
  const listed = advice(report)
  return listed.length === 0 ? [] : ['### What to do', listed.map(line => `- ${plain(line)}`).join('\n')]
}

function facts(report: VerifyReport): string {
  const sample = report.isSample
    ? [`A sample of the stored files was read (\`${report.subset}\`), each once however many snapshots share it.`]
    : ['Every stored file was read, once however many snapshots share it.']
  const listed = [...sample, ...bounded(report.notes), `The run took ${formatDuration(report.durationMs)}.`]
  return listed.map(sentence => `- ${plain(sentence, 300)}`).join('\n')
}

function footer({ name, volume, program }: VerifyReport): string {
  const parts = [`series ${markdownText(name)}`, `volume ${markdownText(volume)}`]
  return `<sub>${[...parts, `snapshot-action ${markdownText(program, 40)}`].join(' · ')}</sub>`
}

const plain = (text: string, limit?: number): string => markdownSentence(text, limit)
