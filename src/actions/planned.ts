// The plan of a run, by content or by times, and its execution: what differs between the two is decided here only.

import type { BytePath } from '../core/byte-path.ts'
import { type Entry, entryWith } from '../core/entry.ts'
import { Failure, messageOf } from '../core/failure.ts'
import { manifestDigest } from '../core/manifest/tree-digest.ts'
import { type OldVersion, oldVersions } from '../core/old-version.ts'
import { type Base, type Difference, type Plan, planByContent } from '../core/plan.ts'
import { causeOfQuickCopy, planByTimes, type QuickPlan } from '../core/plan-quick.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { parseRsyncOptions } from '../core/rsync-options.ts'
import type { Settled } from '../core/settled.ts'
import type { SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, Scan, SourceEntry } from '../ports/source.ts'
import type { PartialTree } from '../ports/partial-tree.ts'
import type { Bases } from './bases.ts'
import type { CopyWork } from './copy-files.ts'
import { fillByContent, type Filled } from './fill.ts'
import { fillByTimes } from './fill-quick.ts'
import { onVanished } from './read-source.ts'
import type { Story } from './story.ts'

export interface Planned {
  /** The top directory as it will be stored. */
  readonly top: SourceEntry
  /** The whole source, the top first. */
  readonly entries: readonly SourceEntry[]
  readonly bases: readonly Base[]
  readonly base?: Base
  readonly baseRecord?: SnapshotRecord
  readonly how:
    | { readonly by: 'content'; readonly plan: Plan<SourceEntry> }
    | { readonly by: 'times'; readonly plan: QuickPlan<SourceEntry> }
  readonly difference: Difference
  /** Absent when not all contents are known before they are stored (`compare: quick` with something new). */
  readonly digest?: string
}

export function planFor(inputs: Pick<SnapshotInputs, 'compare'>, scan: Scan, { bases, record }: Bases): Planned {
  const read = scan.entries[0]
  if (read?.path !== '.') throw new Error('the listing of the source lacks its top')
  const top = storedTop(read)
  const entries = top === read ? scan.entries : scan.entries.with(0, top)
  const base = bases[0]
  const common = {
    top,
    entries,
    bases,
    ...(base === undefined ? {} : { base }),
    ...(record === undefined ? {} : { baseRecord: record })
  }
  if (inputs.compare === 'content') {
    const plan = planByContent(entries, bases)
    let digest: string | undefined
    return {
      ...common,
      how: { by: 'content', plan },
      difference: plan.difference,
      // Reckoned when it is asked for, which is seldom: what is published has the digest of what was stored.
      get digest() {
        return (digest ??= manifestDigest(entries))
      }
    }
  }
  const plan = planByTimes(entries, bases)
  const known =
    plan.rest.length === 0 && plan.fresh.length === 0
      ? { digest: manifestDigest(withKnownContents(entries, plan)) }
      : {}
  return { ...common, how: { by: 'times', plan }, difference: plan.difference, ...known }
}

/** Our own u+rwx on the top directory: without it, a tree could be neither renamed into place nor later into trash. */
const storedTop = (top: SourceEntry): SourceEntry =>
  (top.mode & 0o700) === 0o700 ? top : entryWith(top, { mode: top.mode | 0o700, sourceMode: top.mode })

function withKnownContents(entries: readonly SourceEntry[], plan: QuickPlan<SourceEntry>): readonly Entry[] {
  const known = new Map(plan.expected.map(({ entry, before }) => [entry.path, before.sha256]))
  return entries.map(entry => {
    const sha256 = known.get(entry.path)
    return sha256 === undefined ? entry : entryWith(entry, { sha256 })
  })
}

/** What carrying out a plan needs of it. */
export interface ReadyPlan extends Pick<Planned, 'top' | 'entries' | 'baseRecord' | 'difference'> {
  /** Of `how: content`, without what they hold, which the plan has used up. */
  readonly bases: readonly Omit<Base, 'entries'>[]
  readonly how:
    | Extract<Planned['how'], { by: 'content' }>
    | (Extract<Planned['how'], { by: 'times' }> & { readonly bases: readonly Base[] })
  readonly versions?: ReadonlyMap<BytePath, OldVersion>
}

/**
 * The entries of the base take nearly as much memory as those of the source, and the filling would add its own to them. By
 * content everything is decided by now, but for what `comparedOf` may read again.
 */
export function readyPlan({ top, entries, bases, baseRecord, how, difference }: Planned): ReadyPlan {
  const common = { top, entries, difference, ...(baseRecord !== undefined && { baseRecord }) }
  if (how.by === 'times') return { ...common, bases, how: { ...how, bases } }
  const emptied = bases.map(({ series, id, damaged }) => ({ series, id, ...(damaged !== undefined && { damaged }) }))
  return { ...common, bases: emptied, how, versions: oldVersions(entries, bases) }
}

/** `onPlanned`: see `fillByContent`; with the top. */
export async function fill(
  story: Story,
  source: ResolvedSource,
  partial: PartialTree,
  planned: ReadyPlan,
  onPlanned: (entries: readonly Entry[]) => void
): Promise<Filled> {
  const { inputs, ports } = story
  const { volume } = ports
  const isQuick = planned.how.by === 'times'
  const work: CopyWork = {
    partial,
    source,
    from: story.source,
    hash: !isQuick,
    keepOwners: story.keepOwners,
    ...(planned.versions !== undefined && { versions: planned.versions }),
    linkDest: isQuick ? planned.bases.map(({ series, id }) => volume.series(series).tree(id).path) : [],
    extraArgs: parseRsyncOptions(inputs.rsyncArgs).copying,
    onProgress: ports.reporter.progress,
    onNote: text => {
      story.note(text)
    }
  }
  const filled =
    planned.how.by === 'content'
      ? await fillByContent(work, planned.how.plan, entries => {
          onPlanned([planned.top, ...entries])
        })
      : await fillByTimes(work, volume, planned.how.plan, planned.how.bases)
  onVanished(inputs, story, filled.vanished)
  if (filled.vanished.length > 0 && !hasFiles(filled.settled)) {
    throw new Failure(
      'source',
      'All files of the source vanished while they were copied, so there is nothing to publish. Take the snapshot after the build has ended, before anything cleans up.'
    )
  }
  filled.settled.push({ entry: planned.top, how: 'made' })
  return filled
}

function hasFiles(settled: Iterable<Settled>): boolean {
  for (const { entry } of settled) if (entry.type !== 'dir') return true
  return false
}

/** What is still wanted of a plan when it was carried out. */
export interface Compared {
  readonly top: SourceEntry
  readonly base?: Pick<Base, 'series' | 'id'>
  readonly baseRecord?: SnapshotRecord
  readonly difference: Difference
}

export async function comparedOf(
  story: Pick<Story, 'ports' | 'warn'>,
  planned: ReadyPlan,
  vanished: readonly BytePath[]
): Promise<Compared> {
  const { top, bases, baseRecord } = planned
  const base = bases[0]
  return {
    top,
    ...(base !== undefined && { base: { series: base.series, id: base.id } }),
    ...(baseRecord !== undefined && { baseRecord }),
    difference: vanished.length === 0 ? planned.difference : await differenceWithout(story, planned, new Set(vanished))
  }
}

/** What was really stored against the base: a file that vanished meanwhile was not added. */
async function differenceWithout(
  story: Pick<Story, 'ports' | 'warn'>,
  { how, entries, bases, difference }: ReadyPlan,
  gone: ReadonlySet<BytePath>
): Promise<Difference> {
  const left = entries.filter(({ path }) => !gone.has(path))
  if (how.by === 'times') return planByTimes(left, how.bases).difference
  try {
    const again: Base[] = []
    for (const base of bases) {
      again.push({ ...base, entries: await story.ports.volume.series(base.series).manifest(base.id) })
    }
    return planByContent(left, again).difference
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    // Another series may be pruned meanwhile. What is stored is none the worse for it.
    story.warn(
      `What vanished is still in the counts of added, changed, moved and removed files, because the base could not be read again (${messageOf(error)}).`
    )
    return difference
  }
}

/** How every path would come to be if all goes as planned; for estimates and dry runs. */
export function settledAsPlanned({ how, base }: Planned): readonly Settled<SourceEntry>[] {
  const { directories, symlinks } = how.plan
  const made = [...directories, ...symlinks].map((entry): Settled<SourceEntry> => ({ entry, how: 'made' }))
  if (how.by === 'times') {
    const linked = how.plan.expected.map(({ entry }): Settled<SourceEntry> => ({ entry, how: 'linked' }))
    const old = new Map(Array.from(base?.entries ?? [], entry => [entry.path, entry]))
    const copied = how.plan.rest.map((entry): Settled<SourceEntry> => ({
      entry,
      how: 'copied',
      cause: causeOfQuickCopy(entry, old.get(entry.path))
    }))
    const fresh = how.plan.fresh.map(({ entry }): Settled<SourceEntry> => ({ entry, how: 'copied', cause: 'damaged' }))
    return [...made, ...linked, ...copied, ...fresh]
  }
  const linked = [...how.plan.links, ...how.plan.twins].map(({ entry }): Settled<SourceEntry> => ({
    entry,
    how: 'linked'
  }))
  const copied = how.plan.copies.map(({ entry, cause }): Settled<SourceEntry> => ({ entry, how: 'copied', cause }))
  return [...made, ...linked, ...copied]
}
