// Tables as rows of text, and how they are set: in columns of a terminal, or as a table of GitHub's Markdown.

/** The first row is the head where a table has one. */
export type Rows = readonly (readonly string[])[]

/** One line a row, in columns; `alignment` has an `l` or `r` for each. */
export function aligned(rows: Rows, alignment: string): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    []
  )
  const set = (cell: string, column: number): string =>
    alignment[column] === 'r' ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
  return rows.map(row => row.map(set).join('  ').trimEnd())
}

/** The cells are Markdown already. */
export function markdownTable(rows: Rows, alignment: string): string {
  const [head = [], ...body] = rows
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  const rule = head.map((_, column) => (alignment[column] === 'r' ? '---:' : ':---'))
  return [line(head), line(rule), ...body.map(line)].join('\n')
}
