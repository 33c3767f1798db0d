// The closing lines of a verification's log: the outcome, what was found, grouped by what is wrong, and what to do.

import { safeLogLine, showName } from '../display.ts'
import { countOf, formatCount, formatDuration } from '../units.ts'
import { type DamageKind, damageKinds } from '../verify-damage.ts'
import { type Damage, type VerifyReport } from './verify-model.ts'
import { verifyOutcome } from './verify-outcome.ts'
import { advice, damageLine, kindLabel, wholeText } from './verify-words.ts'

/** Of each kind; the JSON report has all of them. */
const mostOfKind = 20

/** Safe to print as they are. */
export function verifyLog(report: VerifyReport): string[] {
  const { heading, sentence } = verifyOutcome(report)
  const sections = [
    [heading, sentence],
    ...damageKinds.map(kind => group(kind, report)),
    advice(report).map(line => `- ${line}`),
    [`The run took ${formatDuration(report.durationMs)}.`]
  ]
  return sections
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine)
}

function group(kind: DamageKind, { damaged, isPattern }: VerifyReport): string[] {
  const all = damaged.filter(damage => damage.kind === kind)
  if (all.length === 0) return []
  const more = all.length - mostOfKind
  return [
    `${kindLabel(kind)}: ${countOf(all.length, 'case', 'cases')}`,
    ...all.slice(0, mostOfKind).map(damage => `  ${damageLine(damage, isPattern)}${whole(damage)}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : [])
  ]
}

function whole(damage: Damage): string {
  const text = wholeText(damage, showName)
  return text === '' ? '' : `; whole in ${text}`
}
