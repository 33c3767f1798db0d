// The listing of a series while others write to it, and of a very long one: nobody takes a lock to look.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { decodeRecord, encodeRecord } from '../../src/core/record-text.ts'
import type { Series } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { recordOf } from '../support/published.ts'

const parts = adapterParts()
let scratch = ''
let series: Series

beforeEach(() => {
  scratch = scratchWith('s/.snapshots/records', 's/.snapshots/trash')
  series = localVolume(scratch, parts).series('s')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const at = (...names: readonly string[]): string => join(series.path, ...names)
const recordFile = (id: string): string => at('.snapshots/records', `${id}.json`)

function add(id: string): void {
  mkdirSync(at(id))
  writeFileSync(recordFile(id), recordOf('s', id))
}

const idOf = (minute: number): string =>
  `${new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, 19).replaceAll(':', '-')}Z`

it('has a thousand snapshots in their order', async () => {
  for (let minute = 0; minute < 1000; minute++) add(idOf(minute))
  const listed = await series.list()
  expect(listed.map(({ id, record }) => [id, record?.id])).toEqual(
    Array.from({ length: 1000 }, (_, minute) => [idOf(999 - minute), idOf(999 - minute)])
  )
})

/** In another thread, as trash() does it: each tree goes before its record. Slowly, so that listings come in between. */
const remover = (ids: readonly string[]): Worker =>
  new Worker(
    `const { renameSync, rmSync } = require('node:fs')
     const nothing = new Int32Array(new SharedArrayBuffer(4))
     for (const [at, { tree, aside, record }] of require('node:worker_threads').workerData.entries()) {
       renameSync(tree, aside)
       rmSync(record)
       if (at % 5 === 0) Atomics.wait(nothing, 0, 0, 1)
     }`,
    {
      eval: true,
      workerData: ids.map(id => ({ tree: at(id), aside: at('.snapshots/trash', id), record: recordFile(id) }))
    }
  )

it('never takes a snapshot that is just being removed for a foreign tree', async () => {
  const ids = Array.from({ length: 2000 }, (_, minute) => idOf(minute))
  ids.forEach(add)
  const counts: number[] = []
  const worker = remover(ids)
  try {
    do {
      const listed = await series.list()
      expect(listed.filter(({ record }) => record === undefined)).toEqual([])
      counts.push(listed.length)
      await new Promise(resolve => setImmediate(resolve))
    } while (counts.at(-1) !== 0)
  } finally {
    await worker.terminate()
  }
  // Some were there and some were gone: else nothing was tried.
  expect(counts.some(count => count > 0 && count < ids.length)).toBe(true)
})

it('knows what has a record and no tree anywhere', async () => {
  const [published, begun, trashed, lost, adopted] = Array.from({ length: 5 }, (_, minute) => idOf(minute))
  for (const id of [published, begun, trashed, lost, adopted]) add(id ?? '')
  for (const [id, place] of [
    [begun, 'partial'],
    [trashed, 'trash']
  ] as const) {
    mkdirSync(at('.snapshots', place), { recursive: true })
    renameSync(at(id ?? ''), at('.snapshots', place, id ?? ''))
  }
  rmSync(at(lost ?? ''), { recursive: true })
  rmSync(at(adopted ?? ''), { recursive: true })
  writeFileSync(
    recordFile(adopted ?? ''),
    encodeRecord({ ...decodeRecord(recordOf('s', adopted ?? '')), tags: ['adopted'] })
  )
  writeFileSync(at('.snapshots/records/notes.json'), '')
  expect(await series.lost()).toEqual([
    { id: lost, isAdopted: false },
    { id: adopted, isAdopted: true }
  ])
  writeFileSync(recordFile(lost ?? ''), 'damaged')
  expect((await series.lost())[0]).toEqual({ id: lost, isAdopted: false })
})
