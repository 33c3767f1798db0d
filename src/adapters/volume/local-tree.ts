// A tree on the volume, looked at in batches by the worker threads.

import { type BytePath, pathFromText } from '../../core/byte-path.ts'
import type { OnProgress } from '../../core/progress.ts'
import { type List, listOfParts } from '../../core/list.ts'
import type { Stored, Tree } from '../../ports/tree.ts'
import { column, columns, type LookResult, lookStatus, typeCode } from '../workers/protocol.ts'
import type { WorkerPool } from '../workers/pool.ts'
import { storedOf } from '../workers/stored-rows.ts'

/** Small enough that all threads have work to the end, large enough that messages cost little. */
const batchSize = 500
const hashBatchSize = 100

export function localTree(path: string, pool: WorkerPool): Tree {
  const root = pathFromText(path)
  return {
    path,
    inspect: (paths, onProgress) => lookAll(pool, root, paths, false, storedOf, onProgress),
    hash: (paths, onProgress) => lookAll(pool, root, paths, true, digestOf, onProgress),
    names: directories => namesIn(pool, root, directories)
  }
}

/** As `inspect`, of very many: each is put into words when it is asked for. What could not be looked at is thrown now. */
export async function inspectAll(
  path: string,
  pool: WorkerPool,
  paths: readonly BytePath[],
  onProgress?: OnProgress
): Promise<List<Stored | undefined>> {
  const take = (result: LookResult): LookResult => {
    for (const index of result.errors.keys()) storedOf(result, index)
    return result
  }
  const results = await inBatches(pool, pathFromText(path), paths, false, take, onProgress)
  return listOfParts(paths.length, results, batchSize, storedOf)
}

async function lookAll<T>(
  pool: WorkerPool,
  root: BytePath,
  paths: readonly BytePath[],
  hash: boolean,
  read: (result: LookResult, index: number) => T | undefined,
  onProgress?: OnProgress
): Promise<readonly (T | undefined)[]> {
  const take = (result: LookResult, count: number): (T | undefined)[] =>
    Array.from({ length: count }, (_, index) => read(result, index))
  return (await inBatches(pool, root, paths, hash, take, onProgress)).flat()
}

/** What is taken of each batch, in order. */
async function inBatches<T>(
  pool: WorkerPool,
  root: BytePath,
  paths: readonly BytePath[],
  hash: boolean,
  take: (result: LookResult, count: number) => T,
  onProgress?: OnProgress
): Promise<readonly T[]> {
  const size = hash ? hashBatchSize : batchSize
  let files = 0
  let bytes = 0
  const batches: Promise<T>[] = []
  for (let at = 0; at < paths.length; at += size) {
    const batch = paths.slice(at, at + size)
    const taken = pool.run({ kind: 'look', root, paths: batch, hash }).then(result => {
      files += batch.length
      bytes += result.bytes
      onProgress?.({ doing: hash ? 'reading back' : 'checking', files, bytes, totalFiles: paths.length })
      return take(result, batch.length)
    })
    batches.push(taken)
  }
  return await Promise.all(batches)
}

/** Absent for what is no regular file, or could not be read whole. */
export function digestOf(result: LookResult, index: number): string | undefined {
  const at = index * columns
  if (result.rows[at + column.status] !== lookStatus.ok || result.rows[at + column.type] !== typeCode.file)
    return undefined
  return result.digests.slice(index * 64, index * 64 + 64)
}

async function namesIn(
  pool: WorkerPool,
  root: BytePath,
  directories: readonly BytePath[]
): Promise<readonly (readonly BytePath[] | undefined)[]> {
  const batches: Promise<readonly (readonly BytePath[] | undefined)[]>[] = []
  for (let at = 0; at < directories.length; at += batchSize) {
    batches.push(pool.run({ kind: 'names', root, directories: directories.slice(at, at + batchSize) }))
  }
  return (await Promise.all(batches)).flat()
}
