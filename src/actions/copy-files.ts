// Copies files and makes sure of each: what was stored is what the source had when it was read, or it is taken once more.

import type { BytePath } from '../core/byte-path.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { isSparse } from '../core/room.ts'
import { isSameTime } from '../core/stored-time.ts'
import type { OnProgress } from '../core/progress.ts'
import type { ResolvedSource, Source, SourceEntry } from '../ports/source.ts'
import type { PartialTree, Stored } from '../ports/volume.ts'

export interface CopyWork {
  readonly partial: PartialTree
  readonly from: Source
  readonly source: ResolvedSource
  /** The entries carry hashes: read again what is taken again. */
  readonly hash: boolean
  readonly keepOwners: boolean
  readonly linkDest: readonly string[]
  readonly extraArgs: readonly string[]
  readonly onProgress: OnProgress
}

export interface Copied {
  /** As stored, in the order given; a file that changed meanwhile is here as it is now. */
  readonly entries: readonly SourceEntry[]
  /** Those of them that changed after they were first read. */
  readonly changed: ReadonlySet<BytePath>
  /** Gone from the source before they could be copied. */
  readonly vanished: readonly BytePath[]
}

const named = 5

/** `others`: directories and symlinks whose attributes rsync sets along the way. */
export async function copyFiles(
  work: CopyWork,
  files: readonly SourceEntry[],
  others: readonly BytePath[]
): Promise<Copied> {
  if (files.length + others.length === 0) return { entries: [], changed: new Set(), vanished: [] }
  const first = await attempt(work, files, others)
  if (first.again.length === 0 && first.messages.length === 0)
    return { entries: files, changed: new Set(), vanished: [] }

  const paths = first.again.map(entry => entry.path)
  const seen = await work.from.look(work.source, paths, work.hash)
  const fresh = seen.filter(entry => entry !== undefined)
  const turned = fresh.find(entry => entry.type !== 'file')
  if (turned !== undefined) throw keepsChanging([turned.path])
  const second = await attempt(work, fresh, first.messages.length === 0 ? [] : others)
  const there = await work.from.look(
    work.source,
    second.again.map(entry => entry.path),
    false
  )
  const restless = second.again.filter((_, index) => there[index] !== undefined)
  if (restless.length > 0)
    throw keepsChanging(
      restless.map(entry => entry.path),
      second.messages
    )
  if (second.messages.length > 0 && second.again.length === 0) throw notTransferred(second.messages)

  const gone = new Set([
    ...paths.filter((_, index) => seen[index] === undefined),
    ...second.again.map(entry => entry.path)
  ])
  const now = new Map(fresh.map(entry => [entry.path, entry]))
  const entries = files.filter(entry => !gone.has(entry.path)).map(entry => now.get(entry.path) ?? entry)
  return { entries, changed: new Set(now.keys()), vanished: [...gone] }
}

interface Attempt {
  /** Not stored as they were read: changed, vanished, or not transferred. */
  readonly again: readonly SourceEntry[]
  /** What rsync said when it could not transfer everything. */
  readonly messages: readonly string[]
}

async function attempt(work: CopyWork, files: readonly SourceEntry[], others: readonly BytePath[]): Promise<Attempt> {
  const paths = files.map(entry => entry.path)
  if (paths.length + others.length === 0) return { again: [], messages: [] }
  const outcome = await work.partial.copy(
    {
      root: work.source.root,
      paths: [...others, ...paths],
      keepOwners: work.keepOwners,
      isSparse: files.some(isSparse),
      linkDest: work.linkDest,
      extraArgs: work.extraArgs,
      totalBytes: files.reduce((sum, entry) => sum + entry.size, 0)
    },
    work.onProgress
  )
  const now = await work.from.look(work.source, paths, false)
  const stored = await work.partial.inspect(paths)
  const again = files.filter((entry, index) => !isUntouched(entry, now[index]) || !isStored(entry, stored[index]))
  // Its times may hide a change that came right after it was read; only its stored bytes can tell.
  const racy = work.hash ? files.filter(entry => entry.isRacy && !again.includes(entry)) : []
  const digests = await work.partial.hash(racy.map(entry => entry.path))
  again.push(...racy.filter((entry, index) => digests[index] !== entry.sha256))
  return { again, messages: outcome.status === 23 ? outcome.messages : [] }
}

const isUntouched = (before: SourceEntry, now: SourceEntry | undefined): boolean =>
  now?.type === before.type &&
  now.dev === before.dev &&
  now.ino === before.ino &&
  now.size === before.size &&
  now.mtimeNs === before.mtimeNs &&
  now.ctimeNs === before.ctimeNs

const isStored = (entry: SourceEntry, stored: Stored | undefined): boolean =>
  stored?.type === entry.type && stored.size === entry.size && isSameTime(stored.mtimeNs, entry.mtimeNs)

function keepsChanging(paths: readonly BytePath[], messages: readonly string[] = []): Failure {
  const names = paths.slice(0, named).map(path => `\n  ${showName(path)}`)
  const said = messages.slice(0, named).map(message => `\n  rsync: ${message}`)
  const more = paths.length > named ? `\n  and ${paths.length - named} more` : ''
  return new Failure(
    'source',
    `${paths.length} files of the source could not be stored as they were read, also at the second attempt; something is still writing them:${names.join('')}${more}${said.join('')}\nTake the snapshot after the build has ended, or leave them out with "exclude".`
  )
}

const notTransferred = (messages: readonly string[]): Failure =>
  new Failure(
    'rsync',
    `rsync could not store everything:${messages
      .slice(0, named)
      .map(message => `\n  ${message}`)
      .join('')}`
  )
