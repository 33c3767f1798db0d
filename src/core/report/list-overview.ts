// All series of a volume at a glance, one row each: what somebody at a terminal wants to see who does not yet know a name.

import { safeLogLine, showText } from '../display.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import { type ListedSnapshot, type ListReport, statusOf, totalsOf } from './list-model.ts'
import { aligned } from './rows.ts'

/** Safe to print as they are. */
export function listOverview({ volume, series, snapshots, notes }: ListReport): string[] {
  const bySeries = new Map(series.map(name => [name, snapshots.filter(one => one.series === name)]))
  const hasOthers = snapshots.some(isOther)
  const head = ['Series', 'Snapshots', ...(hasOthers ? ['Others'] : []), 'Newest', 'Files', 'Size', 'Stored in all']
  const rows = [...bySeries].map(([name, own]) => rowOf(name, own, hasOthers))
  return [
    `${countOf(series.length, 'series', 'series')} on ${showText(volume)}`,
    `${countOf(snapshots.length, 'snapshot', 'snapshots')}; give the name of a series to see its own.`,
    '',
    ...aligned([head, ...rows], hasOthers ? 'lrrlrrr' : 'lrlrrr'),
    ...(notes.length === 0 ? [] : ['', ...notes.map(note => `- ${note}`)])
  ].map(safeLogLine)
}

/** A tree that is none of ours, or whose record cannot be read. */
const isOther = (snapshot: ListedSnapshot): boolean => statusOf(snapshot) !== 'complete'

function rowOf(name: string, own: readonly ListedSnapshot[], hasOthers: boolean): string[] {
  const complete = own.filter(one => !isOther(one))
  const current = own.find(({ isLatest }) => isLatest)
  const { files, bytes } = totalsOf(current === undefined ? [] : [current])
  return [
    showText(name),
    formatCount(complete.length),
    ...(hasOthers ? [formatCount(own.length - complete.length)] : []),
    current?.id ?? 'none',
    formatCount(files),
    formatBytes(bytes),
    formatBytes(totalsOf(own).bytesAdded)
  ]
}
