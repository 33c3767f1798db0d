// What changed between two results, told in ratios to the peers of each run: seconds of two runs are seconds of two days.

import { megabytes } from './text.ts'
import { ratioTo, summaryOf, type Result, type Row } from './result.ts'

const percent = (before: number, after: number): string => {
  const change = Math.round((after / before - 1) * 100)
  return `${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)} %`
}

const changed = (before: number, after: number, text: (value: number) => string): string =>
  `${text(before)} → ${text(after)} (${percent(before, after)})`

export function differences(before: Result, after: Result): string[] {
  const rows = after.rows.flatMap(row => {
    const old = before.rows.find(({ id }) => id === row.id)
    return old === undefined ? [] : rowDifferences(old, row)
  })
  const figures = after.figures.flatMap(({ id, value, unit }) => {
    const old = before.figures.find(figure => figure.id === id)
    return old === undefined ? [] : [`${id}  ${changed(old.value, value, number => `${number.toFixed(1)} ${unit}`)}`]
  })
  const alone = (one: Result, other: Result): string[] =>
    one.rows.filter(({ id }) => !other.rows.some(row => row.id === id)).map(({ id }) => id)
  const only = [
    ...alone(before, after).map(id => `${id}  only in the first`),
    ...alone(after, before).map(id => `${id}  only in the second`)
  ]
  return [`${before.commit} (${before.when}) → ${after.commit} (${after.when})`, '', ...rows, ...figures, ...only]
}

function rowDifferences(before: Row, after: Row): string[] {
  const lines = after.entries.flatMap(({ key, name }) => {
    const [old, now] = [ratioTo(before, key), ratioTo(after, key)]
    if (key === 'ours' || old === undefined || now === undefined) return []
    return [`  time ÷ ${name}: ${changed(old, now, ratio => ratio.toFixed(2))}`]
  })
  const [old, now] = [before, after].map(row => row.entries.find(({ key }) => key === 'ours'))
  if (old === undefined || now === undefined) return [after.id, ...lines]
  const [was, is] = [summaryOf(old), summaryOf(now)]
  const size = (bytes: number): string => `${megabytes(bytes)} MB`
  return [
    after.id,
    ...lines,
    `  CPU time: ${changed(was.cpuMs, is.cpuMs, ms => `${(ms / 1000).toFixed(2)} s`)}`,
    `  peak memory: ${changed(was.peakBytes, is.peakBytes, size)}`,
    // What little a snapshot adds may be nothing.
    ...(was.addedBytes > 0 ? [`  added: ${changed(was.addedBytes, is.addedBytes, size)}`] : [])
  ]
}
