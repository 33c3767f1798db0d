// Copies of snapshots in the GitHub Actions cache: packed into one file before, laid out as a volume after.

import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { pathText } from '../../core/byte-path.ts'
import { Failure, messageOf } from '../../core/failure.ts'
import type { Entry } from '../../core/entry.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CacheTrouble, Found, Kept, SnapshotCopies } from '../../ports/snapshot-copies.ts'
import type { Series, Volume } from '../../ports/volume.ts'
import type { Processes } from '../process.ts'
import { absentVolume } from '../volume/absent-volume.ts'
import { seriesLayout } from '../volume/layout.ts'
import { pack, unpack } from './archive.ts'
import { type Answered, CacheClient, type Environment, whyNoCache } from './client.ts'
import { makeScratch, type Scratch } from './scratch.ts'
import { layOut, writeSnapshot } from './snapshot-entry.ts'

export interface CopyParts {
  readonly processes: Processes
  readonly env: Environment
  readonly tempDir: string
  /** The program that asks the cache. */
  readonly script: string
  /** Opens a directory as a volume. */
  readonly volumeAt: (directory: string) => Volume
}

export interface ClosableCopies extends SnapshotCopies {
  close(): void
}

/** What the entry of a snapshot's files holds; nothing where it has none. */
const archiveName = 'files.tar'

/** How the cache is called where a volume would have its path. */
const volumeName = 'the GitHub Actions cache'

/** Never throws: where there can be no copies, they are unavailable. */
export function snapshotCopies(parts: CopyParts): ClosableCopies {
  const why = whyNoCache(parts.env)
  if (why !== undefined) return noCopies(why)
  try {
    return usableCopies(parts, makeScratch(parts.tempDir, parts.env.PATH ?? ''))
  } catch (error) {
    return noCopies(messageOf(error))
  }
}

function noCopies(unavailable: string): ClosableCopies {
  const trouble: CacheTrouble = { state: 'failed', why: unavailable }
  const refuse = (): Promise<CacheTrouble> => Promise.resolve(trouble)
  return {
    unavailable,
    volume: absentVolume(volumeName, `${unavailable}.`),
    find: refuse,
    keepFiles: refuse,
    keepSnapshot: refuse,
    bringSnapshot: refuse,
    bringFiles: refuse,
    close: () => undefined
  }
}

function usableCopies({ processes, env, script, volumeAt }: CopyParts, scratch: Scratch): ClosableCopies {
  const client = new CacheClient(processes, script, env, scratch)
  const brought = new Set<string>()
  return {
    volume: { ...volumeAt(scratch.volume), name: volumeName },
    find: async key => found(await client.ask('find', [key]), matched => matched === key),
    keepFiles: (key, series, id, files, onProgress) =>
      keep(scratch, client, key, () => packFiles(processes, scratch, series, id, files, onProgress), onProgress),
    keepSnapshot: (key, records, manifest) =>
      keep(scratch, client, key, () => writeSnapshot(scratch.cached, records, manifest)),
    bringSnapshot: async (start, series) => {
      if (brought.has(start)) return { state: 'found' }
      const take = (answer: string): void => {
        brought.add(answer)
        layOut(scratch.cached, scratch.volume, series)
      }
      return await bring(scratch, client, [start, start], take)
    },
    bringFiles: (key, series, id, onProgress) => {
      const take = async (): Promise<void> => {
        const archive = join(scratch.cached, archiveName)
        if (isFile(archive)) await unpack(processes, archive, seriesLayout(scratch.volume, series).snapshot(id))
      }
      return bring(scratch, client, [key], take, onProgress)
    },
    close: () => {
      scratch.remove()
    }
  }
}

/** `keys`: one that has to be met exactly, or that one and how the key that is meant begins. */
async function bring(
  scratch: Scratch,
  client: CacheClient,
  keys: readonly [key: string, ...starts: string[]],
  take: (matched: string) => Promise<void> | void,
  onProgress?: OnProgress
): Promise<Found> {
  const [key, start] = keys
  scratch.clear()
  try {
    const answer = await client.ask('bring', keys, onProgress)
    const state = found(answer, matched => (start === undefined ? matched === key : matched.startsWith(start)))
    if (state.state === 'found') await take(answer.matched ?? key)
    return state
  } finally {
    scratch.clear()
  }
}

/** A cache that has no entry of a key may answer with one whose key only begins like it. */
function found({ matched, trouble }: Answered, isMeant: (matched: string) => boolean): Found {
  if (matched !== undefined && isMeant(matched)) return { state: 'found' }
  return trouble === undefined ? { state: 'absent' } : { state: 'failed', why: trouble }
}

async function keep(
  scratch: Scratch,
  client: CacheClient,
  key: string,
  fill: () => Promise<void>,
  onProgress?: OnProgress
): Promise<Kept> {
  scratch.clear()
  try {
    await fill()
    const { isSaved, trouble } = await client.ask('save', [key], onProgress)
    return isSaved === true
      ? { state: 'kept' }
      : { state: 'failed', why: trouble ?? 'the cache refused it and did not say why' }
  } finally {
    scratch.clear()
  }
}

/** What an entry of strangers may have in its place is not followed. */
const isFile = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isFile() === true

async function packFiles(
  processes: Processes,
  scratch: Scratch,
  series: Series,
  id: string,
  files: readonly Entry[],
  onProgress: OnProgress
): Promise<void> {
  const archive = join(scratch.cached, archiveName)
  if (files.length === 0) return
  const paths = files.map(({ path }) => path)
  if (series.bring === undefined) {
    await pack(processes, archive, series.tree(id).path, paths)
    return
  }
  let at = 0
  for await (const { tree, count } of series.bring(id, files, 'apart', onProgress)) {
    await pack(processes, archive, pathText(tree), paths.slice(at, at + count))
    at += count
  }
  if (at < paths.length) throw new Failure('volume', 'not all files of the snapshot came from the volume')
}
