// Small copies into a far tree: packed here, extracted there by one tar, whatever their number; it asks nothing back but how it went.

import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { messageOf, Failure } from '../../core/failure.ts'
import type { FarValues } from '../../core/far-command.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CopyRequest } from '../../ports/partial-tree.ts'
import type { SourceEntry } from '../../ports/source.ts'
import type { Packed } from '../copy-many.ts'
import { extractArgs, refusalOf } from '../extract-args.ts'
import { chunksOf, directoryMembers, inArchive, type Packing, sizeOf } from '../packed-chunks.ts'
import type { Asked } from './asked.ts'
import type { Connection } from './connection.ts'
import { farFailure } from './far-failure.ts'
import { busyStatus, goneStatus } from './scripts/shared.ts'
import { extract } from './scripts/tree.ts'

/** What is packed while the one before it is on its way. */
const chunkFiles = 1000
const chunkBytes = 8 * 1024 * 1024

/** Each starts a program there. */
const pieceBytes = 1024 * 1024

/** Two blocks of zeros, without which nothing would be no archive. */
const archiveEnd = Buffer.alloc(1024)

export interface ExtractPlace {
  readonly connection: Connection
  /** Of a script that writes there. */
  readonly values: FarValues
  readonly keepOwners: boolean
}

/** Files and symlinks whose directories are there. What is not stored so in the end, for whatever reason, is for rsync. */
export async function packCopies(
  place: ExtractPlace,
  packing: Packing,
  request: CopyRequest,
  entries: readonly SourceEntry[],
  onProgress: OnProgress
): Promise<Packed> {
  if (entries.length === 0) return { left: [] }
  const left: SourceEntry[] = []
  let files = 0
  let bytes = 0
  const tell = (): void => {
    const { paths, totalBytes } = request
    onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes })
  }
  const chunks = chunksOf(entries, chunkFiles, chunkBytes)
  const packed = chunks.map(chunk => async (): Promise<Buffer> => {
    let archive: Buffer = Buffer.alloc(0)
    const kept = await inArchive(packing, request, chunk, fd => {
      // The threads write at places of their own, so it is read from its beginning.
      archive = readFileSync(fd)
    })
    left.push(...kept)
    // What is left is counted by whoever copies it.
    files += chunk.length - kept.length
    bytes += sizeOf(chunk) - sizeOf(kept)
    return archive
  })
  // It ends well whatever happens here: that tar must be over before anything else writes what it was given.
  let problem: unknown
  const input = async function* (isWanted: () => boolean): AsyncGenerator<Buffer> {
    try {
      yield* archives(isWanted)
    } catch (error) {
      problem = error
    }
    yield archiveEnd
  }
  const archives = async function* (isWanted: () => boolean): AsyncGenerator<Buffer> {
    for await (const archive of oneAhead(packed)) {
      for (let at = 0; at < archive.length && isWanted(); at += pieceBytes) yield archive.subarray(at, at + pieceBytes)
      if (!isWanted()) return
      tell()
    }
  }
  const said = await extracted(place, input, { isLong: true })
  if (problem instanceof Failure) throw problem
  const refused = said ?? (problem === undefined ? undefined : messageOf(problem))
  if (refused === undefined) return { left }
  files = 0
  bytes = 0
  tell()
  return { left: entries, refused }
}

/** Directories that are there, when nothing comes into them any more: mode, owner, mtime. Says what refused. */
export const setDirectories = (place: ExtractPlace, directories: readonly SourceEntry[]): Promise<string | undefined> =>
  extracted(place, () => directoryMembers(directories), { isNext: true })

/** What refused, in its own words, when not all was extracted. `input`: is asked for no more when nobody wants it there. */
async function extracted(
  { connection, values, keepOwners }: ExtractPlace,
  input: (isWanted: () => boolean) => AsyncIterable<Buffer> | Iterable<Buffer>,
  asked: Asked
): Promise<string | undefined> {
  let isWanted = true
  const onStdout = (): void => {
    isWanted = false
  }
  const told = { ...values, owners: keepOwners ? 'yes' : 'no', list: extractArgs('-', keepOwners) }
  const result = await connection.run(extract, told, { ...asked, onStdout, input: input(() => isWanted) })
  if (result.status === busyStatus || result.status === goneStatus)
    throw farFailure(connection.address, result, 'The new tree could not be written')
  return refusalOf(result)
}

/** Results in order; while one is used, the next work is under way. */
async function* oneAhead<T>(works: readonly (() => Promise<T>)[]): AsyncGenerator<T> {
  let next = works[0]?.()
  for (const [index] of works.entries()) {
    const result = await next
    next = works[index + 1]?.()
    // It is told when it is waited for, which it is not when nobody wants more.
    next?.catch(() => undefined)
    yield result as T
  }
}
