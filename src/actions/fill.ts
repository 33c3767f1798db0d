// Fills the new tree by the plan: links, copies beside them or as soon as they are made, links among the copies, until every
// path is settled; last the directories that have not got their attributes yet, and those whose modes let nobody in.

import { allOf } from '../core/all-of.ts'
import { type BytePath, parentPath } from '../core/byte-path.ts'
import type { Cause } from '../core/cause.ts'
import { type Entry, entryWith, isLocked } from '../core/entry.ts'
import { type LinkStep, linkTo } from '../core/link-step.ts'
import { type Copy, type Plan, shareCopies } from '../core/plan.ts'
import type { Settled } from '../core/settled.ts'
import { SettledList } from '../core/settled-list.ts'
import type { SourceEntry } from '../ports/source.ts'
import { copyFiles, type CopyWork } from './copy-files.ts'
import { foresee } from './foreseen.ts'
import { linkAll, linkedAs } from './link-all.ts'

export interface Filled {
  /** Without the top. In no order. */
  readonly settled: SettledList
  readonly vanished: readonly BytePath[]
  /** Directories that were stored, but vanished before rsync could give them their attributes. */
  readonly orphaned: readonly SourceEntry[]
}

/**
 * `onPlanned`: all entries as they will be if nothing comes otherwise, as soon as that can be said, once; without the top, in
 * no order.
 */
export async function fillByContent(
  work: CopyWork,
  plan: Plan<SourceEntry>,
  onPlanned: (entries: readonly Entry[]) => void = () => undefined
): Promise<Filled> {
  const directories = plan.directories.filter(entry => entry.path !== '.')
  await work.partial.makeDirectories(directories.map(entry => entry.path))
  // Those that would let nobody write into them any more wait until there is nothing left to write.
  const locked = directories.filter(isLocked)
  const open = directories.filter(entry => !isLocked(entry))
  // Where links are made on this machine's own cores, what is begun beside them only takes time from them.
  const foreseen = work.partial.preparesCopies === true ? foresee(plan, directories) : undefined
  const isBeside = plan.links.length >= work.partial.linksToCopyBeside

  // Where copies are not made beside links, directories go with them: rsync sets their times when all else is in them.
  const begun = linkAndCopy(work, plan, foreseen?.linked, isBeside ? [] : open, isBeside)
  if (foreseen !== undefined) onPlanned(foreseen.entries)
  const first = await begun
  const late = await copyLeft(work, first)
  const { settled, vanished, orphaned, alongside } = first
  append(settled, late)
  // What came into a directory after that renewed its time.
  const holding = new Set(late.map(({ entry }) => parentPath(entry.path)))
  const gone = new Set(orphaned)
  const again = alongside.filter(entry => entry.type === 'dir' && holding.has(entry.path) && !gone.has(entry))
  const left = isBeside ? directories : locked
  if (foreseen === undefined) onPlanned([...Array.from(settled, ({ entry }) => entry), ...left])
  const last = await copyFiles(work, [...(isBeside ? open : again), ...locked])
  const fresh = new Map(last.entries.map(entry => [entry.path, entry]))
  const all = last.changed.size === 0 ? settled : withFresh(settled, fresh)
  for (const { path } of left) {
    const entry = fresh.get(path)
    if (entry !== undefined) all.push({ entry, how: 'made' })
  }
  append(vanished, last.vanished)
  return { settled: all, vanished, orphaned: [...orphaned, ...last.orphaned] }
}

/** What became of a plan when its links and its copies were made once; what is left of it may still come another way. */
interface FirstRound extends Round {
  readonly settled: SettledList
  readonly vanished: BytePath[]
  /** Those whose links were refused when the others were made already. */
  readonly symlinks: readonly SourceEntry[]
}

/** Symlinks that are no links go with the first copies, and so do these directories. */
async function linkAndCopy(
  work: CopyWork,
  plan: Plan<SourceEntry>,
  foreseen: readonly Entry[] | undefined,
  directories: readonly SourceEntry[],
  isBeside: boolean
): Promise<FirstRound> {
  const settled = new SettledList()
  let symlinks = [...plan.symlinks]
  let wanted: Copy<SourceEntry>[] = []
  let onMade: () => void = () => undefined
  const made = new Promise<void>(resolve => {
    onMade = resolve
  })
  const linking = linkAll(
    work,
    plan.links,
    ({ entry, step }, outcome, index) => {
      if (outcome.linked) settled.push(linkedAs(entry, step, outcome, foreseen?.[index]))
      else if (entry.type === 'link') symlinks.push(entry)
      else wanted.push({ entry, cause: outcome.cause })
    },
    onMade
  )
  const copies = isBeside ? silentUntil(linking, work) : await readyToCopy(work, () => Promise.race([made, linking]))
  const others = [...directories, ...symlinks]
  symlinks = []
  const refused = wanted
  wanted = []
  const shared = refused.length === 0 ? plan : shareCopies([...plan.copies, ...plan.twins, ...refused])
  const copying = copyRound(copies, shared, others)
  const [first] = await allOf([copying, linking])
  for (const entry of first.alongside) settled.push({ entry, how: 'made' })
  append(settled, first.settled)
  return { ...first, settled, vanished: [...first.vanished], left: [...wanted, ...first.left], symlinks }
}

/** What was settled after the first copies, in rounds until all is; what vanished meanwhile comes to what had vanished before. */
async function copyLeft(work: CopyWork, first: FirstRound): Promise<readonly Settled[]> {
  const { linked, symlinks, vanished } = first
  const late = [...linked]
  if (symlinks.length > 0) {
    const again = await copyFiles(work, symlinks)
    for (const entry of again.entries) late.push({ entry, how: 'made' })
    append(vanished, again.vanished)
  }
  // Each round settles at least every file it copies, so it ends; more than one is needed only when links were refused.
  for (let { left } = first; left.length > 0;) {
    const round = await copyRound(work, shareCopies(left))
    append(late, round.settled)
    append(late, round.linked)
    append(vanished, round.vanished)
    left = round.left
  }
  return late
}

/** Where links are looked at in one go, copies need not wait for that: what was refused has a round of its own then. */
async function readyToCopy(work: CopyWork, made: () => Promise<void>): Promise<CopyWork> {
  // Whoever has nothing to copy does not ask, and need not mind what becomes of it.
  if (work.partial.preparesCopies === true) return { ...work, after: made }
  await made()
  return work
}

/** Two that tell in turns how far they are would tell nothing. */
function silentUntil(other: Promise<void>, work: CopyWork): CopyWork {
  let isSilent = true
  const end = (): void => {
    isSilent = false
  }
  other.then(end, end)
  return {
    ...work,
    onProgress: progress => {
      if (!isSilent) work.onProgress(progress)
    }
  }
}

function withFresh(settled: Iterable<Settled>, fresh: ReadonlyMap<BytePath, SourceEntry>): SettledList {
  const all = new SettledList()
  for (const item of settled) {
    const entry = item.how === 'made' ? fresh.get(item.entry.path) : undefined
    all.push(entry === undefined ? item : { ...item, entry })
  }
  return all
}

/** Not by spreading it into push(): there may be more than fit on the stack. */
function append<T>(to: { push(item: T): unknown }, items: Iterable<T>): void {
  for (const item of items) to.push(item)
}

interface Round {
  readonly settled: SettledList
  /** Settled too, by links that were made after rsync had set the times of directories. */
  readonly linked: readonly Settled[]
  readonly vanished: readonly BytePath[]
  /** Still wanted: their links were refused, or what they were to be linked to is no longer what it was. */
  readonly left: readonly Copy<SourceEntry>[]
  /** Of the directories and symlinks that went along. */
  readonly alongside: readonly SourceEntry[]
  readonly orphaned: readonly SourceEntry[]
}

/** Copies one file of each content, and links the others to it. */
async function copyRound(
  work: CopyWork,
  { copies, twins }: Pick<Plan<SourceEntry>, 'copies' | 'twins'>,
  others: readonly SourceEntry[] = []
): Promise<Round> {
  const copied = await copyFiles(work, [...others, ...copies.map(copy => copy.entry)])
  const followed = new Set(twins.map(({ of }) => of))
  const vanished = new Set(copied.vanished)
  const stored = new Map<BytePath, SourceEntry>()
  const settled = new SettledList()
  const alongside: SourceEntry[] = []
  // They come in the order in which they were given: the others, then the copies.
  const expected = vanished.size === 0 ? copies : copies.filter(({ entry }) => !vanished.has(entry.path))
  let told = 0
  for (const entry of copied.entries) {
    const copy = expected[told]
    if (entry.path !== copy?.entry.path) alongside.push(entry)
    else {
      told++
      if (followed.has(entry.path)) stored.set(entry.path, entry)
      settled.push({ entry, how: 'copied', cause: copy.cause, ...writtenOf(copied.cloned.get(entry.path)) })
    }
  }
  if (told < expected.length) throw new Error('a file that was to be copied is not told of')
  const left: Copy<SourceEntry>[] = []
  // As they are on the volume, which may hold coarser times than the source.
  const leaders = [...followed]
  const held = new Map((await work.partial.inspect(leaders)).map((inode, index) => [leaders[index], inode]))
  const steps: { entry: SourceEntry; step: LinkStep; cause: Cause }[] = []
  for (const { entry, of, cause } of twins) {
    const leader = stored.get(of)
    const inode = held.get(of)
    // Its leader vanished, or holds other bytes by now: it needs a copy of its own.
    if (leader === undefined || inode === undefined || copied.changed.has(of)) left.push({ entry, cause })
    else {
      const { mtimeNs: storedMtimeNs, mode } = inode
      steps.push({ entry, cause, step: linkTo(entry.path, 'self', entryWith(leader, { storedMtimeNs, mode })) })
    }
  }
  const linked: Settled[] = []
  await linkAll(work, steps, ({ entry, step, cause }, outcome) => {
    if (outcome.linked) linked.push(linkedAs(entry, step, outcome))
    else left.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause })
  })
  return { settled, linked, vanished: copied.vanished, left, alongside, orphaned: copied.orphaned }
}

const writtenOf = (written: number | undefined): Pick<Settled, 'written'> => (written === undefined ? {} : { written })
