// The closing lines of a restore's log: the outcome, the facts, and what could not be brought back or removed.

import { safeLogLine, showName, showText } from '../display.ts'
import { formatCount } from '../units.ts'
import type { RestoreReport } from './restore-model.ts'
import { restoreOutcome } from './restore-outcome.ts'
import { restoreFacts } from './restore-facts.ts'
import { aligned } from './rows.ts'

const most = 20

/** Safe to print as they are. */
export function restoreLog(report: RestoreReport): string[] {
  const { heading, sentence } = restoreOutcome(report)
  const sections = [
    [heading, sentence],
    restoreFacts(report).map(fact => `- ${fact}`),
    lost(report),
    list(
      'Not removed',
      report.notRemoved.map(line => showText(line, 300))
    )
  ]
  return sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine)
}

const lost = ({ lost }: RestoreReport): string[] =>
  list(
    'Not restored',
    aligned(
      lost.map(({ path, why }) => [showName(path), why]),
      'll'
    )
  )

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - most
  return [
    title,
    ...lines.slice(0, most).map(line => `  ${line}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : [])
  ]
}
