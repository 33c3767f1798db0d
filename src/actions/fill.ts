// Fills the new tree by the plan: links first, then copies, then links among the copies, until every path is settled.

import type { BytePath } from '../core/byte-path.ts'
import type { Cause } from '../core/cause.ts'
import { type LinkOutcome, type LinkStep, linkTo } from '../core/link-step.ts'
import { type Copy, type Plan, shareCopies } from '../core/plan.ts'
import type { Settled } from '../core/settled.ts'
import type { SourceEntry } from '../ports/source.ts'
import { copyFiles, type CopyWork } from './copy-files.ts'

export interface Filled {
  /** Without the top. In no order. */
  readonly settled: readonly Settled<SourceEntry>[]
  readonly vanished: readonly BytePath[]
  /** Directories that were stored, but vanished before rsync could give them their attributes. */
  readonly orphaned: readonly SourceEntry[]
}

export async function fillByContent(work: CopyWork, plan: Plan<SourceEntry>): Promise<Filled> {
  const settled: Settled<SourceEntry>[] = []
  const vanished: BytePath[] = []
  const directories = plan.directories.filter(entry => entry.path !== '.')
  await work.partial.makeDirectories(directories.map(entry => entry.path))

  const symlinks = [...plan.symlinks]
  let wanted: Copy<SourceEntry>[] = [...plan.copies, ...plan.twins]
  const links = await linkAll(work, plan.links)
  for (const { entry, step, outcome } of links) {
    if (outcome.linked) settled.push(linkedAs(entry, step, outcome.ino))
    else if (entry.type === 'link') symlinks.push(entry)
    else wanted.push({ entry, cause: outcome.cause })
  }

  // Each round settles at least every file it copies, so it ends; more than one is needed only when links were refused.
  while (wanted.length > 0) {
    const round = await copyRound(work, wanted)
    settled.push(...round.settled)
    vanished.push(...round.vanished)
    wanted = [...round.left]
  }
  // Last, because a file or link that comes into a directory renews its mtime, and a read-only one takes none any more.
  const made = await copyFiles(work, [...directories, ...symlinks])
  for (const entry of made.entries) settled.push({ entry, how: 'made' })
  return { settled, vanished: [...vanished, ...made.vanished], orphaned: made.orphaned }
}

interface Round {
  readonly settled: readonly Settled<SourceEntry>[]
  readonly vanished: readonly BytePath[]
  /** Still wanted: their links were refused, or what they were to be linked to is no longer what it was. */
  readonly left: readonly Copy<SourceEntry>[]
}

/** Copies one file of each content, and links the others to it. */
async function copyRound(work: CopyWork, wanted: readonly Copy<SourceEntry>[]): Promise<Round> {
  const { copies, twins } = shareCopies(wanted)
  const copied = await copyFiles(
    work,
    copies.map(copy => copy.entry)
  )
  const causes = new Map(copies.map(copy => [copy.entry.path, copy.cause]))
  const stored = new Map(copied.entries.map(entry => [entry.path, entry]))
  const settled: Settled<SourceEntry>[] = copied.entries.map(entry => ({
    entry,
    how: 'copied',
    cause: causes.get(entry.path) ?? 'content',
    ...writtenOf(copied.cloned.get(entry.path))
  }))
  const left: Copy<SourceEntry>[] = []
  // As they are on the volume, which may hold coarser times than the source.
  const leaders = [...new Set(twins.map(({ of }) => of))]
  const held = new Map((await work.partial.inspect(leaders)).map((inode, index) => [leaders[index], inode]))
  const steps: { entry: SourceEntry; step: LinkStep; cause: Cause }[] = []
  for (const { entry, of, cause } of twins) {
    const leader = stored.get(of)
    const inode = held.get(of)
    // Its leader vanished, or holds other bytes by now: it needs a copy of its own.
    if (leader === undefined || inode === undefined || copied.changed.has(of)) left.push({ entry, cause })
    else {
      const asStored = { ...leader, storedMtimeNs: inode.mtimeNs, mode: inode.mode }
      steps.push({ entry, cause, step: linkTo(entry.path, 'self', asStored) })
    }
  }
  for (const { entry, step, cause, outcome } of await linkAll(work, steps)) {
    if (outcome.linked) settled.push(linkedAs(entry, step, outcome.ino))
    else left.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause })
  }
  return { settled, vanished: copied.vanished, left }
}

const writtenOf = (written: number | undefined): Pick<Settled, 'written'> => (written === undefined ? {} : { written })

async function linkAll<T extends { readonly step: LinkStep }>(
  work: CopyWork,
  wanted: readonly T[]
): Promise<(T & { readonly outcome: LinkOutcome })[]> {
  if (wanted.length === 0) return []
  const outcomes = await work.partial.link(
    wanted.map(({ step }) => step),
    work.onProgress
  )
  return wanted.map((item, index) => {
    const outcome = outcomes[index]
    if (outcome === undefined) throw new Error('a link was asked for and has no outcome')
    return { ...item, outcome }
  })
}

const linkedAs = (entry: SourceEntry, step: LinkStep, ino: bigint): Settled<SourceEntry> => ({
  entry: { ...entry, storedMtimeNs: step.storedMtimeNs },
  how: 'linked',
  ino,
  ...(step.tree === 'self' ? {} : { fromSeries: step.tree.series })
})
