// Fills the new tree by rsync's own comparison of size and time: the classic `rsync -a --link-dest`, then looked over.

import type { BytePath } from '../core/byte-path.ts'
import { causeOfQuickCopy, type QuickPlan } from '../core/plan-quick.ts'
import type { Base } from '../core/plan.ts'
import type { Settled } from '../core/settled.ts'
import type { SourceEntry } from '../ports/source.ts'
import type { Series, Volume } from '../ports/volume.ts'
import { copyFiles, type CopyWork } from './copy-files.ts'
import type { Filled } from './fill.ts'

export async function fillByTimes(
  work: CopyWork,
  volume: Volume,
  plan: QuickPlan<SourceEntry>,
  bases: readonly Base[]
): Promise<Filled> {
  const others = [...plan.directories.filter(entry => entry.path !== '.'), ...plan.symlinks]
  const files = [...plan.expected.map(({ entry }) => entry), ...plan.rest]
  const copied = await copyFiles(work, [...others, ...files])
  const entries = new Map(copied.entries.map(entry => [entry.path, entry]))
  const settled: Settled<SourceEntry>[] = copied.entries
    .filter(entry => entry.type !== 'file')
    .map(entry => ({ entry, how: 'made' }))

  // Linked is what shares the base's inode, whatever rsync reported.
  const inodes = await baseInodes(volume, plan)
  const stored = await work.partial.inspect(plan.expected.map(({ entry }) => entry.path))
  const unlinked = plan.rest.map(entry => entry.path)
  plan.expected.forEach(({ entry, base, before }, index) => {
    const now = entries.get(entry.path)
    const ino = inodes.get(entry.path)
    if (now === undefined || before.sha256 === undefined || ino === undefined || stored[index]?.ino !== ino)
      unlinked.push(entry.path)
    else settled.push({ entry: { ...now, sha256: before.sha256 }, how: 'linked', ino, fromSeries: base.series })
  })

  const old = new Map(bases[0]?.entries.map(entry => [entry.path, entry]) ?? [])
  const present = unlinked.filter(path => entries.has(path))
  const digests = await work.partial.hash(present, work.onProgress)
  present.forEach((path, index) => {
    const entry = entries.get(path)
    const sha256 = digests[index]
    if (entry === undefined || sha256 === undefined) throw new Error('a file that was just stored cannot be read back')
    const whole = { ...entry, sha256 }
    settled.push({ entry: whole, how: 'copied', cause: causeOfQuickCopy(whole, old.get(path)) })
  })
  return { settled, vanished: copied.vanished }
}

async function baseInodes(volume: Volume, plan: QuickPlan<SourceEntry>): Promise<ReadonlyMap<BytePath, bigint>> {
  const inodes = new Map<BytePath, bigint>()
  const bases = new Set(plan.expected.map(({ base }) => base))
  for (const base of bases) {
    const series: Series = volume.series(base.series)
    const paths = plan.expected.filter(expected => expected.base === base).map(({ entry }) => entry.path)
    const stored = await series.tree(base.id).inspect(paths)
    paths.forEach((path, index) => {
      const ino = stored[index]?.ino
      if (ino !== undefined) inodes.set(path, ino)
    })
  }
  return inodes
}
