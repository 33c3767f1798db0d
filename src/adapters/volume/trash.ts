// Takes snapshots out of the listing: one rename each, under the lock, never while somebody reads them.

import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../core/failure.ts'
import type { Removal } from '../../ports/volume.ts'
import type { Processes } from '../process.ts'
import { readAndWriteFlags } from '../own-file.ts'
import { renameSurely, syncPath } from './durable.ts'
import type { SeriesLayout } from './layout.ts'
import { tryLock } from './lock.ts'
import { removeFile } from './removal.ts'

/**
 * The tree goes first: with its record gone first, a crash would leave a tree that is nobody's, and is never removed. A
 * record whose tree is in trash is removed by the next run's clear().
 */
export async function trash(processes: Processes, layout: SeriesLayout, ids: readonly string[]): Promise<Removal> {
  const trashed: string[] = []
  const beingRead: string[] = []
  for (const id of ids) {
    const claim = await claimSnapshot(processes, layout, id)
    if (claim === undefined) {
      beingRead.push(id)
      continue
    }
    try {
      renameSurely(layout.snapshot(id), join(layout.trash, id))
      trashed.push(id)
    } finally {
      closeSync(claim)
    }
  }
  if (trashed.length === 0) return { trashed, beingRead }
  syncPath(layout.series)
  syncPath(layout.trash)
  for (const id of trashed) for (const file of [layout.record(id), layout.manifest(id)]) removeFile(file)
  syncPath(layout.records)
  return { trashed, beingRead }
}

export async function isBeingRead(processes: Processes, layout: SeriesLayout, id: string): Promise<boolean> {
  try {
    const claim = await claimSnapshot(processes, layout, id)
    if (claim === undefined) return true
    closeSync(claim)
    return false
  } catch (error) {
    // Foreign, or on a volume we may only look at: nothing is removed there anyway.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS') return false
    throw error
  }
}

/** A reader holds a shared lock on the record, so ours alone means that there is none; a descriptor, to be closed. */
async function claimSnapshot(processes: Processes, layout: SeriesLayout, id: string): Promise<number | undefined> {
  const fd = openSync(layout.record(id), readAndWriteFlags)
  try {
    if (await tryLock(processes, fd)) return fd
    closeSync(fd)
    return undefined
  } catch (error) {
    closeSync(fd)
    throw error
  }
}
