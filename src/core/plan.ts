// Decides, for every path of the source, whether it is linked or copied, and why. Pure: two listings in, a plan out.

import type { BytePath } from './byte-path.ts'
import type { Cause } from './cause.ts'
import { type Entry, sameOwner, sourceModeOf } from './entry.ts'
import { BaseIndex, type HeldEntry, type Strangers } from './base-index.ts'
import { contentKey, digestStart } from './content-key.ts'
import { ContentTable } from './content-table.ts'
import type { EntryList } from './entry-list.ts'
import { PathIndex } from './path-index.ts'
import { PlannedLinks } from './planned-links.ts'

export interface Base {
  readonly series: string
  readonly id: string
  /** Sorted by path. */
  readonly entries: EntryList
  /** Paths of files and symlinks that are known to be damaged there, or misplaced, and are not linked to. */
  readonly damaged?: ReadonlySet<BytePath>
}

export interface Copy<E extends Entry = Entry> {
  readonly entry: E
  readonly cause: Cause
}

/** What the new tree is against the first base, in counts of regular files; a moved file is neither added nor removed. */
export interface Difference {
  readonly filesAdded: number
  readonly filesChanged: number
  readonly filesMoved: number
  readonly filesRemoved: number
}

export interface Plan<E extends Entry = Entry> {
  readonly directories: readonly E[]
  /** Regular files and symlinks that a base already holds; `entry` is what the link stands for. */
  readonly links: PlannedLinks<E>
  /** Regular files to copy. Of several with the same content and attributes only the first is copied. */
  readonly copies: readonly Copy<E>[]
  /** Regular files that equal a copied one of this same tree, linked to it afterwards. */
  readonly twins: readonly { readonly entry: E; readonly of: BytePath; readonly cause: Cause }[]
  /** Symlinks to make. */
  readonly symlinks: readonly E[]
  readonly difference: Difference
}

/** Plans by content: every file entry of the source carries its SHA-256. Earlier bases are preferred. */
export function planByContent<E extends Entry>(source: EntryList<E>, bases: readonly Base[]): Plan<E> {
  const strangers = { starts: new Set<number>(), sizes: new Set<number>() }
  const indexes = bases.map(base => new BaseIndex(base, strangers))
  const own = new OwnPaths(source, indexes, strangers)
  const index = new PathIndex(source)
  // Of files only: one whose name a directory or symlink has now is gone.
  const isInSource = (path: BytePath): boolean => index.get(path)?.type === 'file'
  const first = indexes[0]
  const movedFrom = new Set<BytePath>()
  const directories: E[] = []
  const symlinks: E[] = []
  const links = new PlannedLinks<E>()
  const unlinked: Copy<E>[] = []
  let filesAdded = 0
  let filesMoved = 0

  let row = -1
  for (const entry of source) {
    row++
    if (entry.type === 'dir') {
      directories.push(entry)
      continue
    }
    const held = own.at(row) ?? elsewhere(entry, indexes, (base, key) => base.holderOf(key, isInSource))
    // Where its own link would lead to a damaged one, the same content from elsewhere.
    const whole =
      held === undefined || held.isWhole ? held : elsewhere(entry, indexes, (base, key) => base.wholeHolderOf(key))
    if (whole !== undefined) links.push(entry, whole.tree, whole.stored)
    else if (entry.type === 'link') symlinks.push(entry)
    else unlinked.push({ entry, cause: held === undefined ? causeOfCopy(entry, first) : 'damaged' })

    if (entry.type !== 'file' || own.wasFile(row)) continue
    const from = held !== undefined && held.tree === first?.tree ? held.stored.path : undefined
    if (from !== undefined && !isInSource(from) && !movedFrom.has(from)) {
      movedFrom.add(from)
      filesMoved++
    } else filesAdded++
  }
  return {
    directories,
    symlinks,
    links,
    ...shareCopies(unlinked),
    difference: {
      filesAdded,
      filesChanged: own.filesChanged,
      filesMoved,
      filesRemoved: (first?.files ?? 0) - own.filesStayed - filesMoved
    }
  }
}

/** What bases hold under the very paths of the source: for nearly all of them that is all there is to find out. */
class OwnPaths {
  readonly #indexes: readonly BaseIndex[]
  /** Of each row: which base, counted from 1, and where in it. */
  readonly #base: Uint8Array
  readonly #row: Uint32Array
  /** 1: the first base has a file of this path. */
  readonly #wasFile: Uint8Array
  filesStayed = 0
  filesChanged = 0

  /** `strangers`: gets what tells of the contents of files that are not simply linked to their own path. */
  constructor(source: EntryList, indexes: readonly BaseIndex[], strangers: Strangers) {
    this.#indexes = indexes
    this.#base = new Uint8Array(source.length)
    this.#row = new Uint32Array(source.length)
    this.#wasFile = new Uint8Array(source.length)
    let row = -1
    for (const entry of source) {
      row++
      if (entry.type === 'dir') continue
      const isWhole = this.#find(entry, row)
      if (isWhole || indexes.length === 0 || entry.sha256 === undefined) continue
      strangers.starts.add(digestStart(entry.sha256))
      strangers.sizes.add(entry.size)
    }
  }

  at(row: number): HeldEntry | undefined {
    const number = this.#base[row] ?? 0
    return number === 0 ? undefined : this.#indexes[number - 1]?.held(this.#row[row] ?? -1)
  }

  wasFile(row: number): boolean {
    return this.#wasFile[row] === 1
  }

  /** Whether a base holds it, and nothing is known against that. */
  #find(entry: Entry, row: number): boolean {
    const { path, type } = entry
    for (const [number, index] of this.#indexes.entries()) {
      const there = index.byPath.rowOf(path)
      const before = index.byPath.at(there)
      if (before === undefined) continue
      const isSame = before.type === type && isSameAs(entry, before)
      if (number === 0 && type === 'file' && before.type === 'file') {
        this.#wasFile[row] = 1
        this.filesStayed++
        if (!isSame) this.filesChanged++
      }
      if (!isSame) continue
      this.#base[row] = number + 1
      this.#row[row] = there
      return !index.isDamaged(path)
    }
    return false
  }
}

function isSameAs(entry: Entry, before: Entry): boolean {
  if (entry.type === 'link') return entry.target === before.target && sameOwner(entry.owner, before.owner)
  return (
    entry.size === before.size &&
    entry.sha256 !== undefined &&
    entry.sha256 === before.sha256 &&
    sourceModeOf(entry) === sourceModeOf(before) &&
    sameOwner(entry.owner, before.owner)
  )
}

/** Of copies with the same content and attributes, the first stays a copy and the others become its twins. */
export function shareCopies<E extends Entry>(wanted: readonly Copy<E>[]): Pick<Plan<E>, 'copies' | 'twins'> {
  const leaders = new ContentTable<E>()
  const copies: Copy<E>[] = []
  const twins: { entry: E; of: BytePath; cause: Cause }[] = []
  for (const copy of wanted) {
    const { entry, cause } = copy
    const leader = leaders.firstLike(entry)
    if (leader === entry) copies.push(copy)
    else twins.push({ entry, of: leader.path, cause })
  }
  return { copies, twins }
}

/** What `find` finds of the content of a file, in the first base where it does. */
function elsewhere(
  entry: Entry,
  indexes: readonly BaseIndex[],
  find: (index: BaseIndex, key: string) => HeldEntry | undefined
): HeldEntry | undefined {
  const key = contentKey(entry)
  if (key === undefined) return undefined
  for (const index of indexes) {
    const found = find(index, key)
    if (found !== undefined) return found
  }
  return undefined
}

function causeOfCopy(entry: Entry, first: BaseIndex | undefined): Cause {
  const before = first?.byPath.get(entry.path)
  if (before?.type !== 'file') return 'new'
  if (before.sha256 !== entry.sha256) return 'content'
  if (sourceModeOf(before) !== sourceModeOf(entry)) return 'mode'
  if (!sameOwner(before.owner, entry.owner)) return 'owner'
  return 'content'
}
