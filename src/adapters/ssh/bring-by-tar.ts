// Brings small files of a far snapshot to this machine in one archive: made there by one tar, whatever their number, and read here as it comes.

import { closeSync, writeSync } from 'node:fs'
import type { BytePath } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import type { PackedFile } from '../../ports/target.ts'
import { TarReader } from '../tar-reader.ts'
import { openUnnamed } from '../unnamed-file.ts'
import { paddedToBlocks, tarHeaderSize } from '../workers/tar-record.ts'
import { type Bringing, noRoomFor, type WantedFile } from './bringing.ts'
import { listOf, relative } from './nul-list.ts'
import { pack } from './scripts/tree.ts'

export interface Archive {
  readonly files: ReadonlyMap<BytePath, PackedFile>
  close(): void
}

/** What its end takes at most, and what files may have grown by since. */
const slack = 16 * 1024 * 1024

/**
 * What is not there is missing in it. Undefined where there is no such archive to be had: also where a file could not be read
 * to its end, since tar fills it up with zeros then.
 */
export async function bringByTar({ connection, tree, files, onFiles, end }: Bringing): Promise<Archive | undefined> {
  const archive = openUnnamed(connection.scratch)
  const found = new Map<BytePath, PackedFile>()
  const wanted = new Set(files.map(({ path }) => path))
  const most = mostBytesOf(files)
  let [bytes, written] = [0, 0]
  let problem: unknown
  const broken = new AbortController()
  let isOpen = true
  const close = (): void => {
    isOpen = false
    closeSync(archive)
  }
  const reader = new TarReader((path, offset, size) => {
    const own = relative(path)
    // Each is asked for once.
    if (!wanted.delete(own)) throw new Error('the archive holds a file that was not asked for')
    found.set(own, { archive, offset, size })
    bytes += size
  })
  const onStdout = (piece: Buffer): void => {
    // By the number that it had, another file could be written.
    if (!isOpen || problem !== undefined) return
    try {
      for (let at = 0; at < piece.length;) at += writeSync(archive, piece, at)
      written += piece.length
      if (written > most) throw new Error('the archive is longer than what was asked for')
      reader.push(piece)
      onFiles(found.size, bytes)
    } catch (error) {
      problem = error
      broken.abort()
    }
  }
  try {
    const input = listOf(files.map(({ path }) => path))
    const packed = connection.run(pack, { tree }, { input, onStdout, isLong: true })
    const result = await beforeThe(AbortSignal.any([end, broken.signal]), packed)
    const isFull = problem !== undefined && ['ENOSPC', 'EDQUOT'].includes(codeOf(problem) ?? '')
    if (isFull) throw noRoomFor(connection, `\n  ${messageOf(problem)}`)
    if (result?.status === 0 && problem === undefined && reader.isWhole) return { files: found, close }
  } catch (error) {
    close()
    throw error
  }
  close()
  return undefined
}

/** Of an archive of these files, as long as they are what was stored. */
const mostBytesOf = (files: readonly WantedFile[]): number =>
  files.reduce((sum, { path, size }) => sum + tarHeaderSize({ name: `./${path}` }) + paddedToBlocks(size), slack)

/** Undefined when that came first: nobody waits any more for what is under way. */
async function beforeThe<T>(end: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  // It fails later, when the connection is closed.
  work.catch(() => undefined)
  if (end.aborted) return undefined
  const ended = new Promise<undefined>(resolve => {
    const tell = (): void => {
      resolve(undefined)
    }
    end.addEventListener('abort', tell, { once: true })
  })
  return await Promise.race([work, ended])
}
