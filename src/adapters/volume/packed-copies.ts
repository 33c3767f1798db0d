// Many small copies at once: packed by the worker threads, extracted by one tar, which costs a fraction of what rsync takes.

import type { Buffer } from 'node:buffer'
import { allOf } from '../../core/all-of.ts'
import { Failure, messageOf } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CopyRequest } from '../../ports/partial-tree.ts'
import type { SourceEntry } from '../../ports/source.ts'
import type { Packed } from '../copy-many.ts'
import { extractArgs, refusalOf } from '../extract-args.ts'
import { keepsModes } from '../mode-probe.ts'
import { chunksOf, directoryMembers, inArchive, sizeOf } from '../packed-chunks.ts'
import type { VolumeParts } from './parts.ts'

/** What one tar extracts. */
const chunkFiles = 8000
const chunkBytes = 32 * 1024 * 1024

/** While one tar extracts, the threads pack for the other. */
const lanes = 2

export interface PackPlace {
  /** Absolute path of the tree being written. */
  readonly tree: string
  readonly lockFd: number
}

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
  const chunks = chunksOf(entries, chunkFiles, chunkBytes)
  const waiting = chunks.values()
  let refused: string | undefined
  let files = 0
  let bytes = 0
  const store = (chunk: readonly SourceEntry[]): Promise<readonly SourceEntry[]> =>
    inArchive(parts, request, chunk, archive => extract(place, parts, request.keepOwners, { stdin: archive }))
  const work = async (): Promise<void> => {
    for (const chunk of waiting) {
      let kept: readonly SourceEntry[] = chunk
      try {
        if (refused === undefined) kept = await store(chunk)
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

/** Throws what tar said, if it did not do all. */
async function extract(
  place: PackPlace,
  { processes }: VolumeParts,
  keepOwners: boolean,
  from: { readonly input: Iterable<Buffer> } | { readonly stdin: number }
): Promise<void> {
  const { tree, lockFd } = place
  const args = extractArgs('-', keepOwners)
  const refused = refusalOf(await processes.run('tar', { args, cwd: tree, inherit: lockFd, ...from }))
  if (refused !== undefined) throw new Error(refused)
}
