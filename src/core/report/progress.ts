// How far a long phase is, as one line: files, bytes, rate and the time left.

import { type Progress, timeLeftMs } from '../progress.ts'
import { countOf, formatBytes, formatCount, formatDuration, formatRate } from '../units.ts'

/** Shorter ones say nothing about a rate. */
const shortestForRateMs = 1000

/**
 * `sending: 310 MiB of 731 MiB, …` where it is not made of files, else
 * `hashing 12,345 of 50,222 files, 310 MiB of 731 MiB, 120 MiB/s, about 3 s left`; `before` is where the same work stood
 * `elapsedMs` ago, absent when that was its start.
 */
export function progressLine(now: Progress, elapsedMs: number, before?: Progress): string {
  const files = now.files - (before?.files ?? 0)
  const bytes = now.bytes - (before?.bytes ?? 0)
  const rated = elapsedMs >= shortestForRateMs
  const left = rated ? timeLeftMs(now, { files, bytes }, elapsedMs) : 0
  const isOfFiles = now.totalFiles !== 0
  const isOfBytes = now.bytes > 0 || (now.totalBytes ?? 0) > 0
  return [
    isOfFiles ? `${now.doing} ${filesOf(now)}` : `${now.doing}: ${bytesOf(now)}`,
    ...(isOfFiles && isOfBytes ? [bytesOf(now)] : []),
    ...(rated && bytes > 0 ? [formatRate(bytes, elapsedMs)] : []),
    ...(rated && bytes <= 0 && files > 0 ? [countOf(Math.round((files * 1000) / elapsedMs), 'file/s', 'files/s')] : []),
    ...(left > 0 ? [`about ${roughly(left)} left`] : [])
  ].join(', ')
}

const filesOf = ({ files, totalFiles }: Progress): string =>
  totalFiles === undefined
    ? countOf(files, 'file', 'files')
    : `${formatCount(files)} of ${countOf(totalFiles, 'file', 'files')}`

const bytesOf = ({ bytes, totalBytes }: Progress): string =>
  totalBytes === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`

/** An estimate has no tenths. */
const roughly = (ms: number): string => formatDuration(Math.ceil(ms / 1000) * 1000).replace('.0 s', ' s')
