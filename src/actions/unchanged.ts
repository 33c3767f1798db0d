// Whether the current snapshot already holds what a new one would: `skip-if-unchanged`.

import { type Entry, sameOwner } from '../core/entry.ts'
import { type List, partOf } from '../core/list.ts'
import { countOf } from '../core/units.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { Stored, Tree } from '../ports/tree.ts'
import type { Series } from '../ports/volume.ts'
import type { Planned } from './planned.ts'
import type { Story } from './story.ts'

/** False also when it lacks a tag or the pin that was asked for, and when its tree is no longer what was stored. */
export async function isUnchanged(
  story: Story,
  series: Series,
  current: SnapshotRecord,
  planned: Planned
): Promise<boolean> {
  const { tags, pin } = story.inputs
  if (current.digest !== planned.digest || planned.base?.id !== current.id || planned.base.series !== series.name)
    return false
  if (!tags.every(tag => current.tags.includes(tag)) || (pin && !current.pinned)) {
    story.note(
      `Nothing changed since ${current.id}, but it lacks a tag or the pin asked for, so a new snapshot is taken.`
    )
    return false
  }
  const { damaged } = planned.base
  if (damaged !== undefined) {
    story.warn(
      `Nothing changed in the source, but a verification found ${countOf(damaged.size, 'file', 'files')} of the snapshot ${current.id} damaged. A new one is taken, which is whole.`
    )
    return false
  }
  const isWhole = await holdsAll(series.tree(current.id), planned.base.entries)
  if (!isWhole) {
    story.warn(
      `Nothing changed in the source, but the snapshot ${current.id} is no longer what was stored: something changed or removed files in it. A new one is taken.`
    )
  }
  return isWhole
}

/** Of very many, what is found of all of them at once would take more memory than the rest of the run. */
const lookedAtOnce = 20_000

/** Whether each entry is in the tree as it was stored. */
export async function holdsAll(tree: Pick<Tree, 'inspect'>, entries: List<Entry>): Promise<boolean> {
  for (let at = 0; at < entries.length; at += lookedAtOnce) {
    const part = partOf(entries, at, lookedAtOnce)
    const stored = await tree.inspect(part.map(({ path }) => path))
    if (!part.every((entry, index) => isHeld(entry, stored[index]))) return false
  }
  return true
}

function isHeld(entry: Entry, now: Stored | undefined): boolean {
  if (now?.type !== entry.type) return false
  if (entry.type === 'link') return now.target === entry.target
  if (now.mode !== entry.mode || (entry.owner !== undefined && !sameOwner(entry.owner, now))) return false
  return entry.type === 'dir' || (now.size === entry.size && now.mtimeNs === entry.storedMtimeNs)
}
