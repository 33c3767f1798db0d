// What is promised of speed and size, each with what a result says of it.

import { ratioTo, summaryOf, type Result } from './result.ts'

export interface Target {
  readonly what: string
  readonly most: string
  /** As measured; absent when the result does not have it. */
  readonly measured?: string
  readonly isMet?: boolean
}

const ratioTarget = (result: Result, what: string, id: string, key: string, most: number): Target => {
  const row = result.rows.find(row => row.id === id)
  const ratio = row === undefined ? undefined : ratioTo(row, key, 'syncedMs')
  const told = `≤ ${most.toFixed(2)}`
  return ratio === undefined
    ? { what, most: told }
    : { what, most: told, measured: ratio.toFixed(2), isMet: ratio <= most }
}

const figureTarget = (result: Result, what: string, id: string, most: number, unit: string): Target => {
  const value = result.figures.find(figure => figure.id === id)?.value
  const told = `≤ ${most} ${unit}`.trim()
  const text = (number: number): string => (unit === '' ? number.toFixed(2) : `${Math.round(number)} ${unit}`)
  return value === undefined ? { what, most: told } : { what, most: told, measured: text(value), isMet: value <= most }
}

const mebibyte = 2 ** 20

function addedTarget(result: Result, filesystem: string): Target {
  const what = `Added by 1 % of scattered changes in 1 GiB, ${filesystem}`
  const row = result.rows.find(({ id }) => id === `reflink/${filesystem}/next/scattered/warm`)
  const our = row?.entries.find(({ key }) => key === 'ours')
  if (our === undefined) return { what, most: '≤ 16 MiB' }
  const { addedBytes } = summaryOf(our)
  const measured = `${(addedBytes / mebibyte).toFixed(1)} MiB`
  return { what, most: '≤ 16 MiB', measured, isMet: addedBytes <= 16 * mebibyte }
}

function memoryTarget(result: Result, count: number): Target {
  const what = `Peak memory with ${count.toLocaleString('en')} files, any command`
  const peaks = result.rows
    .filter(({ id }) => id.startsWith(`scale/${count}/`))
    .flatMap(({ entries }) => entries.filter(({ key }) => key === 'ours').map(entry => summaryOf(entry).peakBytes))
  if (peaks.length === 0) return { what, most: '≤ 1 GB' }
  const peak = Math.max(...peaks)
  return { what, most: '≤ 1 GB', measured: `${(peak / 1e9).toFixed(2)} GB`, isMet: peak <= 1e9 }
}

/** Of `result` and of what was measured at scale, which is another run. */
export function targets(result: Result, scale: Result): readonly Target[] {
  const next = (build: string, state: string): string => `packages/next/${build}/${state}`
  const rebuilt = (what: string, key: string, most: number): Target =>
    ratioTarget(result, `Next snapshot, rebuilt ÷ ${what}`, next('rebuilt', 'warm'), key, most)
  return [
    rebuilt('`rsync -a --link-dest`', 'rsync-a', 0.3),
    rebuilt('`rsync -c --no-times --link-dest`', 'rsync-c', 0.55),
    rebuilt('restic', 'restic', 1),
    rebuilt('borg', 'borg', 1),
    rebuilt('rsnapshot', 'rsnapshot', 1),
    rebuilt('the limit of the machine', 'limit', 1.5),
    ratioTarget(
      result,
      'The same with the base cold ÷ `rsync -c --no-times --link-dest`',
      next('rebuilt', 'cold'),
      'rsync-c',
      0.35
    ),
    ratioTarget(result, 'First snapshot ÷ `rsync -a`', 'packages/first', 'rsync-a', 1.1),
    ratioTarget(result, 'Nothing changed ÷ walking, stating and linking', next('unchanged', 'warm'), 'limit', 1.3),
    figureTarget(result, 'Start of Node to the first phase', 'start/bundle', 100, 'ms'),
    addedTarget(result, 'xfs'),
    addedTarget(result, 'btrfs'),
    memoryTarget(scale, 1_000_000),
    ...['first', 'next', 'prune', 'verify'].map(step =>
      figureTarget(
        scale,
        `A file among 1,000,000 ÷ one among 100,000: ${step}`,
        `scale/growth/100000-1000000/${step}/ours`,
        1.2,
        ''
      )
    ),
    figureTarget(scale, 'Listing a series of 1,000 snapshots', 'list/1000', 1000, 'ms')
  ]
}
