// Under which names a damaged inode is known: in all snapshots of the series that were verified, and in series that share it.

import { knownKinds } from '../core/known-damage.ts'
import { validateSeriesName } from '../core/series-name.ts'
import type { Case } from '../core/verify-book.ts'
import type { DamageKind } from '../core/verify-damage.ts'
import type { Series } from '../ports/volume.ts'
import type { VerifyRun } from './verify-run.ts'

/**
 * An inode that is damaged is so under all its names, also in snapshots and series that were not asked for. Those series
 * have to know of it as well: a branch may be linked against them, and they against nothing but themselves.
 */
export async function findSharedDamage(run: VerifyRun): Promise<void> {
  for (const { series, device } of run.parts) await findIn(run, series, device, () => true)
  const verified = new Set(run.parts.map(({ series }) => series.name))
  const { volume } = run.ports
  const links = await linksOf(run)
  for (const name of await volume.seriesNames()) {
    if (verified.has(name) || !validateSeriesName(name).ok) continue
    // A volume may hold thousands of series: they are only walked while the kernel counts names that nobody has told.
    if ([...links].every(([one, count]) => count <= one.names.length)) return
    const series = volume.series(name)
    if (await findIn(run, series, await series.device(), isOfInode)) run.sharing.push(series)
  }
}

/** Whether any was found. */
async function findIn(
  { book }: VerifyRun,
  series: Series,
  device: string,
  isMeant: (kind: DamageKind) => boolean
): Promise<boolean> {
  const names = await series.sharing(book.inodes(device, isMeant))
  for (const { id, path, ino } of names) book.share({ series: series.name, device, id }, ino, path)
  return names.length > 0
}

/** What a new snapshot must not be linked to; anything else shows itself when it is to be linked. */
const isOfInode = (kind: DamageKind): boolean => knownKinds.some(known => known === kind)

/** How many names each has, wherever they are. */
async function linksOf({ book, ports }: VerifyRun): Promise<ReadonlyMap<Case, number>> {
  const links = new Map<Case, number>()
  for (const one of book.cases().filter(({ kind }) => isOfInode(kind))) {
    const { series, id } = one.place
    const [held] = await ports.volume.series(series).tree(id).look([one.path])
    if (held !== undefined && 'links' in held) links.set(one, held.links)
  }
  return links
}
