// The figures of a report: one small table (this snapshot, the whole series) and the facts that need a sentence each.

import { inBackticks, showText } from '../display.ts'
import { countOf, formatBytes, formatCount, formatDuration, formatPercent } from '../units.ts'
import { cacheCopyFacts } from './cache-copy.ts'
import { clonesSentence } from './clones.ts'
import { isMeasured, type SnapshotReport } from './model.ts'
import { savedShare, shareOf } from './outputs.ts'
import type { Rows } from './rows.ts'

interface Figures {
  readonly files: number
  readonly linked: number
  readonly fullBytes: number
  readonly storedBytes: number
}

/** No rows where there is nothing to measure; no column for what would only repeat another one. */
export function figureRows(report: SnapshotReport): Rows {
  const columns = [ofSnapshot(report), ofSeries(report)].filter(column => column !== undefined)
  if (columns.length === 0) return []
  const nothingToCompare = report.base === undefined && columns.every(({ figures }) => figures.linked === 0)
  const row = (label: string, show: (figures: Figures) => string): string[] => [
    label,
    ...columns.map(({ figures }) => show(figures))
  ]
  const head = ['', ...columns.map(column => column.title)]
  const files = row('Files', figures => formatCount(figures.files))
  const stored = row('Stored on the disk', figures => formatBytes(figures.storedBytes))
  if (nothingToCompare) return [head, files, stored]
  return [
    head,
    files,
    row('Linked, not copied', figures =>
      withShare(formatCount(figures.linked), shareOf(figures.linked, figures.files))
    ),
    row('Full copies would take', figures => formatBytes(figures.fullBytes)),
    stored,
    row('Saved', ({ fullBytes, storedBytes }) =>
      withShare(formatBytes(Math.max(0, fullBytes - storedBytes)), savedShare(fullBytes, storedBytes))
    )
  ]
}

interface Column {
  readonly title: string
  readonly figures: Figures
}

function ofSnapshot({ status, counts, bytes }: SnapshotReport): Column | undefined {
  if (status !== 'created' && status !== 'dry-run') return undefined
  return {
    title: status === 'created' ? 'This snapshot' : 'A snapshot now',
    figures: {
      files: counts.files,
      linked: counts.filesLinked,
      fullBytes: bytes.bytesOnDisk,
      storedBytes: bytes.bytesAdded
    }
  }
}

function ofSeries({ status, totals, history }: SnapshotReport): Column | undefined {
  if (totals.snapshots === 0 || (totals.snapshots === 1 && status === 'created')) return undefined
  return {
    title: `Whole series (${countOf(totals.snapshots, 'snapshot', 'snapshots')})`,
    figures: {
      files: history.reduce((sum, point) => sum + point.files, 0),
      linked: history.reduce((sum, point) => sum + point.filesLinked, 0),
      fullBytes: totals.bytes,
      storedBytes: totals.bytesOnDisk
    }
  }
}

const withShare = (text: string, share: number): string => `${text} (${formatPercent(share)})`

/** Plain sentences; backticks mark code. */
export function facts(report: SnapshotReport): readonly string[] {
  const { free } = report
  return [
    ...where(report),
    ...changes(report),
    ...clonesSentence(report.clones),
    ...retained(report),
    ...marks(report),
    ...cacheCopyFacts(report.cacheCopy),
    ...foreign(report),
    ...(!isMeasured(report)
      ? []
      : [
          free.inodes === undefined
            ? `The volume has ${formatBytes(free.bytes)} left.`
            : `The volume has ${formatBytes(free.bytes)} and ${countOf(free.inodes, 'inode', 'inodes')} left.`
        ]),
    `The run took ${formatDuration(report.durationMs)}${longest(report)}.`
  ]
}

const where = ({ status, snapshotPath }: SnapshotReport): string[] =>
  status === 'created'
    ? [`It is a plain directory, ${inBackticks(snapshotPath, 300)}, and \`latest\` points to it.`]
    : []

function changes({ status, base, counts }: SnapshotReport): string[] {
  if (base === undefined || (status !== 'created' && status !== 'dry-run')) return []
  const parts = (
    [
      [counts.filesAdded, 'added'],
      [counts.filesChanged, 'changed'],
      [counts.filesMoved, 'moved'],
      [counts.filesRemoved, 'removed']
    ] as const
  ).filter(([count]) => count > 0)
  if (parts.length === 0) return []
  const list = parts.map(([count, done], index) =>
    index === 0 ? `${countOf(count, 'file', 'files')} ${done}` : `${formatCount(count)} ${done}`
  )
  return [`Since ${showText(base.id)}: ${list.join(', ')}.`]
}

function retained({ status, retention: { kept, prunedIds, bytesFreed } }: SnapshotReport): string[] {
  if (kept === 0 && prunedIds.length === 0) return []
  // What a dry run foresees is among its notes; that all that is there would stay is more than this report knows.
  if (status === 'dry-run' && prunedIds.length === 0) return []
  const keeps = `Retention ${status === 'dry-run' ? 'would keep' : 'keeps'} ${countOf(kept, 'snapshot', 'snapshots')}`
  if (prunedIds.length === 0) return [`${keeps}.`]
  const named = prunedIds.slice(0, 3).map(id => showText(id))
  const more = prunedIds.length > named.length ? `, and ${formatCount(prunedIds.length - named.length)} more` : ''
  const list = `${named.join(', ')}${more}`
  return [
    status === 'dry-run'
      ? `${keeps} and remove ${list}.`
      : `${keeps} and removed ${list}, which freed ${formatBytes(bytesFreed)}.`
  ]
}

function marks({ pinned, tags }: SnapshotReport): string[] {
  const named = tags.slice(0, 10).map(tag => inBackticks(tag, 40))
  const more = tags.length > named.length ? ` and ${formatCount(tags.length - named.length)} more` : ''
  return [
    ...(pinned ? ['It is pinned: retention never removes it.'] : []),
    ...(named.length > 0 ? [`${tags.length === 1 ? 'Tag' : 'Tags'}: ${named.join(', ')}${more}.`] : [])
  ]
}

function foreign({ foreign = 0 }: SnapshotReport): string[] {
  if (foreign === 0) return []
  return foreign === 1
    ? ['1 directory here looks like a snapshot but has no readable record; it is left alone.']
    : [`${formatCount(foreign)} directories here look like snapshots but have no readable record; they are left alone.`]
}

/** Where the time went, when one phase took most of it. */
function longest({ phases, durationMs }: SnapshotReport): string {
  const slowest = phases.reduce((most, phase) => (phase.ms > most.ms ? phase : most), { phase: '', ms: 0 })
  if (slowest.phase === '' || slowest.ms * 2 < durationMs) return ''
  return `, most of it in “${showText(slowest.phase, 60)}” (${formatDuration(slowest.ms)})`
}
