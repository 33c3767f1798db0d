// The chart of the page: what each snapshot is to look at against what it took on the disk, as an SVG that needs no script.

import { countOf, formatBytes } from '../units.ts'
import { escapeHtml } from './html.ts'
import { minuteOf, type PageSnapshot } from './model.ts'
import type { SnapshotRecord } from '../record.ts'

/** More would be thinner than a line. */
const mostBars = 90

const width = 920
const height = 240
const left = 76
const bottom = 28
const top = 12

interface Bar {
  readonly id: string
  readonly record: SnapshotRecord
}

/** Empty when there is nothing to draw. */
export function chartHtml(snapshots: readonly PageSnapshot[]): string {
  const all = snapshots.flatMap(({ id, record }) => (record === undefined ? [] : [{ id, record }])).reverse()
  const bars = all.slice(-mostBars)
  const most = Math.max(0, ...bars.map(({ record }) => Math.max(record.bytesOnDisk, record.bytesAdded)))
  if (bars.length < 2 || most === 0) return ''
  const scale = niceTop(most)
  const step = (width - left - 8) / bars.length
  const y = (bytes: number): number => top + (height - top - bottom) * (1 - bytes / scale)
  const earlier = all.length - bars.length
  return [
    '<figure>',
    `<svg class="chart" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="chart-title chart-text">`,
    '<title id="chart-title">Size of each snapshot</title>',
    `<desc id="chart-text">${escapeHtml(inWords(bars))}</desc>`,
    ...[0, 0.25, 0.5, 0.75, 1].map(part => {
      const at = y(scale * part).toFixed(1)
      return `<line class="grid" x1="${left}" x2="${width}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${at}" dy=".32em" text-anchor="end">${formatBytes(scale * part)}</text>`
    }),
    ...bars.map((bar, index) => barSvg(bar, left + 4 + index * step, step, y)),
    ...labels(bars, step),
    '</svg>',
    '<figcaption><span class="key full"></span> to look at: what a full copy takes <span class="key added"></span> newly stored',
    earlier > 0 ? ` · ${countOf(earlier, 'earlier snapshot is', 'earlier snapshots are')} in the list below` : '',
    '</figcaption>',
    '</figure>'
  ].join('\n')
}

function barSvg({ id, record }: Bar, x: number, step: number, y: (bytes: number) => number): string {
  const wide = Math.max(1, step * 0.74)
  const rect = (bytes: number, name: string, inset: number): string => {
    // What is there shows, however little it is.
    const high = Math.max(bytes > 0 ? 1.5 : 0, y(0) - y(bytes))
    return `<rect class="${name}" x="${(x + inset).toFixed(1)}" width="${Math.max(1, wide - 2 * inset).toFixed(1)}" y="${(y(0) - high).toFixed(1)}" height="${high.toFixed(1)}" rx="1.5"/>`
  }
  const said = `${minuteOf(id)}: ${formatBytes(record.bytesOnDisk)} to look at, ${formatBytes(record.bytesAdded)} newly stored`
  return `<a href="#s-${id}" tabindex="-1"><title>${said}</title>${rect(record.bytesOnDisk, 'full', 0)}${rect(record.bytesAdded, 'added', wide * 0.18)}</a>`
}

/** The days under the bars, as many as have room. */
function labels(bars: readonly Bar[], step: number): string[] {
  const each = Math.max(1, Math.ceil(64 / step))
  return bars.flatMap(({ id }, index) => {
    if ((bars.length - 1 - index) % each !== 0) return []
    const at = (left + 4 + index * step + step * 0.37).toFixed(1)
    return [`<text class="tick" x="${at}" y="${height - 8}" text-anchor="middle">${id.slice(5, 10)}</text>`]
  })
}

const inWords = (bars: readonly Bar[]): string => {
  const [first] = bars
  const last = bars.at(-1)
  if (first === undefined || last === undefined) return ''
  const added = bars.slice(1).reduce((sum, { record }) => sum + record.bytesAdded, 0)
  return `${countOf(bars.length, 'snapshot', 'snapshots')} from ${minuteOf(first.id)} to ${minuteOf(last.id)}. The newest is ${formatBytes(last.record.bytesOnDisk)} to look at; those after the first of them took ${formatBytes(added)} together. The list below has every figure.`
}

/** The next 1, 2, 2.5 or 5 of its power of two, so that four parts of it read well. */
function niceTop(bytes: number): number {
  const unit = 1024 ** Math.max(0, Math.floor(Math.log(bytes) / Math.log(1024)))
  const value = bytes / unit
  const power = 10 ** Math.floor(Math.log10(value))
  const nice = [1, 2, 4, 8, 10].find(step => step * power >= value) ?? 10
  return nice * power * unit
}
