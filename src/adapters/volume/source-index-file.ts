// The index of a series' source, beside its snapshots: it only saves reading, so it is written whole or not, and never synced.

import { constants } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Once } from '../../core/once.ts'
import type { SeriesLayout } from './layout.ts'

/** Far more than an index of ours ever takes; what is larger is none, and must not fill the memory. */
const mostBytes = 256 * 1024 * 1024

const fileOf = (layout: SeriesLayout): string => join(layout.own, 'source-index')

/** Undefined where there is none, or what is there is no plain file that can be read: then every file is. */
export async function sourceIndex(layout: SeriesLayout): Promise<Uint8Array | undefined> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await open(fileOf(layout), flags).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const stat = await file.stat()
    return stat.isFile() && stat.size <= mostBytes ? await file.readFile() : undefined
  } catch {
    // A disk that cannot read it has worse to tell, and does so where it matters.
    return undefined
  } finally {
    await file.close()
  }
}

/** By rename(2), so that nobody reads half of one; what a power cut makes of it is found out by its checksum. */
export async function keepSourceIndex(
  layout: SeriesLayout,
  index: Once<Uint8Array>,
  after: Promise<unknown> = Promise.resolve()
): Promise<void> {
  const aside = `${fileOf(layout)}.tmp`
  let isKept = false
  try {
    await writeNew(aside, index)
    if (!(await hasCome(after))) return
    await rename(aside, fileOf(layout))
    isKept = true
  } finally {
    // Also where the disk is full, which others still write to.
    if (!isKept) await rm(aside, { force: true })
  }
}

/** What an interrupted run left of it goes first. */
async function writeNew(path: string, index: Once<Uint8Array>): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(index.take())
  } finally {
    await file.close()
  }
}

/** What it fails with is told to whoever waits for it. */
const hasCome = (after: Promise<unknown>): Promise<boolean> =>
  after.then(
    () => true,
    () => false
  )
