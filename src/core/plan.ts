// Decides, for every path of the source, whether it is linked or copied, and why. Pure: two listings in, a plan out.

import type { BytePath } from './byte-path.ts'
import type { Cause } from './cause.ts'
import { type Entry, sameOwner, sourceModeOf } from './entry.ts'
import { type LinkStep, linkTo, type TreeRef } from './link-step.ts'
import { PathIndex } from './path-index.ts'

export interface Base {
  readonly series: string
  readonly id: string
  /** Sorted by path. */
  readonly entries: readonly Entry[]
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
  readonly links: readonly { readonly entry: E; readonly step: LinkStep }[]
  /** Regular files to copy. Of several with the same content and attributes only the first is copied. */
  readonly copies: readonly Copy<E>[]
  /** Regular files that equal a copied one of this same tree, linked to it afterwards. */
  readonly twins: readonly { readonly entry: E; readonly of: BytePath; readonly cause: Cause }[]
  /** Symlinks to make. */
  readonly symlinks: readonly E[]
  readonly difference: Difference
}

/**
 * What two files must share to share an inode: content, permission bits, owner. Absent when there is no content to go by,
 * and for empty files, where a shared inode saves nothing and only brings the link limit nearer.
 */
export const contentKey = (entry: Entry): string | undefined =>
  entry.sha256 === undefined || entry.size === 0
    ? undefined
    : `${entry.sha256} ${sourceModeOf(entry)} ${entry.owner?.uid ?? ''} ${entry.owner?.gid ?? ''}`

/** Plans by content: every file entry of the source carries its SHA-256. Earlier bases are preferred. */
export function planByContent<E extends Entry>(source: readonly E[], bases: readonly Base[]): Plan<E> {
  const strangers = new Set<string>()
  const indexes = bases.map(base => new Index(base, strangers))
  const ownSteps = source.map(entry => (entry.type === 'dir' ? undefined : samePath(entry, indexes)))
  for (const [at, { sha256 }] of source.entries()) {
    const step = ownSteps[at]
    if (sha256 !== undefined && (step === undefined || !isWhole(step, indexes))) strangers.add(sha256)
  }
  const index = new PathIndex(source)
  // Of files only: one whose name a directory or symlink has now is gone.
  const isInSource = (path: BytePath): boolean => index.get(path)?.type === 'file'
  const first = indexes[0]
  const movedFrom = new Set<BytePath>()
  const directories: E[] = []
  const symlinks: E[] = []
  const links: { entry: E; step: LinkStep }[] = []
  const unlinked: Copy<E>[] = []
  let filesAdded = 0
  let filesChanged = 0
  let filesMoved = 0

  for (const [at, entry] of source.entries()) {
    if (entry.type === 'dir') {
      directories.push(entry)
      continue
    }
    const step = ownSteps[at] ?? sameContent(entry, indexes, isInSource)
    const whole = step === undefined || isWhole(step, indexes) ? step : wholeCopy(entry, indexes)
    if (whole !== undefined) links.push({ entry, step: whole })
    else if (entry.type === 'link') symlinks.push(entry)
    else unlinked.push({ entry, cause: step === undefined ? causeOfCopy(entry, first) : 'damaged' })

    if (entry.type !== 'file') continue
    const before = first?.byPath.get(entry.path)
    if (before?.type === 'file') {
      if (!isSameFile(entry, before)) filesChanged++
    } else if (
      step !== undefined &&
      first !== undefined &&
      isFrom(step, first) &&
      !isInSource(step.from) &&
      !movedFrom.has(step.from)
    ) {
      movedFrom.add(step.from)
      filesMoved++
    } else filesAdded++
  }

  let filesRemoved = 0
  for (const entry of first?.base.entries ?? []) {
    if (entry.type === 'file' && !isInSource(entry.path) && !movedFrom.has(entry.path)) filesRemoved++
  }
  return {
    directories,
    symlinks,
    links,
    ...shareCopies(unlinked),
    difference: { filesAdded, filesChanged, filesMoved, filesRemoved }
  }
}

/** Of copies with the same content and attributes, the first stays a copy and the others become its twins. */
export function shareCopies<E extends Entry>(wanted: readonly Copy<E>[]): Pick<Plan<E>, 'copies' | 'twins'> {
  const leaders = new Map<string, BytePath>()
  const copies: Copy<E>[] = []
  const twins: { entry: E; of: BytePath; cause: Cause }[] = []
  for (const copy of wanted) {
    const key = contentKey(copy.entry)
    const of = key === undefined ? undefined : leaders.get(key)
    if (of !== undefined) twins.push({ entry: copy.entry, of, cause: copy.cause })
    else {
      if (key !== undefined) leaders.set(key, copy.entry.path)
      copies.push(copy)
    }
  }
  return { copies, twins }
}

/** Every path of a base that holds a content, in path order, and how far they were used up. */
interface Holders {
  readonly entries: Entry[]
  next: number
}

class Index {
  readonly base: Base
  readonly tree: TreeRef
  readonly byPath: PathIndex<Entry>
  readonly #strangers: ReadonlySet<string>
  #byContent: Map<string, Holders> | undefined

  /** `strangers`: contents of files that are not simply linked to their own path; only those are looked for elsewhere. */
  constructor(base: Base, strangers: ReadonlySet<string>) {
    this.base = base
    this.tree = { series: base.series, id: base.id }
    this.byPath = new PathIndex(base.entries)
    this.#strangers = strangers
  }

  /** Made when it is first asked for: where nothing changed nobody does. */
  get byContent(): ReadonlyMap<string, Holders> {
    return (this.#byContent ??= indexByContent(this.base, this.#strangers))
  }
}

function indexByContent({ entries }: Base, wanted: ReadonlySet<string>): Map<string, Holders> {
  const byContent = new Map<string, Holders>()
  for (const entry of entries) {
    if (entry.sha256 === undefined || !wanted.has(entry.sha256)) continue
    const key = contentKey(entry)
    if (key === undefined) continue
    const holders = byContent.get(key)
    if (holders === undefined) byContent.set(key, { entries: [entry], next: 0 })
    else holders.entries.push(entry)
  }
  return byContent
}

const isFrom = (step: LinkStep, index: Index): boolean => step.tree === index.tree

const isSameFile = (a: Entry, b: Entry): boolean =>
  a.sha256 !== undefined &&
  a.sha256 === b.sha256 &&
  a.size === b.size &&
  sourceModeOf(a) === sourceModeOf(b) &&
  sameOwner(a.owner, b.owner)

function samePath(entry: Entry, indexes: readonly Index[]): LinkStep | undefined {
  for (const index of indexes) {
    const before = index.byPath.get(entry.path)
    if (before?.type !== entry.type) continue
    const isSame =
      entry.type === 'link'
        ? entry.target === before.target && sameOwner(entry.owner, before.owner)
        : isSameFile(entry, before)
    if (isSame) return stepTo(entry, before, index)
  }
  return undefined
}

function sameContent(
  entry: Entry,
  indexes: readonly Index[],
  isInSource: (path: BytePath) => boolean
): LinkStep | undefined {
  const key = contentKey(entry)
  if (key === undefined) return undefined
  for (const index of indexes) {
    const holders = index.byContent.get(key)
    if (holders === undefined) continue
    // A path that is gone is where the file was moved from, and each such path explains one move; a path that stays
    // makes this one a duplicate. The cursor keeps a content with thousands of holders from being searched each time.
    while (holders.next < holders.entries.length) {
      const holder = holders.entries[holders.next++]
      if (holder !== undefined && !isInSource(holder.path)) return stepTo(entry, holder, index)
    }
    const holder = holders.entries[0]
    if (holder !== undefined) return stepTo(entry, holder, index)
  }
  return undefined
}

/** What a step links to is not known to be damaged. */
const isWhole = (step: LinkStep, indexes: readonly Index[]): boolean =>
  indexes.find(index => isFrom(step, index))?.base.damaged?.has(step.from) !== true

/** The same content elsewhere in a base, for a file whose own link would lead to a damaged one. */
function wholeCopy(entry: Entry, indexes: readonly Index[]): LinkStep | undefined {
  const key = contentKey(entry)
  if (key === undefined) return undefined
  for (const index of indexes) {
    const holder = index.byContent.get(key)?.entries.find(({ path }) => index.base.damaged?.has(path) !== true)
    if (holder !== undefined) return stepTo(entry, holder, index)
  }
  return undefined
}

const stepTo = (entry: Entry, before: Entry, index: Index): LinkStep => linkTo(entry.path, index.tree, before)

function causeOfCopy(entry: Entry, first: Index | undefined): Cause {
  const before = first?.byPath.get(entry.path)
  if (before?.type !== 'file') return 'new'
  if (before.sha256 !== entry.sha256) return 'content'
  if (sourceModeOf(before) !== sourceModeOf(entry)) return 'mode'
  if (!sameOwner(before.owner, entry.owner)) return 'owner'
  return 'content'
}
