// How the demo looks on a terminal: a little colour where it is wanted, none where NO_COLOR or a pipe says so.

import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

const isColoured = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === ''

const styled =
  (style: Style) =>
  (text: string): string =>
    isColoured ? styleText(style, text, { validateStream: false }) : text

export const bold = styled('bold')
export const dim = styled('dim')
export const green = styled(['bold', 'green'])
export const red = styled(['bold', 'red'])

let titles = 0

/** A numbered title with an empty line before it. */
export const title = (text: string): void => {
  titles += 1
  console.log(`\n${bold(`${titles}. ${text}`)}`)
}

export const say = (text: string): void => {
  console.log(`   ${text}`)
}

/** Rows in columns: the first is the head, numbers stand right. */
export const table = (rows: readonly (readonly string[])[], right: readonly number[]): void => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => (row[at] ?? '').length)))
  const pad = (cell: string, at: number): string =>
    right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)
  for (const [at, row] of rows.entries()) {
    const line = row.map(pad).join('  ').trimEnd()
    say(at === 0 ? dim(line) : line.replace('AGREES', green('AGREES')).replace('DIFFERS', red('DIFFERS')))
  }
}
