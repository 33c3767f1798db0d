// Refusals that need the plan: a snapshot that lost too much, a volume without the room for it.

import { Failure } from '../core/failure.ts'
import { roomNeeded } from '../core/room.ts'
import { countOf, formatBytes, formatCount, formatPercent } from '../core/units.ts'
import type { SnapshotInputs } from '../inputs/model.ts'
import type { Volume } from '../ports/volume.ts'
import type { SourceEntry } from '../ports/source.ts'
import type { Planned } from './planned.ts'

/** `max-shrink`: a build that came out half empty should not become the newest snapshot unnoticed. */
export function checkShrink(inputs: Pick<SnapshotInputs, 'maxShrink'>, planned: Planned): void {
  const before = planned.baseRecord
  if (inputs.maxShrink === undefined || before === undefined) return
  const files = planned.entries.filter(entry => entry.type === 'file')
  const bytes = files.reduce((sum, entry) => sum + entry.size, 0)
  const lost = (now: number, then: number): number => (then === 0 ? 0 : (then - now) / then)
  const share = Math.max(lost(files.length, before.files), lost(bytes, before.bytes))
  if (share <= inputs.maxShrink) return
  throw new Failure(
    'shrunk',
    `The source has ${countOf(files.length, 'file', 'files')} of ${formatBytes(bytes)}; the snapshot before, ${before.id}, had ${formatCount(before.files)} of ${formatBytes(before.bytes)}. ` +
      `It lost ${formatPercent(share)}, more than "max-shrink" (${formatPercent(inputs.maxShrink)}) allows. Nothing was published; if this is right, raise "max-shrink" for one run.`
  )
}

/** The bytes that are left over. `volume`: asked for its room at any time before something is written. */
export async function checkRoom(
  volume: Pick<Volume, 'name' | 'free'>,
  planned: Planned,
  hardLinksWork: boolean
): Promise<number> {
  const { directories, symlinks } = planned.how.plan
  const copies = toBeCopied(planned, hardLinksWork)
  const needed = roomNeeded(copies, directories.length, symlinks.length, planned.entries.length)
  const free = await volume.free()
  if (needed.bytes > free.bytes) {
    throw new Failure(
      'room',
      `The volume ${volume.name} has no room for this snapshot: it needs about ${formatBytes(needed.bytes)} (${countOf(copies.length, 'file', 'files')} to store, ${countOf(directories.length, 'directory', 'directories')}), and ${formatBytes(free.bytes)} are free. Free space, or leave files out with "exclude". Nothing was written.`
    )
  }
  if (free.inodes !== undefined && needed.inodes > free.inodes) {
    throw new Failure(
      'room',
      `The volume ${volume.name} has too few inodes for this snapshot: it needs about ${formatCount(needed.inodes)} (one for each new file and each directory), and ${formatCount(free.inodes)} are free. Remove snapshots or other files there. Nothing was written.`
    )
  }
  return free.bytes - needed.bytes
}

/** Without hard links all regular files are. */
function toBeCopied({ entries, how }: Planned, hardLinksWork: boolean): readonly SourceEntry[] {
  if (!hardLinksWork) return entries.filter(({ type }) => type === 'file')
  const { plan } = how
  return 'copies' in plan
    ? plan.copies.map(({ entry }) => entry)
    : [...plan.rest, ...plan.fresh.map(({ entry }) => entry)]
}
