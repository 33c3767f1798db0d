// The inodes of a snapshot that is to go, with the blocks that its neighbours share with it and keep.

import { type InodeLinks, withHeld } from '../core/retention/freed.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import type { Series } from '../ports/volume.ts'

/**
 * `gone`: those that go before it. A large file is cloned from the snapshot before, so whoever else has a block of it, the
 * nearest on one of the two sides has it too.
 */
export async function inodesToFree(
  series: Series,
  id: string,
  gone: { has: (id: string) => boolean }
): Promise<readonly InodeLinks[]> {
  const [tree = []] = await series.inodes([id])
  if (tree.every(({ shared }) => shared === undefined)) return tree
  const staying = (await series.list()).map(listed => listed.id).filter(other => other !== id && !gone.has(other))
  const older = staying.filter(other => compareSnapshotIds(other, id) < 0).sort(compareSnapshotIds)
  const newer = staying.filter(other => compareSnapshotIds(other, id) > 0).sort(compareSnapshotIds)
  const besides = [older.at(-1), newer[0]].filter(beside => beside !== undefined)
  return withHeld(tree, await series.inodes(besides))
}
