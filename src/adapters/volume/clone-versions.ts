// Stores large files as clones of their old versions with the changed blocks written in; what cannot be cloned is left out.

import { rmSync, statfsSync } from 'node:fs'
import { type BytePath, fsPath, joinPath, pathFromText } from '../../core/byte-path.ts'
import { showName } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import type { OldVersion } from '../../core/old-version.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CopyRequest } from '../../ports/partial-tree.ts'
import type { PatchResult } from '../workers/clone-protocol.ts'
import { seriesLayout } from './layout.ts'
import type { VolumeParts } from './parts.ts'

/** What one thread compares at once: a large file keeps all threads busy, and a cancelled run is done soon. */
const rangeBytes = 64 * 1024 * 1024

/** Blocks are at least this large on what clones; larger ones than this would only make a range of one. */
const [smallestBlock, largestBlock] = [4096, 1024 * 1024]

interface Place {
  readonly volume: string
  /** The tree being written. */
  readonly root: BytePath
  readonly filesystem: string
}

/** Of each file that was stored so, the bytes that were written into its clone, in whole blocks. */
export async function cloneVersions(
  place: Place,
  parts: VolumeParts,
  request: CopyRequest,
  onProgress: OnProgress
): Promise<ReadonlyMap<BytePath, number>> {
  const cloned = new Map<BytePath, number>()
  const left = [...(request.versions ?? [])]
  const block = Math.min(Math.max(statfsSync(fsPath(place.root)).bsize, smallestBlock), largestBlock)
  let isRefused = false
  let bytes = 0
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && !isRefused; next = left.shift()) {
      const done = await cloneOne(place, parts, request.root, block, next, more => {
        bytes += more
        const { totalBytes, paths } = request
        onProgress({ doing: 'copying', files: cloned.size, bytes, totalFiles: paths.length, totalBytes })
      })
      if (done === 'never') isRefused = true
      else if (done !== undefined) cloned.set(next.path, done)
    }
  }
  await Promise.all(Array.from({ length: parts.pool.jobs }, work))
  return cloned
}

/** The bytes written; undefined when it is to be copied, `never` when no file can be cloned here. Then nothing is left of it. */
async function cloneOne(
  { volume, root, filesystem }: Place,
  { pool, processes }: VolumeParts,
  sourceRoot: BytePath,
  block: number,
  { path, tree, from, size }: OldVersion,
  onBytes: (bytes: number) => void
): Promise<number | 'never' | undefined> {
  const source = joinPath(sourceRoot, path)
  const target = joinPath(root, path)
  const baseRoot = tree === 'self' ? root : pathFromText(seriesLayout(volume, tree.series).snapshot(tree.id))
  const start = await pool.run({ kind: 'clone', source, base: joinPath(baseRoot, from), target, size })
  if (start.state === 'shared') throw isShared(path)
  if (start.state === 'refused') return start.isFinal ? 'never' : undefined
  if (filesystem === 'xfs') await allocateByBlocks(processes, target)

  const ranges: Promise<PatchResult>[] = []
  for (let at = 0; at < size; at += rangeBytes) {
    const to = Math.min(at + rangeBytes, size)
    const range = pool.run({ kind: 'patch', source, target, ino: start.ino, from: at, to, block })
    ranges.push(
      range.then(result => {
        onBytes(to - at)
        return result
      })
    )
  }
  // All of them, before anything is removed under one that is still writing.
  const results = await Promise.all(ranges)
  if (results.some(({ state }) => state === 'shared')) throw isShared(path)
  if (results.some(({ state }) => state === 'failed')) {
    rmSync(fsPath(target), { force: true })
    return undefined
  }
  return results.reduce((sum, result) => sum + (result.state === 'patched' ? result.written : 0), 0)
}

/**
 * xfs reserves 128 KiB around each block that is written into a clone, and takes back what stays unused only minutes later:
 * 1 GiB with 1 % of its blocks changed held 287 MB instead of 10. Without the program it is so, until then.
 */
async function allocateByBlocks(processes: VolumeParts['processes'], target: BytePath): Promise<void> {
  const name = fsPath(target)
  // An argument of ours is text; a name of other bytes goes without.
  if (typeof name !== 'string') return
  try {
    await processes.run('xfs_io', { args: ['-c', 'cowextsize 4096', name] })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

const isShared = (path: BytePath): Failure =>
  new Failure(
    'volume',
    `${showName(path)} was to start as a clone of its old version, and what the volume made is no file of its own but shares the stored one. It was not touched and nothing was published. Check the filesystem of the volume.`
  )
