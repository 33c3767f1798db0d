// A comparison of two snapshots for a person: a section for each way to differ, with sums, the largest first.

import { safeLogLine, showName, showText } from '../display.ts'
import { type Entry, sourceModeOf } from '../entry.ts'
import { type Pair, sizeOf } from '../tree-diff.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import { type DiffReport, type DiffSide, statusOf } from './diff-model.ts'
import { type DiffTotals, entryTotals, pairTotals } from './diff-totals.ts'
import { aligned } from './rows.ts'

/** Safe to print as they are. */
export function diffLog(report: DiffReport): string[] {
  const { diff, rows } = report
  const sections = [
    [heading(report), sentence(report)],
    section('Added', entryTotals(diff.added), diff.added.map(entryRow), rows, 'rl'),
    section('Removed', entryTotals(diff.removed), diff.removed.map(entryRow), rows, 'rl'),
    section('Changed', pairTotals(diff.changed), diff.changed.map(changedRow), rows, 'rrl'),
    section('Moved', pairTotals(diff.moved), diff.moved.map(movedRow), rows, 'rl'),
    section('Other attributes', pairTotals(diff.attributes), diff.attributes.map(attributesRow), rows, 'll')
  ]
  return sections
    .filter(lines => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
    .map(safeLogLine)
}

function heading({ before, after, diff, ...report }: DiffReport): string {
  const [one, other] =
    before.series === after.series ? [before.record.id, after.record.id] : [name(before), name(after)]
  if (statusOf({ before, after, diff, ...report }) === 'different') return `${one} → ${other}`
  return one === other ? `${one} is the same snapshot` : `${one} and ${other} are equal`
}

const name = ({ series, record }: DiffSide): string => `${showText(series)}/${record.id}`

function sentence({ before, after, diff }: DiffReport): string {
  const files = (side: DiffSide): string =>
    `${countOf(side.record.files, 'file', 'files')}, ${formatBytes(side.record.bytes)}`
  const kept = `${countOf(diff.unchanged, 'path', 'paths')} the same`
  return files(before) === files(after)
    ? `${files(after)} in both; ${kept}.`
    : `${files(before)} → ${files(after)}; ${kept}.`
}

function section(
  title: string,
  totals: DiffTotals & { readonly bytesMore?: number },
  rows: readonly (readonly string[])[],
  limit: number,
  alignment: string
): string[] {
  if (rows.length === 0) return []
  const shown = aligned(rows.slice(0, limit), alignment).map(line => `  ${line}`)
  const more = rows.length > limit ? [`  and ${formatCount(rows.length - limit)} more (--all shows them)`] : []
  return [`${title}: ${sums(totals, totals.bytesMore ?? 0)}`, ...shown, ...more]
}

function sums({ files, directories, symlinks, bytes }: DiffTotals, bytesMore: number): string {
  return [
    ...(files > 0 ? [`${countOf(files, 'file', 'files')} (${formatBytes(bytes)}${delta(bytesMore)})`] : []),
    ...(directories > 0 ? [countOf(directories, 'directory', 'directories')] : []),
    ...(symlinks > 0 ? [countOf(symlinks, 'symlink', 'symlinks')] : [])
  ].join(', ')
}

const delta = (bytes: number): string => (bytes === 0 ? '' : `, ${signed(bytes)}`)

const signed = (bytes: number): string => `${bytes > 0 ? '+' : ''}${formatBytes(bytes)}`

const entryRow = (entry: Entry): string[] => [sizeText(entry), shown(entry)]

function changedRow({ before, after, differences }: Pair): string[] {
  const grown = after.size - before.size
  const how = differences.includes('type')
    ? ` (was a ${words[before.type]}, is a ${words[after.type]})`
    : `${wasTarget(before)}${attributes({ before, after, differences })}`
  return [sizeText(after), grown === 0 ? '' : signed(grown), `${shown(after)}${how}`]
}

const wasTarget = ({ target }: Entry): string => (target === undefined ? '' : ` (was ${showName(target)})`)

const movedRow = (pair: Pair): string[] => [
  formatBytes(sizeOf(pair)),
  `${showName(pair.before.path)} → ${showName(pair.after.path)}${attributes(pair)}`
]

const attributesRow = (pair: Pair): string[] => [shown(pair.after), attributeWords(pair).join(', ')]

const words = { file: 'file', dir: 'directory', link: 'symlink' } as const

const attributes = (pair: Pair): string => {
  const said = attributeWords(pair)
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

const attributeWords = ({ before, after, differences }: Pair): string[] => [
  ...(differences.includes('mode') ? [`mode ${mode(before)} → ${mode(after)}`] : []),
  ...(differences.includes('owner') ? [`owner ${owner(before)} → ${owner(after)}`] : [])
]

const mode = (entry: Entry): string => sourceModeOf(entry).toString(8).padStart(4, '0')

const owner = ({ owner }: Entry): string => `${String(owner?.uid)}:${String(owner?.gid)}`

const sizeText = ({ type, size }: Entry): string => (type === 'file' ? formatBytes(size) : words[type])

/** As `ls -F` marks them; of the top directory alone the name says nothing. */
function shown({ path, type, target }: Entry): string {
  if (path === '.') return './ (the top directory)'
  if (target !== undefined) return `${showName(path)} → ${showName(target)}`
  return type === 'dir' ? `${showName(path)}/` : showName(path)
}
