// Small files and symlinks: read, verified and packed by the worker threads, extracted aside by tar, put in place.

import { closeSync, openSync, rmSync } from 'node:fs'
import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import { stagingName } from '../../core/restore-staging.ts'
import { batchesOf } from '../batches.ts'
import { packBytes, packedSize } from '../workers/pack.ts'
import { descriptorPath } from '../workers/pinned.ts'
import { stagedName } from '../workers/place.ts'
import { forThread, type NumberedStep } from '../workers/restore-protocol.ts'
import { extract } from './extract.ts'
import { place } from './place.ts'
import type { PutJob } from './put-job.ts'
import { refusalOf } from './refusals.ts'
import { archiveName } from './staging-place.ts'

/** What a thread packs at once. */
const batchFiles = 200

/** What one tar extracts: beside the files that are to be replaced it lies on the disk twice, packed and extracted. */
const chunkFiles = 8000
const chunkBytes = 32 * 1024 * 1024

/** While one chunk waits for its tar, the threads work for the other. */
const lanes = 2

export async function putSmall(job: PutJob, steps: readonly NumberedStep[]): Promise<void> {
  const chunks = batchesOf(steps, chunkFiles, chunkBytes, packedSize)
  const waiting = chunks.values()
  let hasFailed = false
  const work = async (): Promise<void> => {
    // Its own directory: tar and a thread that renames would wait for each other in a common one.
    const lane = job.site.staging.openLane(stagedName(job.site.numbers(1)))
    try {
      const isMasked = !job.request.keepOwners && !lane.keepsModes()
      for (const chunk of waiting) {
        if (hasFailed) break
        await putChunk(job, lane.fd, chunk, isMasked)
      }
    } catch (error) {
      hasFailed = true
      throw error
    } finally {
      lane.close()
    }
  }
  await allOf(Array.from({ length: Math.min(lanes, chunks.length) }, work))
}

/**
 * By way of a file: through a pipe, tar and we would wait for each other at every 200 KiB, which on a busy machine took
 * three times as long as all the work.
 */
async function putChunk(job: PutJob, lane: number, steps: readonly NumberedStep[], isMasked: boolean): Promise<void> {
  const { site, request } = job
  const archive = `${descriptorPath(lane)}/${archiveName}`
  let fit: NumberedStep[]
  try {
    fit = await pack(job, steps, archive)
    const pathOf = (number: string): BytePath | undefined => job.stepOf(Number(number))?.entry.path
    if (fit.length > 0) await extract(site, lane, archiveName, request.keepOwners, pathOf)
  } finally {
    rmSync(archive, { force: true })
  }
  await place(job, lane, fit, { isMasked })
}

/** Those that are in the archive now; each task has a part of it, and what it leaves empty tar skips. */
async function pack(job: PutJob, steps: readonly NumberedStep[], archive: string): Promise<NumberedStep[]> {
  const { site, places, request } = job
  const { verify, keepOwners } = request
  const fd = openNew(job, archive)
  try {
    let end = 0
    const batches = batchesOf(steps, batchFiles, packBytes, packedSize).map(async batch => {
      const offset = end
      for (const step of batch) end += packedSize(step)
      const task = { kind: 'pack', places, steps: forThread(batch), verify, keepOwners, archive: fd, offset } as const
      const { unfit, ...result } = await site.run(task)
      site.settle(result)
      job.progress(batch)
      return batch.filter((step, index) => {
        const problem = unfit.get(index)
        if (problem !== undefined) job.notPut(step, problem)
        return problem === undefined
      })
    })
    return (await allOf(batches)).flat()
  } finally {
    closeSync(fd)
  }
}

function openNew({ site }: PutJob, file: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (error) {
    throw refusalOf(site.path, stagingName, error)
  }
}
