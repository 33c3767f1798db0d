// Small files and symlinks: read, verified and packed by the worker threads, extracted aside by one tar after another, put in place.

import { Buffer } from 'node:buffer'
import { packedSize } from '../workers/pack.ts'
import type { NumberedStep, PackResult } from '../workers/restore-protocol.ts'
import { extract } from './extract.ts'
import { place } from './place.ts'
import { batchesOf, type PutJob } from './put-job.ts'

/** What a thread reads at once. A file of the largest size that is small fits in. */
const batchFiles = 200
const batchBytes = 2 * 1024 * 1024

/** What lies aside at once, beside the files that it is to replace; twice, since one is put in place meanwhile. */
const chunkFiles = 8000
const chunkBytes = 128 * 1024 * 1024

/** Above what a stream takes before it asks to wait: it asks, and what was written is gone when it asks no more. */
const surelyAwaited = 256 * 1024

export async function putSmall(job: PutJob, steps: readonly NumberedStep[]): Promise<void> {
  const chunks = batchesOf(steps, chunkFiles, chunkBytes).map(chunk =>
    batchesOf(chunk, batchFiles, batchBytes, packedSize)
  )
  const packing = new PackAhead(job, chunks.flat())
  let placed: Promise<void> = Promise.resolve()
  try {
    for (const chunk of chunks) {
      const fit: NumberedStep[] = []
      const pathOf = (name: string): NumberedStep['entry']['path'] | undefined => job.stepOf(Number(name))?.entry.path
      const members = packed(job, packing, chunk, fit)
      await extract(job.site, job.places.staging, members, job.request.keepOwners, pathOf)
      await placed
      // While the next ones are being extracted.
      placed = place(job, fit)
      placed.catch(() => undefined)
    }
  } finally {
    await Promise.allSettled([placed, packing.stop()])
  }
  await placed
}

async function* packed(
  job: PutJob,
  packing: PackAhead,
  chunk: readonly (readonly NumberedStep[])[],
  fit: NumberedStep[]
): AsyncGenerator<Buffer> {
  for (const batch of chunk) {
    const { room, result } = await packing.next()
    job.site.settle({ letIn: result.letIn })
    for (const [index, step] of batch.entries()) {
      const problem = result.unfit.get(index)
      if (problem === undefined) fit.push(step)
      else job.notPut(step, problem)
    }
    job.progress(batch)
    const bytes = Buffer.from(room, 0, result.length)
    yield bytes.length < surelyAwaited ? Buffer.from(bytes) : bytes
    packing.giveBack(room)
  }
}

interface Packed {
  readonly room: SharedArrayBuffer
  readonly result: PackResult
}

/** Batches are packed before they are asked for, as far as there is room. */
class PackAhead {
  readonly #job: PutJob
  readonly #batches: readonly (readonly NumberedStep[])[]
  readonly #begun: Promise<Packed>[] = []
  readonly #running = new Set<Promise<Packed>>()
  #nextBatch = 0

  constructor(job: PutJob, batches: readonly (readonly NumberedStep[])[]) {
    this.#job = job
    this.#batches = batches
    // One that a thread fills and one that waits for it, for each thread; one that is being written.
    const rooms = Math.min(job.site.parts.pool.jobs * 2 + 1, batches.length)
    for (let left = rooms; left > 0; left--) this.giveBack(new SharedArrayBuffer(batchBytes))
  }

  async next(): Promise<Packed> {
    const first = this.#begun.shift()
    if (first === undefined) throw new Error('there are no more batches')
    return first
  }

  /** What was in it has been written. */
  giveBack(room: SharedArrayBuffer): void {
    const steps = this.#batches[this.#nextBatch++]
    if (steps === undefined) return
    const { places, request, site } = this.#job
    const { verify, keepOwners } = request
    const begun = site.parts.pool
      .run({ kind: 'pack', places, steps, verify, keepOwners, room })
      .then(result => ({ room, result }))
    this.#begun.push(begun)
    this.#running.add(begun)
    const end = (): void => void this.#running.delete(begun)
    // What it threw is met when it is asked for.
    begun.then(end, end)
  }

  /** Begins no more, and waits for those that are under way. */
  async stop(): Promise<void> {
    this.#nextBatch = this.#batches.length
    await Promise.allSettled(this.#running)
  }
}
