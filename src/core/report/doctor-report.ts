// What doctor has to say: as a table for a terminal with what to do under each trouble, and as JSON with stable keys.

import type { Group } from '../doctor/doctor.ts'
import { type Row, type Verdict, verdictOf } from '../doctor/row.ts'
import { safeLogLine, showText } from '../display.ts'
import { countOf } from '../units.ts'
import { inertJson } from './inert-json.ts'
import { aligned } from './rows.ts'

export interface DoctorReport {
  readonly volume: string
  /** The series that was looked at; absent when none was. */
  readonly series?: string
  readonly groups: readonly Group[]
  readonly durationMs: number
  /** The program's version. */
  readonly program: string
}

const marks: Readonly<Record<Verdict, string>> = { ok: '✓', warning: '!', failure: '✗', skipped: '-' }

/** Safe to print as they are. */
export function doctorLog(report: DoctorReport): string[] {
  const lines = [
    `Volume ${showText(report.volume)}${report.series === undefined ? '' : `, series ${showText(report.series)}`}`,
    ...report.groups.flatMap(({ title, rows }) => ['', title, ...table(rows)]),
    '',
    ending(rowsOf(report))
  ]
  return lines.map(safeLogLine)
}

/** All titles as wide as the widest of any group, so that the groups are one table. */
const titleWidth = 20

function table(rows: readonly Row[]): string[] {
  const cells = rows.map(({ result, title, found }) => [
    marks[result],
    title.padEnd(titleWidth),
    found.replaceAll('\n', ' ')
  ])
  return aligned(cells, 'lll').flatMap((line, index) => [`  ${line}`, ...advice(rows[index])])
}

/** Under the third column. */
function advice(row: Row | undefined): string[] {
  const lines = [row?.why, ...(row?.mend?.split('\n') ?? [])].flatMap(line => line ?? [])
  return lines.map(line => `${' '.repeat(titleWidth + 7)}${line}`)
}

function ending(rows: readonly Row[]): string {
  const count = (result: Verdict): number => rows.filter(row => row.result === result).length
  const [failures, warnings, left] = [count('failure'), count('warning'), count('skipped')]
  const parts = [
    ...(failures === 0 ? [] : [`${countOf(failures, 'thing', 'things')} to mend`]),
    ...(warnings === 0 ? [] : [`${countOf(warnings, 'thing', 'things')} to know`]),
    ...(left === 0 ? [] : [`${left} not looked at`])
  ]
  return parts.length === 0
    ? 'All is well.'
    : `${failures === 0 ? 'Snapshots work here' : 'Snapshots do not work here'}: ${parts.join(', ')}.`
}

export const rowsOf = ({ groups }: DoctorReport): Row[] => groups.flatMap(({ rows }) => rows)

/** Why the run must fail; undefined when nothing has to be mended. */
export function doctorFailure(report: DoctorReport): string | undefined {
  const failures = rowsOf(report).filter(({ result }) => result === 'failure')
  if (failures.length === 0) return undefined
  const lines = failures.map(
    ({ title, found, mend = '' }) =>
      `\n  ${title}: ${found.replaceAll('\n', ' ')}\n    ${mend.replaceAll('\n', '\n    ')}`
  )
  return `The volume ${showText(report.volume)} has ${countOf(failures.length, 'failure', 'failures')}:${lines.join('')}`
}

/** Raised when a field or key changes its meaning or goes away; new ones do not raise it. */
export const doctorReportSchema = 1

/** Pretty-printed, with a newline at its end. */
export function doctorJson(report: DoctorReport): string {
  const rows = report.groups.flatMap(group => group.rows.map(row => ({ group: group.title, ...row })))
  const { volume, series, durationMs, program } = report
  const value = {
    schema: doctorReportSchema,
    volume,
    series,
    result: verdictOf(rows),
    rows,
    durationMs,
    program
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}
