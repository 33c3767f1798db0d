// Copies files and makes sure of each: what was stored is what the source had when it was read, or it is taken once more.

import { type BytePath, parentPath } from '../core/byte-path.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import { countOf } from '../core/units.ts'
import { isSparse } from '../core/room.ts'
import { isSameTime } from '../core/stored-time.ts'
import type { OnProgress } from '../core/progress.ts'
import type { OldVersion } from '../core/old-version.ts'
import type { ResolvedSource, Source, SourceEntry } from '../ports/source.ts'
import type { PartialTree } from '../ports/partial-tree.ts'
import type { Stored } from '../ports/tree.ts'

export interface CopyWork {
  readonly partial: PartialTree
  readonly from: Source
  readonly source: ResolvedSource
  /** The entries carry hashes: read again what is taken again. */
  readonly hash: boolean
  readonly keepOwners: boolean
  readonly linkDest: readonly string[]
  /** Of large files, by their paths: what their copies may start from. */
  readonly versions?: ReadonlyMap<BytePath, OldVersion>
  readonly extraArgs: readonly string[]
  /** Directories are not to be settled before this; see `CopyRequest`. */
  readonly after?: () => Promise<unknown>
  readonly onProgress: OnProgress
  /** What went another way than it should, and is none the worse for it. */
  readonly onNote: (text: string) => void
}

export interface Copied {
  /** As stored, in the order given; what changed meanwhile is here as it is now. */
  readonly entries: readonly SourceEntry[]
  /** Those of them that changed after they were first read. */
  readonly changed: ReadonlySet<BytePath>
  /** Gone from the source before they could be copied. */
  readonly vanished: readonly BytePath[]
  /** Directories of `entries` that are gone from the source, so that rsync could not give them their attributes. */
  readonly orphaned: readonly SourceEntry[]
  /** Stored as clones of their old versions: the bytes that were written into each. */
  readonly cloned: ReadonlyMap<BytePath, number>
}

/** Directories are made without their contents: rsync sets their attributes, and makes the symlinks, along the way. */
export async function copyFiles(work: CopyWork, entries: readonly SourceEntry[]): Promise<Copied> {
  if (entries.length === 0) return { entries: [], changed: new Set(), vanished: [], orphaned: [], cloned: new Map() }
  const first = await attempt(work, entries)
  if (first.again.length === 0 && first.messages.length === 0)
    return { entries, changed: new Set(), vanished: [], orphaned: [], cloned: first.cloned }

  const seen = await work.from.look(
    work.source,
    first.again.map(entry => entry.path),
    work.hash
  )
  const fresh = new Map(seen.flatMap(entry => (entry === undefined ? [] : [[entry.path, entry] as const])))
  const turned = first.again.find(({ path, type }) => fresh.has(path) && fresh.get(path)?.type !== type)
  if (turned !== undefined) throw keepsChanging([turned.path])
  // By now some are links to a base: rsync would give such an inode a new mode where it stands, in the base too. Without
  // --link-dest every file comes as a new one.
  const retaken = entriesOfSecond(entries, first, fresh)
  const second = await attempt({ ...work, linkDest: [], versions: new Map() }, retaken)
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

  const gone = [...first.again.filter(({ path }) => !fresh.has(path)), ...second.again]
  const vanished = new Set(await notStored(work, gone))
  return {
    entries: entries.filter(({ path }) => !vanished.has(path)).map(entry => fresh.get(entry.path) ?? entry),
    changed: new Set(fresh.keys()),
    vanished: [...vanished],
    orphaned: gone.filter(({ path, type }) => type === 'dir' && !vanished.has(path)),
    cloned: without(first.cloned, [...retaken.map(({ path }) => path), ...vanished])
  }
}

const without = <K, V>(map: ReadonlyMap<K, V>, keys: Iterable<K>): ReadonlyMap<K, V> => {
  const left = new Map(map)
  for (const key of keys) left.delete(key)
  return left
}

/**
 * What is not as it was read, with the directories it is in, whose mtimes a file that comes into them renews; and when
 * rsync refused something that does not show there, whatever it may have been.
 */
function entriesOfSecond(
  entries: readonly SourceEntry[],
  { again, messages }: Attempt,
  fresh: ReadonlyMap<BytePath, SourceEntry>
): readonly SourceEntry[] {
  const holding = new Set(again.map(({ path }) => parentPath(path)))
  const isMeant = ({ path, type }: SourceEntry): boolean =>
    fresh.has(path) ||
    (type === 'dir' && holding.has(path)) ||
    (messages.length > 0 && (again.length === 0 || type !== 'file'))
  const gone = new Set(again.filter(({ path }) => !fresh.has(path)))
  return entries.filter(entry => isMeant(entry) && !gone.has(entry)).map(entry => fresh.get(entry.path) ?? entry)
}

/**
 * Of what is gone from the source, the paths that are not in the new tree either. What was stored whole before it vanished
 * stays, and so does a directory, because files may have been linked into it; a file that was stored with other bytes than were read may be half of one, and nobody can say any more.
 */
async function notStored(work: CopyWork, gone: readonly SourceEntry[]): Promise<readonly BytePath[]> {
  const paths = gone.map(entry => entry.path)
  const stored = await work.partial.inspect(paths)
  const digests = work.hash ? await work.partial.hash(paths) : []
  const isWhole = (entry: SourceEntry, index: number): boolean =>
    isStored(entry, stored[index]) && (!work.hash || digests[index] === entry.sha256)
  const torn = gone.filter(
    (entry, index) => entry.type !== 'dir' && stored[index] !== undefined && !isWhole(entry, index)
  )
  if (torn.length > 0) throw keepsChanging(torn.map(entry => entry.path))
  return paths.filter((_, index) => stored[index] === undefined)
}

interface Attempt {
  /** Not stored as they were read: changed, vanished, or not transferred. */
  readonly again: readonly SourceEntry[]
  /** What rsync said when it could not transfer everything. */
  readonly messages: readonly string[]
  readonly cloned: ReadonlyMap<BytePath, number>
}

async function attempt(work: CopyWork, entries: readonly SourceEntry[]): Promise<Attempt> {
  if (entries.length === 0) return { again: [], messages: [], cloned: new Map() }
  const paths = entries.map(entry => entry.path)
  const outcome = await work.partial.copy(
    {
      root: work.source.root,
      paths,
      // Only these have what tells that nothing changed since they were hashed, and directories that are there already.
      ...(work.hash && { entries }),
      keepOwners: work.keepOwners,
      isSparse: entries.some(isSparse),
      linkDest: work.linkDest,
      extraArgs: work.extraArgs,
      totalBytes: entries.reduce((sum, entry) => sum + entry.size, 0),
      versions: paths.flatMap(path => work.versions?.get(path) ?? []),
      ...(work.after && { after: work.after })
    },
    work.onProgress
  )
  if (outcome.refused !== undefined) work.onNote(slower(outcome.refused))
  const { unsure } = outcome
  const open = unsure === undefined ? entries : entries.filter(({ path }) => unsure.has(path))
  const now = await work.from.look(
    work.source,
    open.map(({ path }) => path),
    false
  )
  const files = open.filter(({ type }) => type === 'file')
  const held = await work.partial.inspect(files.map(({ path }) => path))
  const stored = new Map(files.map((entry, index) => [entry, held[index]]))
  // Whether a directory has the right attributes shows only at the end: links yet to be made renew its mtime.
  const again = open.filter(
    (entry, index) => !isUntouched(entry, now[index]) || (entry.type === 'file' && !isStored(entry, stored.get(entry)))
  )
  // Its times may hide a change that came right after it was read; only its stored bytes can tell.
  const known = new Set(again)
  const racy = work.hash ? open.filter(entry => entry.type === 'file' && entry.isRacy && !known.has(entry)) : []
  const digests = await work.partial.hash(racy.map(entry => entry.path))
  again.push(...racy.filter((entry, index) => digests[index] !== entry.sha256))
  const cloned = outcome.cloned ?? new Map<BytePath, number>()
  return { again, messages: outcome.status === 23 ? outcome.messages : [], cloned }
}

const slower = (refused: string): string =>
  `Small files could not be stored by tar (${refused}), so rsync copied them, which takes longer.`

const isUntouched = (before: SourceEntry, now: SourceEntry | undefined): boolean =>
  now?.type === before.type &&
  now.dev === before.dev &&
  now.ino === before.ino &&
  now.size === before.size &&
  now.mtimeNs === before.mtimeNs &&
  now.ctimeNs === before.ctimeNs

const isStored = (entry: SourceEntry, stored: Stored | undefined): boolean =>
  stored?.type === entry.type &&
  (entry.type !== 'file' || stored.size === entry.size) &&
  stored.target === entry.target &&
  (entry.type === 'link' || isSameTime(stored.mtimeNs, entry.mtimeNs))

function keepsChanging(paths: readonly BytePath[], messages: readonly string[] = []): Failure {
  const names = firstAsLines(paths, path => showName(path))
  const said = firstAsLines(messages, message => `rsync: ${message}`)
  return new Failure(
    'source',
    `${countOf(paths.length, 'path', 'paths')} of the source could not be stored as read, also at the second attempt; something is still writing there:${names}${said}\nTake the snapshot after the build has ended, or leave out with "exclude" what it still writes.`
  )
}

const notTransferred = (messages: readonly string[]): Failure =>
  new Failure('rsync', `rsync could not store everything:${firstAsLines(messages, message => message)}`)
