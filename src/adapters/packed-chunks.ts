// Chunks of many small copies: source files packed by the worker threads into archives that one tar extracts, wherever the tree is.

import { closeSync } from 'node:fs'
import { Buffer } from 'node:buffer'
import { allOf } from '../core/all-of.ts'
import type { BytePath } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { isSparse } from '../core/room.ts'
import type { CopyRequest } from '../ports/partial-tree.ts'
import type { SourceEntry } from '../ports/source.ts'
import { batchesOf } from './batches.ts'
import { openUnnamed } from './unnamed-file.ts'
import { largestPacked, packBytes } from './workers/pack.ts'
import type { WorkerPool } from './workers/pool.ts'
import { factColumn, factColumns } from './workers/protocol.ts'
import { paddedToBlocks, tarHeader, tarHeaderSize } from './workers/tar-record.ts'

export interface Packing {
  readonly pool: WorkerPool
  /** Absolute; archives are made in it. */
  readonly tempDir: string
}

/** What a thread packs at once. */
const batchFiles = 200

/** Larger files are rsync's, which copies them without a second copy in the archive. */
export const canBePacked = (entry: SourceEntry): boolean =>
  entry.type === 'link' || (entry.type === 'file' && entry.size <= largestPacked && !isSparse(entry))

/** Each for one archive, which lies in memory for as long as it is extracted, and is seldom written to any disk. */
export const chunksOf = (entries: readonly SourceEntry[], mostFiles: number, mostBytes: number): SourceEntry[][] =>
  batchesOf(entries, mostFiles, mostBytes, packedSize)

/** Bytes of their contents. */
export const sizeOf = (entries: readonly SourceEntry[]): number => entries.reduce((sum, { size }) => sum + size, 0)

const packedSize = ({ path, size, target }: SourceEntry): number =>
  tarHeaderSize({ name: path, ...(target !== undefined && { target }) }) + paddedToBlocks(size)

/**
 * Hands on an archive of a chunk, and closes it then. Those of the chunk that are not in it are returned; where
 * `use` fails, so does this.
 */
export async function inArchive(
  packing: Packing,
  request: CopyRequest,
  chunk: readonly SourceEntry[],
  use: (archive: number) => Promise<void> | void
): Promise<readonly SourceEntry[]> {
  // On this machine's own disk, where it costs no way to a NAS and no room on the volume.
  const archive = openUnnamed(packing.tempDir)
  let isOver = false
  try {
    const left = await pack(packing, request, chunk, archive)
    if (left.length < chunk.length) await use(archive)
    return left
  } catch (error) {
    // The run ends, and a thread may still write: by a number that could be another file's by then.
    isOver = error instanceof Failure
    throw error
  } finally {
    if (!isOver) closeSync(archive)
  }
}

/** Those that are not in the archive. */
async function pack(
  { pool }: Packing,
  { root, keepOwners }: CopyRequest,
  chunk: readonly SourceEntry[],
  archive: number
): Promise<readonly SourceEntry[]> {
  let end = 0
  const batches = batchesOf(chunk, batchFiles, packBytes, packedSize).map(async batch => {
    const offset = end
    for (const entry of batch) end += packedSize(entry)
    const paths = batch.map(({ path }) => path).join('\0')
    const kind = 'pack-source'
    const result = await pool.run({ kind, root, paths, ...factsOf(batch), keepOwners, archive, offset })
    if (result.refused !== undefined) throw new Error(result.refused)
    return batch.filter((_, index) => result.isPacked[index] !== 1)
  })
  return (await allOf(batches)).flat()
}

function factsOf(batch: readonly SourceEntry[]): {
  readonly facts: BigInt64Array<ArrayBuffer>
  readonly digests: ReadonlyMap<number, string>
  readonly targets: ReadonlyMap<number, BytePath>
} {
  const facts = new BigInt64Array(batch.length * factColumns)
  const digests = new Map<number, string>()
  const targets = new Map<number, BytePath>()
  for (const [index, { size, dev, ino, ctimeNs, isRacy, sha256, target }] of batch.entries()) {
    const at = index * factColumns
    facts[at + factColumn.size] = BigInt(size)
    facts[at + factColumn.dev] = dev
    facts[at + factColumn.ino] = ino
    facts[at + factColumn.ctimeNs] = ctimeNs
    if (target !== undefined) targets.set(index, target)
    if (isRacy && sha256 !== undefined) digests.set(index, sha256)
  }
  return { facts, digests, targets }
}

/** In pieces: each directory takes 1.5 KB or more. */
export function* directoryMembers(directories: readonly SourceEntry[]): Generator<Buffer> {
  for (const some of batchesOf(directories, directoriesAtOnce)) {
    yield Buffer.concat(
      some.map(({ path, mode, mtimeNs, owner = { uid: 0, gid: 0 } }) =>
        tarHeader({ name: path, type: 'dir', mode, ...owner, size: 0, mtimeNs })
      )
    )
  }
}

const directoriesAtOnce = 500
