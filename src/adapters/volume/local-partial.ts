// The tree being written on this machine: links by the worker threads, copies by rsync, then one rename makes it visible.

import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { Buffer } from 'node:buffer'
import { type BytePath, fsPath, joinPath, pathBytes, pathFromText } from '../../core/byte-path.ts'
import { showName } from '../../core/display.ts'
import type { Entry } from '../../core/entry.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import type { TreeRef } from '../../core/link-step.ts'
import { encodeRecord } from '../../core/record-text.ts'
import type { PartialTree } from '../../ports/partial-tree.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import { packManifest } from '../packed-manifest.ts'
import { seriesLayout, type SeriesLayout } from './layout.ts'
import { localCopy } from './local-copy.ts'
import { pointLatest } from './local-series.ts'
import { inspectAll, localTree } from './local-tree.ts'
import { makeLinks } from './make-links.ts'
import type { VolumeParts } from './parts.ts'
import { publishTree } from './publish-tree.ts'

export interface Where {
  readonly volume: string
  readonly series: string
  readonly layout: SeriesLayout
  readonly id: string
  readonly lockFd: number
}

/** With fewer, the program that copies beside them takes longer than they do: it comes twice then, once for directories. */
const linksToCopyBeside = 2000

/** Enough that messages cost little. */
const directoryBatch = 200

export function localPartial(where: Where, parts: VolumeParts): PartialTree {
  const path = join(where.layout.partial, where.id)
  const root = pathFromText(path)
  const tree = localTree(path, parts.pool)
  return {
    ...tree,
    makeDirectories: paths => inPlace(where, () => makeDirectories(parts, root, paths)),
    link: (steps, onProgress) => {
      const rootOf = (tree: TreeRef): BytePath =>
        tree === 'self' ? root : pathFromText(seriesLayout(where.volume, tree.series).snapshot(tree.id))
      return inPlace(where, () => makeLinks(parts.pool, root, steps, rootOf, onProgress))
    },
    linksToCopyBeside,
    copy: (request, onProgress) =>
      inPlace(where, () =>
        localCopy({ volume: where.volume, tree: path, lockFd: where.lockFd }, parts, request, onProgress)
      ),
    seal: (directories, paths = [], onProgress) =>
      inPlace(where, async () => {
        // The deepest first: the mode of one above may not let us in any more.
        for (const entry of directories.toReversed()) await setAttributes(parts, joinPath(root, entry.path), entry)
        await syncFilesystem(parts, path)
        return await inspectAll(path, parts.pool, paths, onProgress)
      }),
    publish: async (record, manifest) => {
      const { layout, id } = where
      await publishTree(layout, id, { path, directory: layout.partial }, encodeRecord(record), manifest)
      pointLatest(layout, id)
    },
    pack: packManifest
  }
}

/** Those at the top by one thread, because a parent must be there first; then what is below each by whichever is free. */
async function makeDirectories(parts: VolumeParts, root: BytePath, paths: readonly BytePath[]): Promise<void> {
  const make = async (some: readonly BytePath[]): Promise<void> => {
    await parts.pool.run({ kind: 'make-directories', root, paths: some })
  }
  await make(paths.filter(path => !path.includes('/')))
  const batches: BytePath[][] = []
  let last = ''
  for (const path of paths) {
    const slash = path.indexOf('/')
    if (slash < 0) continue
    const top = path.slice(0, slash)
    const batch = batches.at(-1)
    // All that is below one of them stays together; several small ones are one batch.
    if (batch !== undefined && (top === last || batch.length < directoryBatch)) batch.push(path)
    else batches.push([path])
    last = top
  }
  await Promise.all(batches.map(make))
}

/** What we made ourselves a moment ago can only be gone because somebody else works there. */
async function inPlace<T>({ layout, id }: Where, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure || !['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) throw error
    throw new Failure(
      'volume',
      `The tree of ${id} is not where it was made any more: ${messageOf(error)}. Something else changes ${layout.own}; let nothing but this action write there. Nothing was published.`,
      { cause: error }
    )
  }
}

async function setAttributes(parts: VolumeParts, directory: BytePath, entry: Entry): Promise<void> {
  const path = fsPath(directory)
  if (entry.owner !== undefined) chownSync(path, entry.owner.uid, entry.owner.gid)
  chmodSync(path, entry.mode)
  // node:fs takes times as floating seconds, which are 200 ns coarse by now; touch takes every digit.
  // By xargs, because a name may be any bytes, and an argument of ours is text.
  const touch = ['touch', '--no-create', `--date=@${decimalSeconds(entry.mtimeNs)}`, '--']
  const touched = await parts.processes.run('xargs', {
    args: ['--null', ...touch],
    input: [pathBytes(directory), Buffer.alloc(1)]
  })
  if (touched.status !== 0) {
    throw new Failure('volume', `The time of ${showName(directory)} could not be set: ${touched.stderr.trim()}`)
  }
}

export async function syncFilesystem(parts: VolumeParts, path: string): Promise<void> {
  const result = await parts.processes.run('sync', { args: ['--file-system', path] })
  if (result.status !== 0) {
    throw new Failure(
      'stored',
      `The volume did not confirm that the snapshot is on stable storage: ${result.stderr.trim()}. Nothing was published; check the disk.`
    )
  }
}
