// Brings small files of a far snapshot to this machine in one archive: made there by one tar, whatever their number, and read here as it comes.

import { closeSync, writeSync } from 'node:fs'
import type { BytePath } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import type { PackedFile } from '../../ports/target.ts'
import { openArchive } from '../packed-chunks.ts'
import { TarReader } from '../tar-reader.ts'
import { noRoomFor } from './bring-by-rsync.ts'
import type { Bringing } from './far-files.ts'
import { listOf, relative } from './nul-list.ts'
import { pack } from './scripts/tree.ts'

export interface Archive {
  readonly files: ReadonlyMap<BytePath, PackedFile>
  close(): void
}

/** What tar ends with that could not read some files, or that changed meanwhile: those are missing, or other bytes. */
const someMissing = 2

/** What could not be read there is missing in it. Undefined where there is no such archive to be had. */
export async function bringByTar({ connection, tree, files, onFiles, end }: Bringing): Promise<Archive | undefined> {
  const archive = openArchive(connection.scratch)
  const found = new Map<BytePath, PackedFile>()
  let bytes = 0
  let problem: unknown
  let isOpen = true
  const close = (): void => {
    isOpen = false
    closeSync(archive)
  }
  const reader = new TarReader((path, offset, size) => {
    found.set(relative(path), { archive, offset, size })
    bytes += size
  })
  const onStdout = (piece: Buffer): void => {
    // By the number that it had, another file could be written.
    if (!isOpen || problem !== undefined) return
    try {
      for (let at = 0; at < piece.length;) at += writeSync(archive, piece, at)
      reader.push(piece)
      onFiles(found.size, bytes)
    } catch (error) {
      problem = error
    }
  }
  try {
    const input = listOf(files.map(({ path }) => path))
    const packed = connection.run(pack, { tree }, { input, onStdout, isLong: true })
    const result = await beforeThe(end, packed)
    const isFull = problem !== undefined && ['ENOSPC', 'EDQUOT'].includes(codeOf(problem) ?? '')
    if (isFull) throw noRoomFor(connection.scratch, `\n  ${messageOf(problem)}`)
    if (result !== undefined && result.status <= someMissing && problem === undefined && reader.isWhole)
      return { files: found, close }
  } catch (error) {
    close()
    throw error
  }
  close()
  return undefined
}

/** Undefined when that came first: nobody waits any more for what is under way. */
async function beforeThe<T>(end: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  // It fails later, when the connection is closed.
  work.catch(() => undefined)
  return await new Promise<T | undefined>((resolve, reject) => {
    if (end.aborted) resolve(undefined)
    const onEnd = (): void => {
      resolve(undefined)
    }
    end.addEventListener('abort', onEnd, { once: true })
    work.then(resolve, reject).finally(() => {
      end.removeEventListener('abort', onEnd)
    })
  })
}
