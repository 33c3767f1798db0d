// The tree being written on this machine: links by the worker threads, copies by rsync, then one rename makes it visible.

import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { Buffer } from 'node:buffer'
import { type BytePath, fsPath, joinPath, pathBytes, pathFromText, pathText } from '../../core/byte-path.ts'
import { showName } from '../../core/display.ts'
import type { Entry } from '../../core/entry.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import type { LinkOutcome, LinkStep, TreeRef } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import { encodeRecord } from '../../core/record-text.ts'
import { copyArgs } from '../../core/rsync-args.ts'
import { explainRsyncExit } from '../../core/rsync-output.ts'
import type { CopyOutcome, CopyRequest, PartialTree } from '../../ports/volume.ts'
import { decimalSeconds } from '../decimal-seconds.ts'
import { nulSeparated } from '../local-source.ts'
import { seriesLayout, type SeriesLayout } from './layout.ts'
import { pointLatest } from './local-series.ts'
import { localTree } from './local-tree.ts'
import { mountOf, readMounts } from './mounts.ts'
import type { VolumeParts } from './parts.ts'
import { publishTree } from './publish-tree.ts'

export interface Where {
  readonly volume: string
  readonly series: string
  readonly layout: SeriesLayout
  readonly id: string
  readonly lockFd: number
}

/** Links are cheap each, so a batch is large; directories go to one thread, because a parent must be there first. */
const linkBatch = 500

export function localPartial(where: Where, parts: VolumeParts): PartialTree {
  const path = join(where.layout.partial, where.id)
  const root = pathFromText(path)
  return {
    ...localTree(path, parts.pool),
    makeDirectories: paths =>
      inPlace(where, async () => {
        await parts.pool.run({ kind: 'make-directories', root, paths })
      }),
    link: (steps, onProgress) => inPlace(where, () => link(where, parts, root, steps, onProgress)),
    copy: (request, onProgress) => inPlace(where, () => copy(where, parts, path, request, onProgress)),
    seal: directories =>
      inPlace(where, async () => {
        // The deepest first: the mode of one above may not let us in any more.
        for (const entry of directories.toReversed()) await setAttributes(parts, joinPath(root, entry.path), entry)
        await syncFilesystem(parts, path)
      }),
    publish: async (record, manifest) => {
      const { layout, id } = where
      await publishTree(layout, id, { path, directory: layout.partial }, encodeRecord(record), manifest)
      pointLatest(layout, id)
    }
  }
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

async function link(
  where: Where,
  parts: VolumeParts,
  root: BytePath,
  steps: readonly LinkStep[],
  onProgress: OnProgress
): Promise<readonly LinkOutcome[]> {
  const rootOf = (tree: TreeRef): BytePath =>
    tree === 'self' ? root : pathFromText(seriesLayout(where.volume, tree.series).snapshot(tree.id))
  let files = 0
  const batches: Promise<LinkOutcome[]>[] = []
  for (let at = 0; at < steps.length; at += linkBatch) {
    const batch = steps.slice(at, at + linkBatch)
    const named = batch.map(({ tree, from, ...step }) => ({ ...step, from: joinPath(rootOf(tree), from) }))
    const outcomes = parts.pool.run({ kind: 'link', root, steps: named }).then(result => {
      files += batch.length
      onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length })
      return batch.map((_, index): LinkOutcome => {
        const failure = result.failures.get(index)
        return failure === undefined ? { linked: true, ino: result.inodes[index] ?? 0n } : { linked: false, ...failure }
      })
    })
    batches.push(outcomes)
  }
  return (await Promise.all(batches)).flat()
}

async function copy(
  where: Where,
  parts: VolumeParts,
  path: string,
  request: CopyRequest,
  onProgress: OnProgress
): Promise<CopyOutcome> {
  // There syncfs(2) reaches nobody; each file has to be synced as it is written.
  const isFuse = mountOf(readMounts(), pathFromText(path))?.filesystem.startsWith('fuse') ?? false
  let files = 0
  let bytes = 0
  let rest = ''
  const result = await parts.processes.run('rsync', {
    args: copyArgs({
      keepOwners: request.keepOwners,
      isSparse: request.isSparse,
      linkDest: request.linkDest,
      extra: [...(isFuse ? ['--fsync'] : []), ...request.extraArgs],
      root: pathText(request.root),
      destination: '.'
    }),
    // Not by its path, which rsync would make anew wherever a symlink in it leads by then.
    cwd: path,
    inherit: where.lockFd,
    input: nulSeparated(request.paths),
    onStdout: piece => {
      const lines = (rest + piece.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        files++
        if (/^\d+$/.test(line)) bytes += Number(line)
      }
      onProgress({ doing: 'copying', files, bytes, totalFiles: request.paths.length, totalBytes: request.totalBytes })
    }
  })
  const messages = result.stderr.split('\n').filter(line => line !== '')
  const said = messages.slice(0, 5).map(message => `\n  ${message}`)
  // Without an inode rsync says 23, as if this were about single files.
  if (result.status !== 0 && messages.some(message => noSpace.test(message))) {
    throw new Failure(
      'room',
      `The volume is full: there is no space left, or no inode, for all of the snapshot.${said.join('')}\nFree some (df shows space, df -i shows inodes), or keep fewer snapshots. Nothing was published.`
    )
  }
  if (result.status === 0 || result.status === 23 || result.status === 24) return { status: result.status, messages }
  throw new Failure('rsync', `rsync failed: ${explainRsyncExit(result.status)}${said.join('')}`)
}

/** At the end of a message, where no file name stands. */
const noSpace = /: (?:No space left on device|Disk quota exceeded) \(\d+\)$/

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
