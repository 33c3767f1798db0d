// A snapshot's tree read for proof, by the worker threads: whatever the kernel says of a path is the answer for that path.

import type { BytePath } from '../../core/byte-path.ts'
import { pathFromText } from '../../core/byte-path.ts'
import type { Entry } from '../../core/entry.ts'
import { Failure, messageOf } from '../../core/failure.ts'
import type { Stored, StoredTree, Unreadable } from '../../ports/tree.ts'
import { column, columns, type LookResult, lookStatus } from '../workers/protocol.ts'
import type { WorkerPool } from '../workers/pool.ts'
import { storedOf } from '../workers/stored-rows.ts'
import { digestOf, localTree } from './local-tree.ts'

const lookBatch = 500
const listBatch = 200
/** Whichever comes first: many small files make one message, and a large file keeps no other one waiting. */
const readBatch = { files: 100, bytes: 4 * 1024 * 1024 }

export function storedTree(path: string, pool: WorkerPool): StoredTree {
  const root = pathFromText(path)
  return {
    ...localTree(path, pool),
    look: async paths => {
      const batches = slices(paths, lookBatch).map(async batch => {
        const result = await pool.run({ kind: 'look', root, paths: batch, hash: false })
        return batch.map(
          (_, index): Stored | Unreadable | undefined => failure(result, index) ?? storedOf(result, index)
        )
      })
      return (await Promise.all(batches)).flat()
    },
    reread: async (files, onRead) => {
      const batches = byBytes(files).map(async batch => {
        const paths = batch.map(file => file.path)
        const result = await pool.run({ kind: 'look', root, paths, hash: true })
        onRead?.(batch.length, result.bytes)
        return batch.map((_, index) => failure(result, index) ?? digestOf(result, index))
      })
      return (await Promise.all(batches)).flat()
    },
    list: async directories => {
      const batches = slices(directories, listBatch).map(batch => listAll(pool, root, batch))
      return (await Promise.all(batches)).flat()
    }
  }
}

function failure(result: LookResult, index: number): Unreadable | undefined {
  const status = result.rows[index * columns + column.status]
  if (status === lookStatus.unstable)
    return { unreadable: 'its size changed while it was read, or its end was not there' }
  if (status !== lookStatus.failed) return undefined
  return { unreadable: inShort(result.errors.get(index) ?? 'for an unknown reason') }
}

/** `EIO: i/o error, read '/mnt/…'` without the path, which the reader has already. */
const inShort = (message: string): string => /^[A-Z][A-Z0-9]+: [^,]+/.exec(message)?.[0] ?? message

/** All at once; and one by one when that fails, for then one of them is the reason. */
async function listAll(
  pool: WorkerPool,
  root: BytePath,
  directories: readonly BytePath[]
): Promise<readonly (readonly BytePath[] | Unreadable | undefined)[]> {
  try {
    return await pool.run({ kind: 'names', root, directories })
  } catch (error) {
    if (error instanceof Failure) throw error
    if (directories.length === 1) return [{ unreadable: inShort(messageOf(error)) }]
    const one = directories.map(directory => listAll(pool, root, [directory]))
    return (await Promise.all(one)).flat()
  }
}

function slices<T>(items: readonly T[], size: number): (readonly T[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

function byBytes<T extends Pick<Entry, 'size'>>(files: readonly T[]): (readonly T[])[] {
  const batches: T[][] = []
  let batch: T[] = []
  let bytes = 0
  for (const file of files) {
    if (batch.length > 0 && (batch.length >= readBatch.files || bytes + file.size > readBatch.bytes)) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += file.size
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
