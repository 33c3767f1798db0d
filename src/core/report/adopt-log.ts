// The closing lines of an adoption: what became of each tree, what was left alone, and what makes the run fail.

import { safeLogLine, showName, showText } from '../display.ts'
import { countOf, formatBytes, formatCount, formatDuration, formatPercent } from '../units.ts'
import type { AdoptReport, TreeOutcome } from './adopt-model.ts'
import { bounded } from './bounded.ts'
import { aligned } from './rows.ts'

/** Names that are left alone may be thousands, when it was the wrong directory. */
const shownLeft = 20

/** Safe to print as they are. */
export const adoptLog = (report: AdoptReport): string[] =>
  [outcome(report), table(report), failed(report), leftAlone(report), facts(report)]
    .filter(section => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : ['', ...section]))
    .map(safeLogLine)

/** Why the run must fail although it went on to its end; undefined when it went well. */
export function adoptFailure({ trees, path }: AdoptReport): string | undefined {
  const undone = trees.filter(({ state }) => state === 'failed')
  if (undone.length === 0) return undefined
  const lines = undone.slice(0, shownLeft).map(({ name, why = '' }) => `\n  ${showName(name)}: ${why}`)
  const more = undone.length > lines.length ? `\n  and ${formatCount(undone.length - lines.length)} more` : ''
  return `${countOf(undone.length, 'tree', 'trees')} of ${formatCount(trees.length)} could not be adopted and ${undone.length === 1 ? 'is' : 'are'} still in ${showText(path)}:${lines.join('')}${more}\nWhen that is mended, run it again: it goes on where it ended.`
}

function outcome(report: AdoptReport): string[] {
  const { status, trees, series, path } = report
  const from = showText(path)
  const into = showText(series)
  const taken = trees.filter(({ state }) => state !== 'failed')
  const bytes = taken.reduce((sum, { figures }) => sum + figures.bytesOnDisk, 0)
  const added = taken.reduce((sum, { figures }) => sum + figures.bytesAdded, 0)
  const sizes = `What would be ${formatBytes(bytes)} as full copies takes ${formatBytes(added)}`
  switch (status) {
    case 'adopted':
      return [
        `Adopted ${countOf(taken.length, 'tree', 'trees')} into ${into}`,
        `Nothing was copied. ${sizes}, as before.`
      ]
    case 'dry-run':
      return [
        'Dry run: nothing was moved',
        `A run now would adopt ${countOf(taken.length, 'tree', 'trees')} of ${from} into ${into}. ${sizes}.`
      ]
    case 'nothing':
      return ['Nothing to adopt', `There is no tree in ${from} that is not a snapshot already.`]
    case 'failed':
      return ['Failed: nothing was adopted', `No tree of ${from} could be adopted.`]
  }
}

function table({ trees, status }: AdoptReport): string[] {
  const taken = trees.filter(({ state }) => state !== 'failed')
  if (taken.length === 0) return []
  const head = ['Old name', status === 'dry-run' ? 'Would be' : 'Snapshot', 'Files', 'Size', 'Shared', 'Added']
  return aligned([head, ...taken.map(row)], 'llrrrr').map(indented)
}

const row = ({ name, id, figures }: TreeOutcome): string[] => [
  showName(name, 60),
  id,
  formatCount(figures.files),
  formatBytes(figures.bytes),
  figures.files === 0 ? '' : formatPercent(figures.filesLinked / figures.files),
  formatBytes(figures.bytesAdded)
]

function failed({ trees }: AdoptReport): string[] {
  const undone = trees.filter(({ state }) => state === 'failed')
  if (undone.length === 0) return []
  return ['Not adopted', ...bounded(undone.map(({ name, why = '' }) => `${showName(name, 60)}: ${why}`)).map(indented)]
}

function leftAlone({ left }: AdoptReport): string[] {
  if (left.length === 0) return []
  const rows = left.slice(0, shownLeft).map(({ name, why }) => [showName(name, 60), why])
  const more = left.length > rows.length ? [`and ${formatCount(left.length - rows.length)} more`] : []
  return ['Left alone', ...[...aligned(rows, 'll'), ...more].map(indented)]
}

const facts = ({ latest, notes, durationMs }: AdoptReport): string[] => [
  ...bounded(notes).map(note => `- ${note}`),
  ...(latest === '' ? [] : [`- latest points to ${latest}.`]),
  `- The run took ${formatDuration(durationMs)}.`
]

const indented = (line: string): string => `  ${line}`
