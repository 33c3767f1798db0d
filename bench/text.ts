// Results as text for a terminal: one table a row, our phases below it.

import { phasesOf, ratioTo, summaryOf, type Figure, type Row } from './result.ts'

export const seconds = (ms: number): string => (ms / 1000).toFixed(2)
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)
const ratio = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(2))

export const columns = ['', 's', 's, synced', 'CPU s', 'peak MB', 'MB added', 'ours ÷ it', 'ours ÷ it, synced']

export const cells = (row: Row): string[][] =>
  row.entries.map(entry => {
    const { wallMs, syncedMs, cpuMs, peakBytes, addedBytes } = summaryOf(entry)
    const isOurs = entry.key === 'ours'
    return [
      entry.name,
      seconds(wallMs),
      seconds(syncedMs),
      seconds(cpuMs),
      megabytes(peakBytes),
      megabytes(addedBytes),
      isOurs ? '' : ratio(ratioTo(row, entry.key)),
      isOurs ? '' : ratio(ratioTo(row, entry.key, 'syncedMs'))
    ]
  })

export function rowText(row: Row): string {
  const table = [columns, ...cells(row)]
  const widths = columns.map((_, column) => Math.max(...table.map(line => line[column]?.length ?? 0)))
  const lines = table.map(line =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  )
  const rounds = Math.min(...row.entries.map(({ samples }) => samples.length))
  const phases = row.entries
    .filter(({ samples }) => samples[0]?.phases !== undefined)
    .map(entry => {
      const told = phasesOf(entry).map(({ phase, ms }) => `${phase} ${seconds(ms)}`)
      return `  ${entry.name}: ${told.join(', ')}`
    })
  const size = `${row.files.toLocaleString('en')} files, ${megabytes(row.bytes)} MB, ${rounds} rounds`
  return [`\n${row.title}   [${row.id}; ${size}]`, ...lines, ...phases].join('\n')
}

const digits: Readonly<Record<Figure['unit'], number>> = { ms: 0, bytes: 0, 'µs a file': 1, ratio: 2 }

export const figureValue = ({ value, unit }: Figure): string =>
  unit === 'bytes' ? `${megabytes(value)} MB` : `${value.toFixed(digits[unit])}${unit === 'ratio' ? '' : ` ${unit}`}`

export const figureText = (figure: Figure): string => `${figure.title}   [${figure.id}]   ${figureValue(figure)}`
