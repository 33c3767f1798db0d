// docs/reliability.md as text: every fault with how it is made, in which tier, what came of it, and the figure.

import { type Invariant, invariants } from '../../__tests__/faults/support/invariants.ts'
import type { FaultResult } from '../../__tests__/faults/support/results.ts'
import { type Row, type Tier, tiers } from '../../__tests__/faults/support/rows.ts'

/** Deterministic for the same results, in whatever order they are given. */
export function reliabilityPage(rows: readonly Row[], results: readonly FaultResult[]): string {
  return [
    intro,
    ...Object.entries(invariants).map(([name, what]) => `- **${name}** ${what}`),
    betweenLists,
    ...Object.entries(tiers).map(([tier, what]) => `- **${tier}** ${what}`),
    '',
    table,
    ...rows.map(row => rowLine(row, resultsOf(row, results))),
    '',
    totals(rows, results),
    ...section('Skipped where this was written', skipped(results)),
    ...section('Invariants looked at in another way', otherwise(results)),
    notCovered
  ].join('\n')
}

const intro = `# Reliability

<!-- Written by \`.ci/run\`, which makes all of them; do not edit. -->

What can go wrong while a snapshot is taken, kept or removed, made to go wrong for real: the built action runs against real
filesystems, a real rsync and the kernel's own errors. No part of the action is mocked; clocks, single answers and programs
are replaced where a row says so. After each fault the same seven invariants
are looked at:
`
const betweenLists = `
A **control** takes the protection away (a lock that locks nothing, rsync with \`--inplace\`, comparison by time alone) and
passes only when an invariant breaks: it proves that the fault is really made and would be seen.

The tiers say what it takes to make a fault:
`
const table = '| # | fault | made by | tier | result | figure |\n| --: | --- | --- | --- | --- | --- |'
const notCovered = `
## What is not covered

- Disks that report a flush as done and lose it later: no program can notice. \`verify\` on a schedule finds it (row 21).
- Filesystems that do not run here: ZFS, CephFS, SMB, and any on macOS or Windows. \`doctor\` probes what a volume can do.
- Volumes that fold upper and lower case: two series whose names differ in case alone would share a directory there.
- People who may write to the volume and mean harm: they can change or delete any snapshot. See the [threat model](threat-model.md).
- A NUL in a name: neither the environment nor the kernel lets one through, so no fault can be made of it.
`

const resultsOf = ({ number }: Row, results: readonly FaultResult[]): FaultResult[] =>
  results.filter(({ row }) => row === number)

function rowLine(row: Row, results: readonly FaultResult[]): string {
  const made = new Set(results.map(({ tier }) => tier))
  const inTiers = Object.keys(tiers).filter(tier =>
    results.length === 0 ? row.tiers.includes(tier as Tier) : made.has(tier as Tier)
  )
  const cells = [String(row.number), row.what, row.how, inTiers.join(', '), verdict(results), figures(results)]
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** `12 passed, 1 skipped, 2 controls`; what failed comes first. */
function verdict(results: readonly FaultResult[]): string {
  if (results.length === 0) return 'not run'
  const count = (result: FaultResult['result'], kind?: FaultResult['kind']): number =>
    results.filter(each => each.result === result && (kind === undefined || each.kind === kind)).length
  const controls = count('passed', 'control')
  const parts = [
    [count('failed'), '**failed**'],
    [count('passed', 'fault'), 'passed'],
    [count('skipped'), 'skipped'],
    [controls, controls === 1 ? 'control' : 'controls']
  ] as const
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ')
}

/** Of figures that differ in their number alone, the largest. */
function figures(results: readonly FaultResult[]): string {
  const largest = new Map<string, { readonly text: string; readonly number: number }>()
  for (const text of results.flatMap(result => result.figures)) {
    const kind = text.replace(/\d[\d.,]*/g, '#')
    const number = Number(/\d[\d.]*/.exec(text)?.[0] ?? 0)
    if (number >= (largest.get(kind)?.number ?? 0)) largest.set(kind, { text, number })
  }
  return [...largest.values()]
    .map(({ text }) => text)
    .sort()
    .join('; ')
}

function totals(rows: readonly Row[], results: readonly FaultResult[]): string {
  const notRun = rows.filter(row => resultsOf(row, results).length === 0).length
  const count = (what: FaultResult['result']): number => results.filter(({ result }) => result === what).length
  const tail = notRun === 0 ? '' : ` ${notRun} of ${rows.length} rows not run.`
  return `In all: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped.${tail}`
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]

const skipped = (results: readonly FaultResult[]): string[] =>
  results
    .filter(({ result }) => result === 'skipped')
    .sort(byRow)
    .map(({ row, tier, title, why }) => `- ${row}, ${tier}: ${title} (${why ?? 'no reason was given'})`)

/** One line for each reason, however many faults have it. */
function otherwise(results: readonly FaultResult[]): string[] {
  const lines = [...results].sort(byRow).flatMap(({ row, otherwise: all }) => all.map(each => line(row, each)))
  return [...new Set(lines)]
}

const line = (row: number, { invariant, why }: { readonly invariant: Invariant; readonly why: string }): string =>
  `- ${row}, ${invariant}: ${why}`

const byRow = (a: FaultResult, b: FaultResult): number =>
  a.row - b.row || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
