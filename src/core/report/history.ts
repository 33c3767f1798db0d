// The history of a series as bars: what a full copy would have taken each time, and what was newly stored.

import { formatBytes, formatCount, formatPercent } from '../units.ts'
import { showText } from '../display.ts'
import { aligned, type Rows } from './rows.ts'
import type { HistoryPoint } from './model.ts'
import { savedShare, shareOf } from './outputs.ts'

/** As many as fit side by side with a label each. */
const shownPoints = 14

export const lastPoints = (history: readonly HistoryPoint[]): readonly HistoryPoint[] => history.slice(-shownPoints)

/** One bar compares with nothing, and bars of no height show nothing. */
export const isWorthAChart = (points: readonly HistoryPoint[]): boolean =>
  points.length > 1 && points.some(point => point.bytesOnDisk > 0)

/** `2026-11-20T08-49-01Z`, with `-2` and so on after a collision. */
const ourId = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d{1,6})?$/

/** From short to long: the day, the minute, the second, and the whole id. */
const labelForms: readonly ((id: string) => string)[] = [
  id => id.slice(5, 10),
  id => `${id.slice(5, 10)} ${id.slice(11, 16).replace('-', ':')}`,
  id => `${id.slice(5, 10)} ${id.slice(11, 19).replaceAll('-', ':')}${id.slice(20)}`,
  id => id
]

/**
 * The shortest labels that differ from each other. They hold digits and their punctuation only, whatever the ids are:
 * an id that is none of ours makes all of them plain numbers.
 */
export function pointLabels(points: readonly HistoryPoint[]): readonly string[] {
  if (points.every(point => ourId.test(point.id)))
    for (const form of labelForms) {
      const labels = points.map(point => form(point.id))
      if (new Set(labels).size === labels.length) return labels
    }
  return points.map((_, index) => String(index + 1))
}

/** Grey and blue: both stand out on GitHub's light and dark page, for colour-blind eyes as well. */
const palette = { full: '#8c959f', stored: '#1f6feb' }

/** A Mermaid chart; the second bars are drawn over the first. */
export function mermaidChart(points: readonly HistoryPoint[]): string {
  const top = Math.max(...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)))
  const unit = unitFor(top)
  const values = (bytes: (point: HistoryPoint) => number): string =>
    points.map(point => inUnit(bytes(point), unit.bytes)).join(', ')
  const labels = pointLabels(points)
  const lying = labels.some(label => label.length > 5)
  const settings = {
    // long labels would overlap under upright bars; beside lying ones they have all the room they need
    xyChart: lying ? { width: 900, height: 80 + 24 * points.length } : { width: 900, height: 300 },
    themeVariables: {
      xyChart: { backgroundColor: 'transparent', plotColorPalette: `${palette.full}, ${palette.stored}` }
    }
  }
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(settings)}}%%`,
    lying ? 'xychart-beta horizontal' : 'xychart-beta',
    `  x-axis [${labels.map(label => `"${label}"`).join(', ')}]`,
    `  y-axis "${unit.name}" 0 --> ${inUnit(top * 1.05, unit.bytes)}`,
    `  bar [${values(point => point.bytesOnDisk)}]`,
    `  bar [${values(point => point.bytesAdded)}]`,
    '```'
  ].join('\n')
}

const unitNames = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** The largest unit in which this is at least 1. */
function unitFor(bytes: number): { name: string; bytes: number } {
  let unit = { name: 'B', bytes: 1 }
  for (const [power, name] of unitNames.entries()) if (bytes >= 1024 ** power) unit = { name, bytes: 1024 ** power }
  return unit
}

/** Two decimals and no exponent, which Mermaid would not read. */
const inUnit = (bytes: number, unit: number): string => String(Number((bytes / unit).toFixed(2)))

/** The same numbers as a table, the newest first. */
export const historyRows = (points: readonly HistoryPoint[]): Rows => [
  ['Snapshot', 'Files', 'Linked', 'Full copy', 'Newly stored', 'Saved'],
  ...points
    .map(point => [
      showText(point.id, 40) + (point.pinned ? ' (pinned)' : ''),
      formatCount(point.files),
      formatPercent(shareOf(point.filesLinked, point.files)),
      formatBytes(point.bytesOnDisk),
      formatBytes(point.bytesAdded),
      formatPercent(savedShare(point.bytesOnDisk, point.bytesAdded))
    ])
    .toReversed()
]

/** The bars for a terminal: what was newly stored is solid, what was shared is light. */
export function textChart(points: readonly HistoryPoint[], width = 40): readonly string[] {
  const top = Math.max(1, ...points.map(point => Math.max(point.bytesOnDisk, point.bytesAdded)))
  const labels = pointLabels(points)
  const rows = points.map((point, index) => [
    labels[index] ?? '',
    textBar((point.bytesAdded / top) * width, (point.bytesOnDisk / top) * width),
    formatBytes(point.bytesAdded),
    `of ${formatBytes(point.bytesOnDisk)}`
  ])
  return aligned(rows, 'llrr')
}

/** A cell in eighths, from one to seven. */
const partialCells = '▏▎▍▌▋▊▉'

/** Solid for `stored` cells, to an eighth of one so that a little is not nothing; then light up to `full`. */
function textBar(stored: number, full: number): string {
  const eighths = stored === 0 ? 0 : Math.max(1, Math.round(stored * 8))
  const solid = '█'.repeat(Math.floor(eighths / 8)) + partialCells.charAt((eighths % 8) - 1)
  return solid + '░'.repeat(Math.max(0, Math.round(full) - solid.length))
}
