// A long phase as one line of a terminal: a bar, the share that is done, counts, rate and time left, as far as they fit.

import { safeLogLine } from '../core/display.ts'
import type { Progress } from '../core/progress.ts'
import { countOf, formatBytes, formatCount, formatDuration } from '../core/units.ts'
import type { Pace } from './pace.ts'

const widestBar = 24
const narrowestBar = 10

/** `hashing ████████░░░░  62%  2 s left  120 MiB/s  12,345 files/s  453 MiB of 731 MiB  …`, at most `width` long. */
export function barText(progress: Progress, pace: Pace | undefined, width: number): string {
  const share = shareOf(progress)
  const doing = safeLogLine(progress.doing)
  // What is most worth knowing comes first; what does not fit is left out, the last first.
  const facts = [
    ...(share === undefined ? [] : [`${String(Math.floor(share * 100)).padStart(3)}%`]),
    ...(pace?.leftMs === undefined ? [] : [`${roughly(pace.leftMs)} left`]),
    ...(pace !== undefined && pace.bytesPerSecond > 0 ? [`${formatBytes(pace.bytesPerSecond)}/s`] : []),
    ...(pace !== undefined && pace.filesPerSecond >= 1 ? [rateOf(pace.filesPerSecond)] : []),
    ...(isOfBytes(progress) ? [bytesOf(progress)] : []),
    filesOf(progress)
  ]
  // Of the width alone: a bar that grows and shrinks with the figures beside it would tell nothing.
  const length = share === undefined ? 0 : Math.min(widestBar, Math.max(narrowestBar, Math.floor(width / 4)))
  const done = Math.floor((share ?? 0) * length)
  const start = [doing, ...(length === 0 ? [] : ['█'.repeat(done) + '░'.repeat(length - done)])].join(' ')
  const line = (): string => `${start} ${facts.join('  ')}`
  while (facts.length > 1 && line().length > width) facts.pop()
  return line().slice(0, width)
}

/** By bytes where they are known, else by files; undefined while the end is not known. */
export function shareOf({ files, bytes, totalFiles = 0, totalBytes = 0 }: Progress): number | undefined {
  if (totalBytes > 0) return Math.min(1, bytes / totalBytes)
  return totalFiles > 0 ? Math.min(1, files / totalFiles) : undefined
}

const isOfBytes = ({ bytes, totalBytes = 0 }: Progress): boolean => bytes > 0 || totalBytes > 0

const bytesOf = ({ bytes, totalBytes }: Progress): string =>
  totalBytes === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`

const filesOf = ({ files, totalFiles }: Progress): string =>
  totalFiles === undefined
    ? countOf(files, 'file', 'files')
    : `${formatCount(files)} of ${countOf(totalFiles, 'file', 'files')}`

const rateOf = (filesPerSecond: number): string => {
  const whole = Math.round(filesPerSecond)
  return `${formatCount(whole)} ${whole === 1 ? 'file' : 'files'}/s`
}

/** An estimate has no tenths. */
const roughly = (ms: number): string => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s')
