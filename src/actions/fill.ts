// Fills the new tree by the plan: links first, then copies, then links among the copies, until every path is settled.

import { type BytePath, parentPath } from '../core/byte-path.ts'
import type { Cause } from '../core/cause.ts'
import type { LinkOutcome, LinkStep } from '../core/link-step.ts'
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
  const orphaned: SourceEntry[] = []
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

  const disturbed = new Set<BytePath>()
  const made = new Map<BytePath, SourceEntry>()
  let others: readonly SourceEntry[] = [...directories, ...symlinks]
  // Each round settles at least every file it copies, so it ends; more than one is needed only when links were refused.
  while (wanted.length + others.length > 0) {
    const { copies, twins } = shareCopies(wanted)
    const copied = await copyFiles(work, [...others, ...copies.map(copy => copy.entry)])
    vanished.push(...copied.vanished)
    orphaned.push(...copied.orphaned)
    const causes = new Map(copies.map(copy => [copy.entry.path, copy.cause]))
    const stored = new Map(copied.entries.map(entry => [entry.path, entry]))
    for (const entry of copied.entries) {
      const cause = causes.get(entry.path)
      if (cause === undefined) made.set(entry.path, entry)
      else settled.push({ entry, how: 'copied', cause })
    }

    wanted = []
    // As it is on the volume, which may hold coarser times than the source.
    const leaders = [...new Set(twins.map(({ of }) => of))]
    const held = await work.partial.inspect(leaders)
    const heldMtimeNs = new Map(leaders.map((path, index) => [path, held[index]?.mtimeNs]))
    const steps: { entry: SourceEntry; step: LinkStep; cause: Cause }[] = []
    for (const { entry, of, cause } of twins) {
      const leader = stored.get(of)
      // Its leader vanished, or holds other bytes by now: it needs a copy of its own.
      if (leader === undefined || copied.changed.has(of)) wanted.push({ entry, cause })
      else {
        const storedMtimeNs = heldMtimeNs.get(of) ?? leader.mtimeNs
        const step: LinkStep = { path: entry.path, tree: 'self', from: of, size: leader.size, storedMtimeNs }
        steps.push({ entry, cause, step })
      }
    }
    for (const { entry, step, cause, outcome } of await linkAll(work, steps)) {
      if (outcome.linked) settled.push(linkedAs(entry, step, outcome.ino))
      else wanted.push({ entry, cause: outcome.cause === 'altered' ? cause : outcome.cause })
    }
    others = []
    for (const { entry } of steps) disturbed.add(parentPath(entry.path))
  }
  // A link made after rsync has set its directory's mtime renews that mtime.
  const renewed = await copyFiles(
    work,
    [...disturbed].flatMap(path => made.get(path) ?? [])
  )
  for (const entry of renewed.entries) made.set(entry.path, entry)
  orphaned.push(...renewed.orphaned)
  for (const entry of made.values()) settled.push({ entry, how: 'made' })
  return { settled, vanished, orphaned }
}

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
