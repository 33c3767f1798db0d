// The plan of `compare: quick`: what rsync's own comparison of size and time is expected to link. Pure.

import type { BytePath } from './byte-path.ts'
import type { Cause } from './cause.ts'
import { type Entry, sameOwner } from './entry.ts'
import type { Base, Difference } from './plan.ts'

/** A regular file that rsync should link, because a base holds one of the same size, mtime and attributes. */
export interface Expected<E extends Entry> {
  readonly entry: E
  readonly base: Base
  /** Carries the SHA-256 these bytes were stored with; quick comparison trusts times and reads nothing. */
  readonly before: Entry
}

export interface QuickPlan<E extends Entry = Entry> {
  readonly directories: readonly E[]
  readonly symlinks: readonly E[]
  readonly expected: readonly Expected<E>[]
  /** Regular files that rsync will copy. */
  readonly rest: readonly E[]
  /**
   * Regular files that rsync would link to a damaged one, and so must copy without looking at the bases. `before`: what
   * is damaged.
   */
  readonly fresh: readonly { readonly entry: E; readonly before: Entry }[]
  readonly difference: Difference
}

/** Plans by size and nanosecond mtime against what lies on the volume, as `rsync -a --modify-window=-1 --link-dest` does. */
export function planByTimes<E extends Entry>(source: readonly E[], bases: readonly Base[]): QuickPlan<E> {
  const indexes = bases.map(base => ({ base, files: filesOf(base) }))
  const first = indexes[0]?.files
  const directories: E[] = []
  const symlinks: E[] = []
  const expected: Expected<E>[] = []
  const rest: E[] = []
  const fresh: { entry: E; before: Entry }[] = []
  const seen = new Set<BytePath>()
  let filesAdded = 0
  let filesChanged = 0

  for (const entry of source) {
    if (entry.type === 'dir') directories.push(entry)
    else if (entry.type === 'link') symlinks.push(entry)
    else {
      seen.add(entry.path)
      const match = indexes.find(index => isQuickEqual(entry, index.files.get(entry.path)))
      const before = match?.files.get(entry.path)
      const damaged = indexes.find(
        ({ base, files }) => base.damaged?.has(entry.path) === true && isQuickEqual(entry, files.get(entry.path))
      )
      const beforeDamage = damaged?.files.get(entry.path)
      if (beforeDamage !== undefined) fresh.push({ entry, before: beforeDamage })
      else if (match !== undefined && before !== undefined) expected.push({ entry, base: match.base, before })
      else rest.push(entry)
      const old = first?.get(entry.path)
      if (old === undefined) filesAdded++
      else if (!isQuickEqual(entry, old)) filesChanged++
    }
  }
  let filesRemoved = 0
  for (const path of first?.keys() ?? []) if (!seen.has(path)) filesRemoved++
  const difference = { filesAdded, filesChanged, filesMoved: 0, filesRemoved }
  return { directories, symlinks, expected, rest, fresh, difference }
}

/** Why rsync copies a file of `compare: quick`: for sure once its stored copy was hashed, before that as far as sizes tell. */
export function causeOfQuickCopy(entry: Entry, before: Entry | undefined): Cause {
  if (before?.type !== 'file') return 'new'
  const isOther = entry.sha256 === undefined ? before.size !== entry.size : before.sha256 !== entry.sha256
  if (isOther) return 'content'
  if (before.mode !== entry.mode) return 'mode'
  return sameOwner(before.owner, entry.owner) ? 'mtime' : 'owner'
}

function filesOf(base: Base): ReadonlyMap<BytePath, Entry> {
  const files = new Map<BytePath, Entry>()
  for (const entry of base.entries) if (entry.type === 'file') files.set(entry.path, entry)
  return files
}

const isQuickEqual = (entry: Entry, before: Entry | undefined): boolean =>
  entry.size === before?.size &&
  entry.mtimeNs === before.storedMtimeNs &&
  entry.mode === before.mode &&
  sameOwner(entry.owner, before.owner)
