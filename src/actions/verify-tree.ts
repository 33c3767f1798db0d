// Holds one tree against its manifest: every path by lstat, every directory by its names, and the files of the sample by their bytes.

import { type BytePath, joinPath, parentPath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import { differenceOf, type Finding, type Held, isMtimeAlone, rotten } from '../core/verify-damage.ts'
import { tidy } from '../core/verify-findings.ts'
import type { StoredTree, Unreadable } from '../ports/tree.ts'

/** A file that may be read, and what lstat says of it. */
export interface Readable {
  readonly entry: Entry
  readonly held: Held
  /** What lstat alone found wrong. */
  readonly finding?: Finding
}

export interface TreeCheck {
  readonly tree: StoredTree
  /** Sorted by path, the top first. */
  readonly entries: readonly Entry[]
  /** Whether this file is to be read now. */
  readonly wants: (file: Readable) => boolean
  readonly onLooked: (entries: readonly Entry[]) => void
  readonly onRead: (files: number, bytes: number) => void
  /** It was read and is what was stored. */
  readonly onWhole: (file: Readable) => void
  /**
   * Of an adopted tree: how many FIFOs, sockets and devices there are that its manifest does not name, as it never does.
   * In any other tree nobody but a stranger can have made them, and they are extra.
   */
  readonly onSpecials?: (count: number) => void
}

/** Paths looked at in one go. Over ssh each is some commands: with 2,000 a verification of 200,000 tiny files took twice as long. */
const lookedAtOnce = 10_000

/** How many of those may have files that are still being read: enough to keep all threads busy, few enough to remember. */
const mostReading = 4

/** Bytes from which on a file is begun with, lest one thread is still at it when the others have nothing left. */
const large = 32 * 1024 * 1024

export async function checkTree(check: TreeCheck): Promise<readonly Finding[]> {
  const { tree, entries } = check
  const findings: Finding[] = []
  const timeAlone = new Set<Finding>()
  const directories: Entry[] = []
  const reading: Promise<readonly Finding[]>[] = []
  const ordered = readingOrder(entries)
  for (let at = 0; at < ordered.length; at += lookedAtOnce) {
    const batch = ordered.slice(at, at + lookedAtOnce)
    const seen = await tree.look(batch.map(({ path }) => path))
    const files: Readable[] = []
    batch.forEach((entry, index) => {
      const held = seen[index]
      const finding = isUnreadable(held) ? unreadable(entry, held) : differenceOf(entry, held)
      if (held === undefined || isUnreadable(held) || held.type !== entry.type) {
        if (finding !== undefined) findings.push(finding)
        return
      }
      if (entry.type === 'dir') directories.push(entry)
      const file = { entry, held, ...(finding !== undefined && { finding }) }
      if (entry.type === 'file' && finding?.kind !== 'size' && check.wants(file)) files.push(file)
      else if (finding !== undefined) {
        findings.push(finding)
        if (entry.type === 'dir' && isMtimeAlone(entry, held)) timeAlone.add(finding)
      }
    })
    check.onLooked(batch)
    if (files.length === 0) continue
    const read = readFiles(check, files)
    // It is awaited later; should something else fail before that, its own failure adds nothing.
    read.catch(() => undefined)
    reading.push(read)
    if (reading.length >= mostReading) findings.push(...((await reading.shift()) ?? []))
  }
  const added = await extras(check, directories, findings)
  return tidy([...findings, ...added, ...(await Promise.all(reading)).flat()], timeAlone)
}

/** Hashes files; what is wrong with each of them, that which lstat found before included. */
export async function readFiles(
  { tree, onRead, onWhole }: Pick<TreeCheck, 'tree' | 'onRead' | 'onWhole'>,
  files: readonly Readable[]
): Promise<readonly Finding[]> {
  const digests = await tree.reread(
    files.map(({ entry }) => entry),
    onRead
  )
  return files.flatMap((file, index): Finding | readonly Finding[] => {
    const { entry, held, finding } = file
    const digest = digests[index]
    if (digest === undefined)
      return { kind: 'missing', path: entry.path, why: 'it vanished while it was verified', entry }
    if (typeof digest !== 'string') return { ...unreadable(entry, digest), ino: held.ino }
    if (digest !== entry.sha256) return rotten(entry, held)
    onWhole(file)
    return finding ?? []
  })
}

/** In the order of the manifest, which is that in which they were stored. */
function readingOrder(entries: readonly Entry[]): readonly Entry[] {
  const first = entries.filter(({ size }) => size >= large).sort((a, b) => b.size - a.size)
  return first.length === 0 ? entries : [...first, ...entries.filter(({ size }) => size < large)]
}

const isUnreadable = (seen: object | undefined): seen is Unreadable => seen !== undefined && 'unreadable' in seen

const unreadable = (entry: Entry, { unreadable }: Unreadable): Finding => ({
  kind: 'unreadable',
  path: entry.path,
  why: unreadable,
  entry
})

/**
 * What the manifest does not name. A directory that holds as many names as the manifest has there, none of which is
 * missing, holds nothing else: so names are compared one by one only where something is wrong.
 */
async function extras(
  { tree, entries, onSpecials }: TreeCheck,
  directories: readonly Entry[],
  findings: readonly Finding[]
): Promise<readonly Finding[]> {
  const counts = new Map<BytePath, number>()
  for (const { path } of entries) {
    if (path === '.') continue
    const parent = parentPath(path)
    counts.set(parent, (counts.get(parent) ?? 0) + 1)
  }
  for (const { kind, path } of findings) if (kind === 'missing') counts.set(parentPath(path), -1)
  const listed = await tree.list(directories.map(({ path }) => path))
  const found: Finding[] = []
  const doubtful = new Map<BytePath, readonly BytePath[]>()
  directories.forEach((directory, index) => {
    const names = listed[index]
    if (isUnreadable(names)) found.push(unreadable(directory, names))
    else if (names !== undefined && names.length !== (counts.get(directory.path) ?? 0))
      doubtful.set(directory.path, names)
  })
  if (doubtful.size === 0) return found
  const known = new Set(entries.filter(({ path }) => doubtful.has(parentPath(path))).map(({ path }) => path))
  const unknown = [...doubtful].flatMap(([directory, names]) =>
    names.map(name => joinPath(directory, name)).filter(path => !known.has(path))
  )
  const seen = onSpecials === undefined ? [] : await tree.look(unknown)
  const extra = unknown.filter((_, index) => !isSpecial(seen[index]))
  if (extra.length < unknown.length) onSpecials?.(unknown.length - extra.length)
  return [...found, ...extra.map((path): Finding => ({ kind: 'extra', path, why: 'it was never stored there' }))]
}

const isSpecial = (seen: Awaited<ReturnType<StoredTree['look']>>[number]): boolean =>
  seen !== undefined && 'type' in seen && seen.type === 'other'
