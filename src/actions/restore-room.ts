// Refuses a restore for which the target's filesystem has no room, before anything is written.

import { type BytePath } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { restoreRoom } from '../core/restore-room.ts'
import { formatBytes, formatCount } from '../core/units.ts'
import type { Free } from '../ports/volume.ts'
import type { Held } from './restore-choice.ts'
import type { Outlook } from './restore-look.ts'
import type { RestoreStory } from './restore-story.ts'

export async function checkRestoreRoom(story: RestoreStory, held: Held, { plan, present }: Outlook): Promise<void> {
  const { inputs, ports } = story
  const free = await ports.target.free()
  const atMost = restoreRoom(plan, present)
  const isShort = atMost.bytes > free.bytes && !(await mayShareBlocks(story, free))
  // Files with holes take less than their size, which only a look at the stored ones tells.
  const needed = isShort ? restoreRoom(plan, present, await allocatedOf(held, plan.steps)) : atMost
  const nothing =
    'Free some there, restore less of the snapshot with "paths", or set "path" to another place. Nothing was written.'
  if (isShort && needed.bytes > free.bytes) {
    throw new Failure(
      'room',
      `The target ${quoteValue(inputs.path)} has no room for this restore: it needs up to ${formatBytes(needed.bytes)}, and ${formatBytes(free.bytes)} are free. ${nothing}`
    )
  }
  if (free.inodes !== undefined && needed.inodes > free.inodes) {
    throw new Failure(
      'room',
      `The target ${quoteValue(inputs.path)} has too few inodes for this restore: it needs up to ${formatCount(needed.inodes)}, and ${formatCount(free.inodes)} are free. ${nothing}`
    )
  }
}

const sharing = ['btrfs', 'xfs', 'bcachefs', 'zfs']

/** Reflinked files take no room; whether that works is known only when it is tried, so that this may not be in its way. */
async function mayShareBlocks({ inputs, volume }: RestoreStory, free: Free): Promise<boolean> {
  if (inputs.method === 'copy') return false
  const { filesystem } = await volume.state()
  return sharing.includes(filesystem) && (await volume.free()).totalBytes === free.totalBytes
}

async function allocatedOf(
  { series, record }: Held,
  steps: Outlook['plan']['steps']
): Promise<ReadonlyMap<BytePath, number>> {
  const paths = steps
    .filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot')
    .map(({ entry }) => entry.path)
  const stored = await series.tree(record.id).inspect(paths)
  return new Map(
    paths.flatMap((path, index) => {
      const now = stored[index]
      return now === undefined ? [] : [[path, now.allocated] as const]
    })
  )
}
