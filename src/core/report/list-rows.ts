// The table of a listing and its sentences, the same for the log and the summary.

import { inBackticks, showText } from '../display.ts'
import { parseSnapshotId } from '../snapshot-id.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import { type ListedSnapshot, type ListReport, statusOf, totalsOf } from './list-model.ts'
import type { Outcome } from './outcome.ts'
import type { Rows } from './rows.ts'

/** How a cell is set: a word as code, a figure at the right end, a date, in which nothing could be Markdown, as it is. */
export type CellKind = 'code' | 'figure' | 'date'

interface Column {
  readonly title: string
  readonly kind: CellKind
  readonly of: (snapshot: ListedSnapshot) => string
}

const columns: readonly Column[] = [
  { title: 'Snapshot', kind: 'code', of: ({ id }) => id },
  { title: 'Series', kind: 'code', of: ({ series }) => series },
  { title: 'Taken (UTC)', kind: 'date', of: ({ id }) => dateOf(id) },
  { title: 'Marks', kind: 'code', of: marksOf },
  { title: 'Files', kind: 'figure', of: ({ record }) => (record === undefined ? '' : formatCount(record.files)) },
  { title: 'Size', kind: 'figure', of: ({ record }) => (record === undefined ? '' : formatBytes(record.bytes)) },
  { title: 'Added', kind: 'figure', of: ({ record }) => (record === undefined ? '' : formatBytes(record.bytesAdded)) },
  {
    title: 'Frees if removed',
    kind: 'figure',
    of: ({ bytesFreed }) => (bytesFreed === undefined ? '' : formatBytes(bytesFreed))
  },
  { title: 'Commit', kind: 'code', of: ({ record }) => record?.run.commit?.slice(0, shortCommit) ?? '' },
  { title: 'Ref', kind: 'code', of: ({ record }) => record?.run.ref?.replace(/^refs\/(?:heads|tags)\//, '') ?? '' }
]

/** As GitHub shows it. */
const shortCommit = 7

export interface ListTable {
  readonly kinds: readonly CellKind[]
  /** Its head, then a row for each snapshot. */
  readonly rows: Rows
  /** As many cells. */
  readonly total: readonly string[]
  /** How many snapshots have no row. */
  readonly more: number
}

/** The newest `limit` of them, without columns in which nothing would stand. The total is that of all. */
export function listTable({ snapshots, isPattern }: ListReport, limit: number): ListTable {
  const shown = snapshots.slice(0, limit)
  const used = columns.filter(({ title, of }) =>
    title === 'Series' ? isPattern : shown.some(snapshot => of(snapshot) !== '')
  )
  const { files, bytes, bytesAdded } = totalsOf(snapshots)
  const total: Readonly<Record<string, string>> = {
    Snapshot: countOf(snapshots.length, 'snapshot', 'snapshots'),
    Files: formatCount(files),
    Size: formatBytes(bytes),
    Added: formatBytes(bytesAdded)
  }
  return {
    kinds: used.map(({ kind }) => kind),
    rows: [used.map(({ title }) => title), ...shown.map(snapshot => used.map(({ of }) => of(snapshot)))],
    total: used.map(({ title }) => total[title] ?? ''),
    more: snapshots.length - shown.length
  }
}

/** `Fri 2026-11-20 08:49`: how old it is depends on when this is read, and a listing may be read much later. */
function dateOf(id: string): string {
  const moment = parseSnapshotId(id)?.moment
  if (moment === undefined) return ''
  return `${moment.toUTCString().slice(0, 3)} ${moment.toISOString().slice(0, 16).replace('T', ' ')}`
}

function marksOf(snapshot: ListedSnapshot): string {
  const { record, isLatest } = snapshot
  const status = statusOf(snapshot)
  return [
    ...(isLatest ? ['latest'] : []),
    ...(status === 'complete' ? [] : [status]),
    ...(record?.pinned === true ? ['pinned'] : []),
    ...(record?.tags ?? [])
  ].join(', ')
}

/** Plain text; what strangers named is made visible in it, and backticks mark code. */
export function listOutcome(report: ListReport): Outcome {
  const { name, isPattern, series, snapshots } = report
  const [newest] = snapshots
  const oldest = snapshots.at(-1)
  const where = isPattern
    ? `the ${countOf(series.length, 'series', 'series')} of ${inBackticks(name)}`
    : inBackticks(name)
  if (newest === undefined || oldest === undefined)
    return { heading: 'No snapshots', sentence: `There is no snapshot in ${where}.` }
  const { files, bytes, bytesAdded } = totalsOf(snapshots)
  const span = snapshots.length === 1 ? newest.id : `${oldest.id} to ${newest.id}`
  return {
    heading: countOf(snapshots.length, 'snapshot', 'snapshots'),
    sentence: `${showText(span)} in ${where}: ${countOf(files, 'file', 'files')} of ${formatBytes(bytes)} to look at, ${formatBytes(bytesAdded)} of them newly stored.`
  }
}
