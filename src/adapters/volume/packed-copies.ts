// Many small copies at once: packed by the worker threads, extracted by one tar, which costs a fraction of what rsync takes.

import { closeSync, openSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import { Failure, messageOf } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import { isSparse } from '../../core/room.ts'
import type { CopyRequest } from '../../ports/partial-tree.ts'
import type { SourceEntry } from '../../ports/source.ts'
import { batchesOf } from '../batches.ts'
import { extractArgs } from '../extract-args.ts'
import { keepsModes } from '../mode-probe.ts'
import { packBytes } from '../workers/pack.ts'
import { factColumn, factColumns } from '../workers/protocol.ts'
import { paddedToBlocks, tarHeader, tarHeaderSize } from '../workers/tar-record.ts'
import type { VolumeParts } from './parts.ts'

/** Fewer are done by one rsync before a tar has begun. */
const fewest = 500

/** Of directories alone, which wait for no thread. */
const fewestDirectories = 50

/** Larger files gain nothing: rsync copies them without a second copy in the archive. */
const largest = 1024 * 1024

/** What a thread packs at once. */
const batchFiles = 200

/** What one tar extracts. An archive lies in memory for as long as that takes, and is seldom written to any disk. */
const chunkFiles = 8000
const chunkBytes = 32 * 1024 * 1024

/** While one tar extracts, the threads pack for the other. */
const lanes = 2

export interface PackPlace {
  /** Absolute path of the tree being written. */
  readonly tree: string
  readonly lockFd: number
}

export interface Packed {
  /** Of those that were given: all others are stored, byte for byte and with all attributes, as they were read. */
  readonly left: readonly SourceEntry[]
  /** Why there may be many of them: what refused, in its own words. */
  readonly refused?: string
}

/** Whether it pays, and whether all that was asked for can be had so. */
export function isForPacking({ entries, linkDest, extraArgs, paths }: CopyRequest): boolean {
  if (entries === undefined || linkDest.length > 0 || extraArgs.length > 0) return false
  return paths.length >= fewest || (paths.length >= fewestDirectories && entries.every(({ type }) => type === 'dir'))
}

export const canBePacked = (entry: SourceEntry): boolean =>
  entry.type === 'link' || (entry.type === 'file' && entry.size <= largest && !isSparse(entry))

/** Files and symlinks whose directories are there. What is not stored so in the end, for whatever reason, is for rsync. */
export async function packCopies(
  place: PackPlace,
  parts: VolumeParts,
  request: CopyRequest,
  entries: readonly SourceEntry[],
  onProgress: OnProgress
): Promise<Packed> {
  if (entries.length === 0) return { left: [] }
  const why = whyNot(place, request)
  if (why !== undefined) return { left: entries, refused: why }
  const left: SourceEntry[] = []
  const chunks = batchesOf(entries, chunkFiles, chunkBytes, packedSize)
  const waiting = chunks.values()
  let refused: string | undefined
  let files = 0
  let bytes = 0
  const work = async (): Promise<void> => {
    for (const chunk of waiting) {
      let kept: readonly SourceEntry[] = chunk
      try {
        if (refused === undefined) kept = await storeChunk(place, parts, request, chunk)
      } catch (error) {
        if (error instanceof Failure) throw error
        refused ??= messageOf(error)
      }
      left.push(...kept)
      // What is left is counted by whoever copies it.
      files += chunk.length - kept.length
      bytes += sizeOf(chunk) - sizeOf(kept)
      const { paths, totalBytes } = request
      onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes })
    }
  }
  await allOf(Array.from({ length: Math.min(lanes, chunks.length) }, work))
  return { left, ...(refused !== undefined && { refused }) }
}

/** Directories that are there, when nothing comes into them any more: mode, owner, mtime. Says what refused. */
export async function setDirectories(
  place: PackPlace,
  parts: VolumeParts,
  keepOwners: boolean,
  directories: readonly SourceEntry[]
): Promise<string | undefined> {
  try {
    await extract(place, parts, keepOwners, { input: directoryMembers(directories) })
    return undefined
  } catch (error) {
    if (error instanceof Failure) throw error
    return messageOf(error)
  }
}

/** In pieces: each directory takes 1.5 KB or more. */
function* directoryMembers(directories: readonly SourceEntry[]): Generator<Buffer> {
  for (const some of batchesOf(directories, directoriesAtOnce)) {
    yield Buffer.concat(
      some.map(({ path, mode, mtimeNs, owner = { uid: 0, gid: 0 } }) =>
        tarHeader({ name: path, type: 'dir', mode, ...owner, size: 0, mtimeNs })
      )
    )
  }
}

const directoriesAtOnce = 500

const sizeOf = (entries: readonly SourceEntry[]): number => entries.reduce((sum, { size }) => sum + size, 0)

/** Where owners are kept, tar gives every file its mode after that. */
function whyNot({ tree }: PackPlace, { keepOwners }: CopyRequest): string | undefined {
  try {
    return keepOwners || keepsModes(tree)
      ? undefined
      : 'a default ACL of the volume, or its server, changes the modes of new files'
  } catch (error) {
    return messageOf(error)
  }
}

const packedSize = ({ path, size, target }: SourceEntry): number =>
  tarHeaderSize({ name: path, ...(target !== undefined && { target }) }) + paddedToBlocks(size)

/**
 * On this machine's own disk, where it costs no way to a NAS and no room on the volume; without a name from the first
 * moment, so that it is gone with us.
 */
function openArchive(directory: string): number {
  const file = join(directory, `snapshot-archive-${randomUUID()}`)
  const fd = openSync(file, 'wx+', 0o600)
  unlinkSync(file)
  return fd
}

/** Those that are not stored. */
async function storeChunk(
  place: PackPlace,
  parts: VolumeParts,
  request: CopyRequest,
  chunk: readonly SourceEntry[]
): Promise<readonly SourceEntry[]> {
  const archive = openArchive(parts.tempDir)
  let isOver = false
  try {
    const left = await pack(parts, request, chunk, archive)
    if (left.length < chunk.length) await extract(place, parts, request.keepOwners, { stdin: archive })
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
  { pool }: VolumeParts,
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

/** Throws what tar said, if it did not do all. */
async function extract(
  place: PackPlace,
  { processes }: VolumeParts,
  keepOwners: boolean,
  from: { readonly input: Iterable<Buffer> } | { readonly stdin: number }
): Promise<void> {
  const { tree, lockFd } = place
  const args = extractArgs('-', keepOwners)
  const result = await processes.run('tar', { args, cwd: tree, inherit: lockFd, ...from })
  if (result.status === 0) return
  const said = result.stderr.split('\n').find(line => line !== '')
  throw new Error(said ?? `tar ended with status ${result.status}`)
}
