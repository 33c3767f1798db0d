// Fills the new tree by rsync's own comparison of size and time: the classic `rsync -a --link-dest`, then looked over.

import type { BytePath } from '../core/byte-path.ts'
import type { Cause } from '../core/cause.ts'
import { type Entry, entryWith, sameOwner } from '../core/entry.ts'
import { causeOfQuickCopy, type Expected, type QuickPlan } from '../core/plan-quick.ts'
import type { Base } from '../core/plan.ts'
import type { Settled } from '../core/settled.ts'
import { SettledList } from '../core/settled-list.ts'
import type { SourceEntry } from '../ports/source.ts'
import type { Stored } from '../ports/tree.ts'
import type { Volume } from '../ports/volume.ts'
import { type Copied, copyFiles, type CopyWork } from './copy-files.ts'
import type { Filled } from './fill.ts'

export async function fillByTimes(
  work: CopyWork,
  volume: Volume,
  plan: QuickPlan<SourceEntry>,
  bases: readonly Base[]
): Promise<Filled> {
  const others = [...plan.directories.filter(entry => entry.path !== '.'), ...plan.symlinks]
  const files = [...plan.expected.map(({ entry }) => entry), ...plan.rest]
  // Before the directories, which get their attributes last. Here rsync would link to what is damaged.
  const fresh = await copyFiles(
    { ...work, linkDest: [] },
    plan.fresh.map(({ entry }) => entry)
  )
  const copied = both(fresh, await copyFiles(work, [...others, ...files]))
  const entries = new Map(copied.entries.map(entry => [entry.path, entry]))
  const symlinks = copied.entries.filter(entry => entry.type === 'link')
  const settled = new SettledList()
  for (const entry of copied.entries) if (entry.type === 'dir') settled.push({ entry, how: 'made' })
  for (const item of await settledSymlinks(work, volume, symlinks, bases)) settled.push(item)

  // Linked is what shares the base's inode, whatever rsync reported.
  const held = await storedInBases(volume, plan)
  const stored = await work.partial.inspect(plan.expected.map(({ entry }) => entry.path))
  const damaged = new Map(plan.fresh.map(({ entry, before }) => [entry.path, before.sha256]))
  const unlinked = [...plan.rest.map(entry => entry.path), ...damaged.keys()]
  const refusals = new Map<BytePath, Expected<SourceEntry>>()
  plan.expected.forEach((expected, index) => {
    const { entry, base, before } = expected
    const now = entries.get(entry.path)
    const ino = held.get(entry.path)?.ino
    if (now === undefined || before.sha256 === undefined || ino === undefined || stored[index]?.ino !== ino) {
      unlinked.push(entry.path)
      refusals.set(entry.path, expected)
    } else
      settled.push({ entry: entryWith(now, { sha256: before.sha256 }), how: 'linked', ino, fromSeries: base.series })
  })

  const old = new Map(Array.from(bases[0]?.entries ?? [], entry => [entry.path, entry]))
  const present = unlinked.filter(path => entries.has(path))
  const digests = await work.partial.hash(present, work.onProgress)
  present.forEach((path, index) => {
    const entry = entries.get(path)
    const sha256 = digests[index]
    if (entry === undefined || sha256 === undefined) throw new Error('a file that was just stored cannot be read back')
    const whole = entryWith(entry, { sha256 })
    const before = refusals.get(path)?.before
    const isRefused = before?.sha256 === sha256 && !copied.changed.has(path)
    const cause = isRefused
      ? causeOfRefusal(before, held.get(path))
      : damaged.get(path) === sha256
        ? 'damaged'
        : causeOfQuickCopy(whole, old.get(path))
    settled.push({ entry: whole, how: 'copied', cause })
  })
  return { settled, vanished: copied.vanished, orphaned: copied.orphaned }
}

const both = (one: Copied, other: Copied): Copied => ({
  entries: [...one.entries, ...other.entries],
  changed: new Set([...one.changed, ...other.changed]),
  vanished: [...one.vanished, ...other.vanished],
  orphaned: [...one.orphaned, ...other.orphaned],
  cloned: new Map([...one.cloned, ...other.cloned])
})

/** rsync links symlinks as it links files, and one that shares a base's inode adds nothing. */
async function settledSymlinks(
  work: CopyWork,
  volume: Volume,
  symlinks: readonly SourceEntry[],
  bases: readonly Base[]
): Promise<readonly Settled<SourceEntry>[]> {
  const stored = await work.partial.inspect(symlinks.map(entry => entry.path))
  const inodes = new Map(symlinks.map(({ path }, index) => [path, stored[index]]))
  const shared = symlinks.filter(({ path }) => (inodes.get(path)?.links ?? 0) > 1).map(entry => entry.path)
  const origins = new Map<BytePath, { readonly ino: bigint; readonly fromSeries: string }>()
  for (const { series, id } of shared.length === 0 ? [] : bases) {
    const held = await volume.series(series).tree(id).inspect(shared)
    shared.forEach((path, index) => {
      const ino = inodes.get(path)?.ino
      if (ino !== undefined && ino === held[index]?.ino && !origins.has(path)) {
        origins.set(path, { ino, fromSeries: series })
      }
    })
  }
  return symlinks.map(entry => {
    const origin = origins.get(entry.path)
    return origin === undefined ? { entry, how: 'made' } : { entry, how: 'linked', ...origin }
  })
}

/** No filesystem that is known allows fewer links (EFS): a file that has as many was not refused for another reason. */
const fewestLinksAllowed = 177

/** Why rsync copied what it was expected to link; it says nothing of that itself. */
function causeOfRefusal(before: Entry, held: Stored | undefined): Cause {
  const isAsStored =
    held?.size === before.size &&
    held.mtimeNs === before.storedMtimeNs &&
    held.mode === before.mode &&
    (before.owner === undefined || sameOwner(before.owner, held))
  if (!isAsStored) return 'altered'
  return held.links >= fewestLinksAllowed ? 'link-limit' : 'refused'
}

async function storedInBases(volume: Volume, plan: QuickPlan<SourceEntry>): Promise<ReadonlyMap<BytePath, Stored>> {
  const held = new Map<BytePath, Stored>()
  for (const base of new Set(plan.expected.map(expected => expected.base))) {
    const paths = plan.expected.filter(expected => expected.base === base).map(({ entry }) => entry.path)
    const stored = await volume.series(base.series).tree(base.id).inspect(paths)
    paths.forEach((path, index) => {
      const inode = stored[index]
      if (inode !== undefined) held.set(path, inode)
    })
  }
  return held
}
