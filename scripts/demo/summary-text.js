// GitHub's Markdown of the step summary as lines for a terminal. Only what the summary uses is known here.
import { bold, dim } from './terminal.js'
/** Headings bold, tables in columns, code indented, charts named; nothing is left out but markup. */
export const summaryLines = markdown => {
  const lines = []
  const rows = []
  let fence
  const endTable = () => {
    lines.push(...columns(rows.splice(0)))
  }
  for (const line of markdown.split('\n')) {
    if (fence !== undefined) {
      if (line.startsWith('```')) fence = undefined
      else if (fence !== 'mermaid') lines.push(`  ${line}`)
      continue
    }
    if (line.startsWith('|')) {
      if (!/^[|:\- ]+$/.test(line)) rows.push(cells(line))
      continue
    }
    endTable()
    if (line.startsWith('```')) {
      fence = line.slice(3)
      if (fence === 'mermaid') lines.push(dim('(a bar chart on GitHub; its numbers:)'))
    } else if (line.startsWith('#')) {
      lines.push(bold(inline(line.replace(/^#+ /, ''))))
    } else if (line.trim() !== '' && !/^<\/?details>|^> \[!/.test(line)) {
      lines.push(inline(line.replace(/^> /, '! ')))
    }
  }
  endTable()
  return lines
}
const cells = line =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => inline(cell.trim()))
function columns(rows) {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => (row[at] ?? '').length)))
  const set = (cell, at) =>
    /^[-\d.]+( ?%| [KMGT]?i?B)?/.test(rows[1]?.[at] ?? '') && at > 0
      ? cell.padStart(widths[at] ?? 0)
      : cell.padEnd(widths[at] ?? 0)
  return rows.map((row, at) => {
    const line = `  ${row.map(set).join('  ').trimEnd()}`
    return at === 0 ? dim(line) : line
  })
}
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
/** Without tags, emphasis and code marks; entities and escapes as the characters they stand for. */
function inline(text) {
  return text
    .replaceAll(/<\/?[a-z]+>/g, '')
    .replaceAll('**', '')
    .replaceAll(/(?<!\\)`/g, '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|<>~$&])/g, '$1')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&([a-z]+);/g, (whole, name) => entities[name] ?? whole)
}
