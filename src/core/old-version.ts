// Which stored file a large new one is a later version of: its copy can start as a clone that shares what did not change. Pure.

import type { BytePath } from './byte-path.ts'
import type { Entry } from './entry.ts'
import type { TreeRef } from './link-step.ts'
import type { EntryList } from './entry-list.ts'
import { chosen } from './list.ts'
import type { Base } from './plan.ts'

export interface OldVersion {
  /** The new file, in the source and in the tree being written. */
  readonly path: BytePath
  readonly tree: TreeRef
  /** The name the old one has in that tree. */
  readonly from: BytePath
  /** Of the new file, as it was read. */
  readonly size: number
}

/**
 * From here on a clone is worth its while. Measured on xfs and btrfs with 1 % of the blocks changed: it takes as long as a
 * copy from 1 MiB on, and a third less time from 8 MiB on; below, it would scatter a file for a saving that few would notice.
 */
export const largeFile = 8 * 1024 * 1024

/**
 * Of each large file of the source: the file of its path in the first base that has one; else one that is gone from there
 * and has its name, the nearest in size. It need not be similar, nor whole: the contents are compared before any is shared.
 */
export function oldVersions(source: EntryList, bases: readonly Base[]): ReadonlyMap<BytePath, OldVersion> {
  const large = chosen(source, isLarge)
  const versions = new Map<BytePath, OldVersion>()
  if (large.length === 0 || bases.length === 0) return versions
  for (const base of bases) {
    const held = chosen(base.entries, entry => isLarge(entry) && base.damaged?.has(entry.path) !== true)
    const byPath = new Map(held.map(entry => [entry.path, entry]))
    // Of those few, not of all paths there are.
    const staying = new Set(
      held.length === 0 ? [] : chosen(source, ({ path }) => byPath.has(path)).map(({ path }) => path)
    )
    const goneByName = new Map<string, Entry[]>()
    for (const entry of held.filter(({ path }) => !staying.has(path))) {
      const name = nameOf(entry.path)
      goneByName.set(name, [...(goneByName.get(name) ?? []), entry])
    }
    for (const { path, size } of large) {
      const old = byPath.get(path) ?? nearest(goneByName.get(nameOf(path)) ?? [], size)
      if (old === undefined || versions.has(path)) continue
      versions.set(path, { path, tree: { series: base.series, id: base.id }, from: old.path, size })
    }
  }
  return versions
}

const isLarge = ({ type, size }: Entry): boolean => type === 'file' && size >= largeFile

const nameOf = (path: BytePath): string => path.slice(path.lastIndexOf('/') + 1)

function nearest(candidates: readonly Entry[], size: number): Entry | undefined {
  let best: Entry | undefined
  for (const entry of candidates) {
    if (best === undefined || Math.abs(entry.size - size) < Math.abs(best.size - size)) best = entry
  }
  return best
}
