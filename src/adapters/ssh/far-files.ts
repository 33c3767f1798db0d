// Brings files of a far snapshot to this machine, part by part, so that what lies here twice never is much.

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathFromText } from '../../core/byte-path.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { Brought, HowBrought } from '../../ports/volume.ts'
import { batchesOf } from '../batches.ts'
import { largestPacked } from '../workers/pack.ts'
import { bringByRsync } from './bring-by-rsync.ts'
import { type Archive, bringByTar } from './bring-by-tar.ts'
import { type Bringing, bytesOf, mostBytes, type WantedFile } from './bringing.ts'
import type { Connection } from './connection.ts'
import { checkRsync } from './far-rsync.ts'

/** Of two parts that are here at once. A file that is larger comes alone. */
const partBytes = mostBytes / 2
const partFiles = 20_000

/** While one is used, the next one comes. */
export async function* bringFiles(
  connection: Connection,
  tree: string,
  files: readonly WantedFile[],
  how: HowBrought,
  onProgress: OnProgress
): AsyncGenerator<Brought> {
  checkRsync(connection)
  const parts = partsOf(files)
  const [totalFiles, totalBytes] = [files.length, bytesOf(files)]
  const end = new AbortController()
  let done = { files: 0, bytes: 0 }
  let isWaitedFor = false
  const begin = (part: readonly WantedFile[]): Promise<Part> => {
    const onFiles = (count: number, bytes: number): void => {
      if (isWaitedFor)
        onProgress({ doing: 'fetching', files: done.files + count, bytes: done.bytes + bytes, totalFiles, totalBytes })
    }
    const brought = bringPart({ connection, tree, files: part, onFiles, end: end.signal }, how)
    // It is told to whoever waits for it.
    brought.catch(() => undefined)
    return brought
  }
  let ahead = begin(parts[0] ?? [])
  let isAhead = true
  try {
    for (const [index, files] of parts.entries()) {
      isWaitedFor = true
      const part = await (isAhead ? ahead : begin(files))
      isWaitedFor = false
      done = { files: done.files + files.length, bytes: done.bytes + bytesOf(files) }
      const next = parts[index + 1]
      isAhead = next !== undefined && bytesOf(files) + bytesOf(next) <= mostBytes
      if (next !== undefined && isAhead) ahead = begin(next)
      try {
        yield { tree: pathFromText(part.near), packed: part.archive?.files ?? new Map(), count: files.length }
      } finally {
        close(part)
      }
    }
  } finally {
    end.abort()
    if (isAhead) await ahead.then(close, () => undefined)
  }
}

/** One, and empty, of nothing. */
function partsOf(files: readonly WantedFile[]): readonly (readonly WantedFile[])[] {
  const parts = batchesOf(files, partFiles, partBytes, ({ size }) => size)
  return parts.length === 0 ? [[]] : parts
}

interface Part {
  /** A directory. */
  readonly near: string
  readonly archive?: Archive
}

function close({ near, archive }: Part): void {
  archive?.close()
  rmSync(near, { recursive: true, force: true })
}

async function bringPart(bringing: Bringing, how: HowBrought): Promise<Part> {
  const { connection, files, end } = bringing
  const near = mkdtempSync(join(connection.scratch, 'files-'))
  const onFiles = risingOnly(bringing.onFiles)
  let part: Part = { near }
  try {
    const isPacked = how === 'together' && connection.far.hasGnuTar
    const small = isPacked ? files.filter(({ size }) => size <= largestPacked) : []
    const archive = small.length === 0 ? undefined : await bringByTar({ ...bringing, files: small, onFiles })
    if (archive !== undefined) part = { near, archive }
    // Also what is missing in the archive: rsync needs less to find it, and brings what else stands there.
    const left = archive === undefined ? files : files.filter(({ path }) => !archive.files.has(path))
    const [before, bytesBefore] = [files.length - left.length, bytesOf(files) - bytesOf(left)]
    const onLeft = (count: number, bytes: number): void => {
      onFiles(before + count, bytesBefore + bytes)
    }
    if (left.length > 0 && !end.aborted) await bringByRsync({ ...bringing, files: left, onFiles: onLeft }, near)
    return part
  } catch (error) {
    close(part)
    throw error
  }
}

/** What is brought a second time is told of when it is more than before. */
function risingOnly(tell: Bringing['onFiles']): Bringing['onFiles'] {
  let most = 0
  return (files, bytes) => {
    if (files < most) return
    most = files
    tell(files, bytes)
  }
}
