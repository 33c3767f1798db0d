// The outcome of a run in words: a heading and one sentence that tell somebody who reads nothing else what happened.

import { inBackticks, showText } from '../display.ts'
import { countOf, formatBytes, formatCount, formatPercent } from '../units.ts'
import type { SnapshotReport } from './model.ts'
import { shareOf } from './outputs.ts'

/** Plain text; what strangers named is made visible in it, and backticks mark code. */
export interface Outcome {
  readonly heading: string
  readonly sentence: string
}

export function outcomeOf(report: SnapshotReport): Outcome {
  const id = showText(report.snapshot)
  switch (report.status) {
    case 'created':
      return { heading: `Snapshot ${id} created`, sentence: whatWasStored(report) }
    case 'unchanged':
      return {
        heading: `Unchanged since ${id}`,
        sentence: `No new snapshot was needed: snapshot ${id} already holds the same${whatIsHeld(report)}.`
      }
    case 'skipped':
      return {
        heading: 'Skipped: no snapshot was taken',
        sentence: showText(report.reason ?? 'Nothing was written.', 500)
      }
    case 'dry-run':
      return { heading: 'Dry run: nothing was written', sentence: whatWouldBeStored(report) }
  }
}

function whatWasStored(report: SnapshotReport): string {
  const { counts, bytes } = report
  const added = formatBytes(bytes.bytesAdded)
  const full = formatBytes(bytes.bytesOnDisk)
  const base = baseOf(report)
  if (counts.files === 0) return `It holds ${holds(report)}.`
  if (base === undefined)
    return `The first snapshot of this series: ${allFiles(report)} ${counts.files === 1 ? 'was' : 'were'} stored, ${added} on the disk.${duplicates(report)} The next one stores only what changes.`
  if (!report.changed && counts.filesCopied > 0 && counts.filesLinked > 0)
    return `Nothing changed, yet only ${linkedOf(report)} could be linked to ${base}; ${added} were stored instead of ${full}.`
  if (!report.changed && counts.filesLinked > 0)
    return `Nothing changed: ${allFiles(report)} ${counts.files === 1 ? 'is a link' : 'are links'} to ${base}; ${added} were stored instead of ${full}.`
  if (counts.filesLinked === 0)
    return counts.files === 1
      ? `Nothing was saved: the only file could not be linked to ${base}, so all ${added} were stored again.`
      : `Nothing was saved: none of the ${formatCount(counts.files)} files could be linked to ${base}, so all ${added} were stored again.`
  return `${linkedOf(report)} ${counts.filesLinked === 1 ? 'was' : 'were'} linked to ${base} instead of copied; ${added} were stored instead of ${full}.`
}

function whatWouldBeStored(report: SnapshotReport): string {
  const { counts, bytes } = report
  const added = formatBytes(bytes.bytesAdded)
  const base = baseOf(report)
  if (counts.files === 0) return `A snapshot now would hold ${holds(report)}.`
  if (base === undefined)
    return `A snapshot now would be the first of this series and store ${allFiles(report)}, about ${added}.${duplicates(report)}`
  const changes = report.changed ? '' : 'Nothing has changed. '
  return counts.filesLinked === 0
    ? `${changes}A snapshot now could link nothing to ${base} and would store all ${added} again.`
    : `${changes}A snapshot now would link ${linkedOf(report)} to ${base} and store about ${added} instead of ${formatBytes(bytes.bytesOnDisk)}.`
}

/** In a first snapshot, the linked files can only be equal to one another. */
const duplicates = ({ counts }: SnapshotReport): string =>
  counts.filesLinked === 0
    ? ''
    : ` ${countOf(counts.filesLinked, 'file is a duplicate', 'files are duplicates')}, stored once.`

function baseOf({ base, series }: SnapshotReport): string | undefined {
  if (base === undefined) return undefined
  return base.series === series
    ? `snapshot ${showText(base.id)}`
    : `snapshot ${showText(base.id)} of ${inBackticks(base.series)}`
}

const allFiles = ({ counts }: SnapshotReport): string =>
  counts.files === 1 ? 'the only file' : `all ${formatCount(counts.files)} files`

/** What a tree is made of; without files, what else there is. Its top counts as a directory. */
function holds({ counts }: SnapshotReport): string {
  if (counts.files > 0) return countOf(counts.files, 'file', 'files')
  const directories = countOf(counts.directories, 'directory', 'directories')
  return counts.symlinks === 0
    ? `no files, only ${directories}`
    : `no files, only ${directories} and ${countOf(counts.symlinks, 'symlink', 'symlinks')}`
}

function whatIsHeld(report: SnapshotReport): string {
  const { files } = report.counts
  if (files === 0) return `: ${holds(report)}`
  return files === 1 ? ' single file' : ` ${holds(report)}`
}

const linkedOf = ({ counts }: SnapshotReport): string =>
  `${formatCount(counts.filesLinked)} of ${countOf(counts.files, 'file', 'files')} (${formatPercent(shareOf(counts.filesLinked, counts.files))})`
