// Holds a snapshot against removal while it is read: a shared flock on its record, which whoever removes it needs alone.

import { closeSync, fstatSync, lstatSync, openSync, statSync } from 'node:fs'
import { codeOf, Failure } from '../../core/failure.ts'
import type { Lock } from '../../ports/volume.ts'
import type { Processes } from '../process.ts'
import { readFlags } from '../own-file.ts'
import type { SeriesLayout } from './layout.ts'
import { shareLock } from './lock.ts'

/** A removal holds a record for one rename; this is for a machine that is stuck. */
const longestRemovalMs = 10_000

export async function readSnapshot(processes: Processes, layout: SeriesLayout, id: string): Promise<Lock> {
  const fd = openRecord(layout, id)
  try {
    if (!(await shareLock(processes, fd, longestRemovalMs))) {
      throw new Failure(
        'locked',
        `The snapshot ${id} is held by a run that removes it. Try again, or read another one.`
      )
    }
    // What was locked may be the record of a snapshot that was removed between the two steps.
    if (!isStillThere(layout, id, fstatSync(fd, { bigint: true }).ino)) throw gone(layout, id)
  } catch (error) {
    closeSync(fd)
    throw error
  }
  return {
    release: () => {
      closeSync(fd)
      return Promise.resolve()
    }
  }
}

function openRecord(layout: SeriesLayout, id: string): number {
  try {
    return openSync(layout.record(id), readFlags)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw gone(layout, id)
    throw error
  }
}

function isStillThere(layout: SeriesLayout, id: string, ino: bigint): boolean {
  return (
    statSync(layout.record(id), { bigint: true, throwIfNoEntry: false })?.ino === ino &&
    lstatSync(layout.snapshot(id), { throwIfNoEntry: false })?.isDirectory() === true
  )
}

const gone = (layout: SeriesLayout, id: string): Failure =>
  new Failure('missing', `The snapshot ${id} of ${layout.series} is not there any more: it was removed meanwhile.`)
