// The rows of a result as one picture: bars of seconds, each row by its own scale; readable on light and dark pages.

import type { Row } from './result.ts'
import { summaryOf } from './result.ts'

const columnWidth = 470
const labelWidth = 190
const barHeight = 18
const barRoom = 24
const titleRoom = 34
const gap = 24

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 13px }
  .value { fill: #59636e }
  .ours { fill: #1a7f37 }
  .limit { fill: #8250df }
  .peer { fill: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .value { fill: #9198a1 }
    .ours { fill: #3fb950 }
    .limit { fill: #a371f7 }
    .peer { fill: #57606a }
  }`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Until it is on the disk, the quickest first. */
const bars = (row: Row): { readonly name: string; readonly kind: string; readonly seconds: number }[] =>
  row.entries
    .map(entry => ({
      name: entry.name,
      kind: entry.key === 'ours' || entry.key === 'limit' ? entry.key : 'peer',
      seconds: summaryOf(entry).syncedMs / 1000
    }))
    .toSorted((a, b) => a.seconds - b.seconds)

const heightOf = (row: Row): number => titleRoom + row.entries.length * barRoom + gap

function panel(row: Row, x: number, y: number): string {
  const all = bars(row)
  const longest = Math.max(...all.map(({ seconds }) => seconds))
  const room = columnWidth - labelWidth - 60
  const lines = all.map(({ name, kind, seconds }, index) => {
    const top = titleRoom + index * barRoom
    const width = Math.max(1, (seconds / longest) * room)
    const middle = top + barHeight / 2 + 4
    return [
      `<text x="${labelWidth - 8}" y="${middle}" text-anchor="end">${escaped(name)}</text>`,
      `<rect class="${kind}" x="${labelWidth}" y="${top}" width="${width.toFixed(1)}" height="${barHeight}" rx="2"/>`,
      `<text class="value" x="${(labelWidth + width + 6).toFixed(1)}" y="${middle}">${seconds.toFixed(2)} s</text>`
    ].join('\n')
  })
  const title = `<text class="title" x="0" y="20">${escaped(row.title)}</text>`
  return `<g transform="translate(${x} ${y})">\n${[title, ...lines].join('\n')}\n</g>`
}

/** Two columns; a row of panels is as high as the higher one. */
export function chart(rows: readonly Row[]): string {
  const panels: string[] = []
  let y = 0
  for (let index = 0; index < rows.length; index += 2) {
    const pair = rows.slice(index, index + 2)
    pair.forEach((row, column) => panels.push(panel(row, column * (columnWidth + gap) + gap, y)))
    y += Math.max(...pair.map(heightOf))
  }
  const width = 2 * columnWidth + 3 * gap
  const label = 'Seconds that each program takes, by step; the figures are in the tables of the page'
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${label}">`,
    `<style>${style}\n</style>`,
    ...panels,
    '</svg>\n'
  ].join('\n')
}
