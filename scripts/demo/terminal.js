// How the demo looks on a terminal: a little colour where it is wanted, none where NO_COLOR or a pipe says so.
import { styleText } from 'node:util'
const isColoured = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === ''
const styled = style => text => (isColoured ? styleText(style, text, { validateStream: false }) : text)
export const bold = styled('bold')
export const dim = styled('dim')
export const green = styled(['bold', 'green'])
export const red = styled(['bold', 'red'])
let titles = 0
/** A numbered title with an empty line before it. */
export const title = text => {
  titles += 1
  console.log(`\n${bold(`${titles}. ${text}`)}`)
}
export const say = text => {
  console.log(`   ${text}`)
}
/** Rows in columns: the first is the head, numbers stand right. */
export const table = (rows, right) => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => (row[at] ?? '').length)))
  const pad = (cell, at) => (right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))
  for (const [at, row] of rows.entries()) {
    const line = row.map(pad).join('  ').trimEnd()
    say(at === 0 ? dim(line) : line.replace('AGREES', green('AGREES')).replace('DIFFERS', red('DIFFERS')))
  }
}
