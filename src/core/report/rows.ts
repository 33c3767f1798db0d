// Tables as rows of text, and how they are set: in columns of a terminal, or as a table of GitHub's Markdown.

/** The first row is the head where a table has one. */
export type Rows = readonly (readonly string[])[]

/** One line a row, in columns; `alignment` has an `l` or `r` for each. A row may have fewer cells than others. */
export function aligned(rows: Rows, alignment: string): string[] {
  const widths = Array.from(alignment, (_, column) => Math.max(0, ...rows.map(row => row[column]?.length ?? 0)))
  const set = (row: readonly string[]): string[] =>
    widths.map((width, column) => {
      const cell = row[column] ?? ''
      return alignment[column] === 'r' ? cell.padStart(width) : cell.padEnd(width)
    })
  return rows.map(row => set(row).join('  ').trimEnd())
}

/** The cells are Markdown already. */
export function markdownTable(rows: Rows, alignment: string): string {
  const [head = [], ...body] = rows
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  const rule = head.map((_, column) => (alignment[column] === 'r' ? '---:' : ':---'))
  return [line(head), line(rule), ...body.map(line)].join('\n')
}
