// Marks in the bases of a new snapshot which of their files a verification found damaged: these are not linked to.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import { damageKey, type KnownDamage } from '../core/known-damage.ts'
import { chosen } from '../core/list.ts'
import type { Base } from '../core/plan.ts'
import type { Series, Volume } from '../ports/volume.ts'

export interface Marked {
  readonly bases: readonly Base[]
  /** Sentences someone must act on. */
  readonly warnings: readonly string[]
}

/** What one series knows counts for all bases: an inode may be shared by several series. */
export async function markDamage(volume: Volume, bases: readonly Base[]): Promise<Marked> {
  const warnings: string[] = []
  const known = new Map<string, KnownDamage[]>()
  for (const name of new Set(bases.map(({ series }) => series))) {
    const { damaged, problem } = await volume.series(name).knownDamage()
    if (problem !== undefined) {
      warnings.push(
        `Which files of the series ${name} are damaged is not known any more, as the list of them cannot be used (${problem}): some could be linked to. Verify all its snapshots, which writes the list anew.`
      )
    }
    for (const one of damaged) known.set(damageKey(one), [...(known.get(damageKey(one)) ?? []), one])
  }
  if (known.size === 0) return { bases, warnings }
  const marked: Base[] = []
  for (const base of bases) {
    const damaged = await damagedIn(volume.series(base.series), base, known)
    marked.push(damaged.size === 0 ? base : { ...base, damaged })
  }
  return { bases: marked, warnings }
}

/**
 * Size, time and expected content are also those of the whole copy that a snapshot stored later, where the source's time
 * did not change. The inode tells the two apart; and where it is another one (a whole copy, or the whole volume was
 * copied to another disk, damage and all), its bytes do.
 */
async function damagedIn(
  series: Series,
  base: Base,
  known: ReadonlyMap<string, readonly KnownDamage[]>
): Promise<ReadonlySet<BytePath>> {
  const suspects = chosen(base.entries, entry => entry.type === 'file' && known.has(damageKey(entry)))
  const tree = series.tree(base.id)
  const seen = await tree.look(suspects.map(({ path }) => path))
  const damaged = new Set<BytePath>()
  const doubtful: { readonly entry: Entry; readonly ino: bigint }[] = []
  suspects.forEach((entry, index) => {
    const held = seen[index]
    // What is gone cannot be linked to anyway, and says so itself.
    if (held === undefined) return
    if (!('ino' in held) || known.get(damageKey(entry))?.some(({ ino }) => ino === held.ino) === true)
      damaged.add(entry.path)
    else doubtful.push({ entry, ino: held.ino })
  })
  // Each inode once, whatever number of names it has here.
  const files = [...new Map(doubtful.map(one => [one.ino, one.entry])).entries()]
  const digests = await tree.reread(files.map(([, entry]) => entry))
  const rotten = new Set(files.filter(([, { sha256 }], index) => digests[index] !== sha256).map(([ino]) => ino))
  for (const { entry, ino } of doubtful) if (rotten.has(ino)) damaged.add(entry.path)
  return damaged
}
