// What an old tree is as a snapshot: which of its files earlier trees hold too, what it added to the disk, what it is linked to.

import { adoptedTag } from './adoption.ts'
import type { BytePath } from './byte-path.ts'
import { type Entry, entryWith } from './entry.ts'
import type { EntryList } from './entry-list.ts'
import { manifestDigest } from './manifest/tree-digest.ts'
import { type Base, planByContent } from './plan.ts'
import { causeOfQuickCopy } from './plan-quick.ts'
import { countsOf, recordFormat, type SnapshotRecord } from './record.ts'
import { type Settled, tally } from './settled.ts'

/** An entry with what tells which inode it is, and whether that was touched since. */
export interface InodeEntry extends Entry {
  readonly dev: bigint
  readonly ino: bigint
  readonly ctimeNs: bigint
  readonly allocated: number
}

interface Known {
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly size: number
  readonly sha256?: string
  /** The newest tree that it was seen in. */
  readonly lastIn: string
}

const keyOf = ({ dev, ino }: InodeEntry): string => `${dev} ${ino}`

/** The inodes of all trees so far: each is read once, however many trees share it. */
export class KnownInodes {
  readonly #known = new Map<string, Known>()

  /** Takes in the files and symlinks of a tree; trees come oldest first. */
  add(entries: readonly InodeEntry[], id: string): void {
    for (const entry of entries) {
      if (entry.type === 'dir') continue
      const { mtimeNs, ctimeNs, size, sha256 } = entry
      const content = sha256 === undefined ? {} : { sha256 }
      this.#known.set(keyOf(entry), { mtimeNs, ctimeNs, size, ...content, lastIn: id })
    }
  }

  /** The newest tree that holds this inode too. */
  lastTreeOf(entry: InodeEntry): string | undefined {
    return this.#known.get(keyOf(entry))?.lastIn
  }

  /** With contents where they are known, and one path for each inode that has to be read. */
  withContents<E extends InodeEntry>(entries: readonly E[]): { readonly entries: E[]; readonly unread: BytePath[] } {
    const unread = new Map<string, BytePath>()
    const known = entries.map(entry => {
      if (entry.type !== 'file') return entry
      const before = this.#known.get(keyOf(entry))
      const isSame =
        before?.size === entry.size && before.mtimeNs === entry.storedMtimeNs && before.ctimeNs === entry.ctimeNs
      if (isSame && before.sha256 !== undefined) return entryWith(entry, { sha256: before.sha256 } as Partial<E>)
      if (!unread.has(keyOf(entry))) unread.set(keyOf(entry), entry.path)
      return entry
    })
    return { entries: known, unread: [...unread.values()] }
  }
}

/** Gives every name of an inode the content that was read by one of them. */
export function spreadContents<E extends InodeEntry>(entries: readonly E[], read: readonly InodeEntry[]): E[] {
  const contents = new Map(read.map(entry => [keyOf(entry), entry.sha256]))
  return entries.map(entry => {
    const sha256 = entry.type === 'file' && entry.sha256 === undefined ? contents.get(keyOf(entry)) : undefined
    return sha256 === undefined ? entry : entryWith(entry, { sha256 } as Partial<E>)
  })
}

/** Whether two looks at a tree saw the same: nothing came, went or was touched in between. */
export function isSameTree(one: readonly InodeEntry[], other: readonly InodeEntry[]): boolean {
  const seen = new Map(one.map(entry => [entry.path, entry]))
  return (
    one.length === other.length &&
    other.every(entry => {
      const before = seen.get(entry.path)
      return before !== undefined && keyOf(before) === keyOf(entry) && before.ctimeNs === entry.ctimeNs
    })
  )
}

/** Our own u+rwx on the top: without it the tree could be renamed neither into place nor later into trash. */
export const withStoredTop = <E extends Entry>(entries: readonly E[]): E[] =>
  entries.map(entry =>
    entry.path === '.' && (entry.mode & 0o700) !== 0o700
      ? entryWith(entry, { mode: entry.mode | 0o700, sourceMode: entry.mode } as Partial<E>)
      : entry
  )

export interface Shared {
  /** From blocks, each inode once: the tree alone; what no earlier tree holds. */
  readonly bytesOnDisk: number
  readonly bytesAdded: number
  /** The tree it is linked against; absent when it shares nothing with any. */
  readonly base?: string
  /** Of each file: whether an earlier tree, or an earlier name in this one, has its inode. */
  readonly isLinked: ReadonlySet<BytePath>
}

/** `previous`: the tree before this one, if there is any. */
export function sharedWith(entries: readonly InodeEntry[], known: KnownInodes, previous: string | undefined): Shared {
  const here = new Set<string>()
  const shares = new Map<string, number>()
  const isLinked = new Set<BytePath>()
  let bytesOnDisk = 0
  let bytesAdded = 0
  for (const entry of entries) {
    if (entry.type === 'dir') {
      bytesOnDisk += entry.allocated
      bytesAdded += entry.allocated
      continue
    }
    const tree = known.lastTreeOf(entry)
    if (tree !== undefined || here.has(keyOf(entry))) isLinked.add(entry.path)
    if (here.has(keyOf(entry))) continue
    here.add(keyOf(entry))
    bytesOnDisk += entry.allocated
    if (tree === undefined) bytesAdded += entry.allocated
    else shares.set(tree, (shares.get(tree) ?? 0) + 1)
  }
  // One that takes files from past the tree before it is linked to that older one: the disk use of a series is counted
  // from each snapshot to the next, unless a record says that files come from further back.
  const [base] = [...shares].sort(
    ([a, files], [b, others]) => Number(a === previous) - Number(b === previous) || others - files
  )
  return { bytesOnDisk, bytesAdded, isLinked, ...(base === undefined ? {} : { base: base[0] }) }
}

export interface AdoptedTree {
  readonly id: string
  readonly series: string
  readonly moment: Date
  readonly ownersKept: boolean
  readonly program: string
  readonly entries: readonly InodeEntry[]
  readonly shared: Shared
  /** The tree it is linked against, with what it holds. */
  readonly base?: Base
}

export function recordOfAdopted({ id, series, moment, base, shared, entries, ...tree }: AdoptedTree): SnapshotRecord {
  const { causes, ...sums } = tally(settledOf(entries, shared, base?.entries ?? []))
  const { difference } = planByContent(entries, base === undefined ? [] : [base])
  return {
    format: recordFormat,
    id,
    series,
    status: 'complete',
    startedAt: moment.toISOString(),
    finishedAt: moment.toISOString(),
    durationMs: 0,
    ...(base === undefined ? {} : { base: { id: base.id } }),
    compare: 'quick',
    digest: manifestDigest(entries),
    ownersKept: tree.ownersKept,
    tags: [adoptedTag],
    pinned: false,
    run: {},
    program: tree.program,
    causes,
    ...countsOf({ ...sums, ...difference }),
    bytes: sums.bytes,
    bytesLinked: sums.bytesLinked,
    bytesAdded: shared.bytesAdded,
    bytesOnDisk: shared.bytesOnDisk
  }
}

export function settledOf(entries: readonly Entry[], { isLinked }: Shared, before: EntryList): Settled[] {
  const old = new Map(Array.from(before, entry => [entry.path, entry]))
  return entries.map((entry): Settled => {
    if (entry.type !== 'file') return { entry, how: 'made' }
    if (isLinked.has(entry.path)) return { entry, how: 'linked' }
    return { entry, how: 'copied', cause: causeOfQuickCopy(entry, old.get(entry.path)) }
  })
}
