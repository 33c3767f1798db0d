// The generated parts of docs/performance.md, drawn from two results: that of the benchmark and that at scale.

import { phasesOf, type Result, type Row } from './result.ts'
import { targets } from './targets.ts'
import { cells, columns, figureValue, megabytes, seconds } from './text.ts'

/** Rows that the picture shows, where the result has them. */
export const pictured = [
  'first',
  'next/rebuilt/warm',
  'next/rebuilt/cold',
  'next/unchanged/warm',
  'restore',
  'prune'
].map(step => `packages/${step}`)

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...lines]
    .map(cellsOfLine => `| ${cellsOfLine.join(' | ')} |`)
    .join('\n')

const trees: Readonly<Record<string, string>> = {
  packages: 'Installed packages',
  tiny: 'Tiny files',
  large: 'One large file',
  reflink: 'Filesystems that share blocks',
  scale: 'At scale'
}

function rowsText(result: Result): string {
  let section = ''
  return result.rows
    .map(row => {
      const [name = ''] = row.id.split('/')
      const heading = name === section ? '' : `### ${trees[name] ?? name}\n\n`
      section = name
      return heading + rowText(row)
    })
    .join('\n\n')
}

const sizeOf = ({ files, bytes, entries }: Row): string => {
  const rounds = Math.min(...entries.map(({ samples }) => samples.length))
  const counted = `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}, ${megabytes(bytes)} MB`
  return `${counted}; ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`}`
}

const rowText = (row: Row): string => [`**${row.title}** (${sizeOf(row)})`, table(columns, cells(row))].join('\n\n')

function phasesText(result: Result): string {
  const steps = result.rows.filter(({ id }) => /^packages\/(first|next)/.test(id))
  return steps
    .flatMap(row => {
      const our = row.entries.find(({ key }) => key === 'ours')
      const all = our === undefined ? [] : phasesOf(our)
      const whole = all.reduce((sum, { ms }) => sum + ms, 0)
      const lines = all.map(({ phase, ms }) => [phase, seconds(ms), `${Math.round((ms / whole) * 100)} %`])
      return [`**${row.title}**`, table(['phase', 's', 'share'], lines)]
    })
    .join('\n\n')
}

const targetsText = (result: Result, scale: Result): string =>
  table(
    ['what', 'wanted', 'measured', ''],
    targets(result, scale).map(({ what, most, measured, isMet }) => [
      what,
      most,
      measured ?? 'not measured',
      isMet === undefined ? '' : isMet ? 'met' : 'not met'
    ])
  )

function machineText({ machine, commit, when, skipped }: Result): string {
  const facts = Object.entries(machine).map(([name, value]) => `${name} ${value}`)
  const gaps = skipped.length === 0 ? '' : ` Not measured: ${skipped.join('; ')}.`
  return `Measured on ${when.slice(0, 10)} at commit \`${commit}\`: ${facts.join(', ')}.${gaps}`
}

const figuresText = ({ figures }: Result): string =>
  table(
    ['what', 'value'],
    figures.map(figure => [figure.title, figureValue(figure)])
  )

/** The page with its generated parts drawn anew. Throws when it has no place for one. */
export function drawPage(page: string, result: Result, scale: Result): string {
  const parts: Readonly<Record<string, string>> = {
    machine: machineText(result),
    targets: targetsText(result, scale),
    phases: phasesText(result),
    tables: rowsText(result),
    figures: figuresText(result),
    'scale machine': machineText(scale),
    'scale figures': figuresText(scale),
    'scale tables': rowsText(scale)
  }
  return Object.entries(parts).reduce((text, [name, part]) => {
    const open = `<!-- generated: ${name} -->`
    const from = text.indexOf(open)
    const to = text.indexOf('<!-- generated: end -->', from)
    if (from < 0 || to < 0) throw new Error(`there is no place for "${name}" on the page`)
    return `${text.slice(0, from + open.length)}\n\n${part}\n\n${text.slice(to)}`
  }, page)
}
