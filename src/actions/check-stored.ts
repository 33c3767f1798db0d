// Looks at every path that was stored, once all is on stable storage: it is what was planned, and it is measured.

import { type Entry, sameOwner, sourceModeOf } from '../core/entry.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import { countOf } from '../core/units.ts'
import type { CloneCounts } from '../core/record.ts'
import type { OnProgress } from '../core/progress.ts'
import type { Settled } from '../core/settled.ts'
import { isSameTime } from '../core/stored-time.ts'
import type { PartialTree, Stored } from '../ports/volume.ts'

export interface Measured {
  /** For the manifest: `storedMtimeNs` as it really is on the volume. */
  readonly entries: readonly Entry[]
  /** From blocks, each inode once: this tree alone; what it added to the volume; what it added to its series. */
  readonly bytesOnDisk: number
  readonly bytesAdded: number
  readonly seriesBytesAdded: number
  readonly clones: CloneCounts
}

/** `settled` includes the top. Throws `Failure('stored')` naming what is not as planned; nothing is published then. */
export async function checkStored(
  partial: PartialTree,
  settled: readonly Settled[],
  series: string,
  onProgress: OnProgress
): Promise<Measured> {
  const stored = await partial.inspect(
    settled.map(({ entry }) => entry.path),
    onProgress
  )
  const wrong: string[] = []
  const entries: Entry[] = []
  const counted = new Set<bigint>()
  const written = writtenInto(settled, stored)
  const clones = { files: written.size, bytesOnDisk: 0, bytesWritten: 0 }
  let bytesOnDisk = 0
  let bytesAdded = 0
  let seriesBytesAdded = 0
  settled.forEach((item, index) => {
    const now = stored[index]
    const why = whatIsWrong(item, now)
    if (why !== undefined) wrong.push(`${showName(item.entry.path)}: ${why}`)
    if (now === undefined) return
    const isDropped = now.mode !== item.entry.mode && now.type !== 'link'
    const mode = isDropped ? { mode: now.mode, sourceMode: sourceModeOf(item.entry) } : {}
    entries.push({ ...item.entry, ...mode, storedMtimeNs: now.mtimeNs })
    if (now.links > 1 && now.type !== 'dir') {
      if (counted.has(now.ino)) return
      counted.add(now.ino)
    }
    // Symlinks that rsync made are links to the base's where it found them equal (`compare: quick`).
    const fromSeries = item.how === 'made' && now.type === 'link' && now.links > 1 ? series : item.fromSeries
    // Of a clone, st_blocks counts shared blocks too; new are those that were written into it.
    const own = Math.min(written.get(now.ino) ?? now.allocated, now.allocated)
    if (written.has(now.ino)) {
      clones.bytesOnDisk += now.allocated
      clones.bytesWritten += own
    }
    bytesOnDisk += now.allocated
    if (fromSeries === undefined) bytesAdded += own
    if (fromSeries !== series) seriesBytesAdded += own
  })
  if (wrong.length > 0) {
    throw new Failure(
      'stored',
      `${countOf(wrong.length, 'stored path is', 'stored paths are')} not what was to be stored, so nothing was published:${firstAsLines(wrong, line => line)}\nIf this happens again, the volume or its disk is at fault.`
    )
  }
  return { entries, bytesOnDisk, bytesAdded, seriesBytesAdded, clones }
}

/** By inode: other names in the tree may have been linked to a clone. */
function writtenInto(
  settled: readonly Settled[],
  stored: readonly (Stored | undefined)[]
): ReadonlyMap<bigint, number> {
  const written = new Map<bigint, number>()
  settled.forEach((item, index) => {
    const ino = stored[index]?.ino
    if (item.written !== undefined && ino !== undefined) written.set(ino, item.written)
  })
  return written
}

function whatIsWrong({ entry, ino }: Settled, stored: Stored | undefined): string | undefined {
  if (stored === undefined) return 'is missing'
  if (stored.type !== entry.type) return `is a ${stored.type}, not a ${entry.type}`
  if (entry.type === 'link') return stored.target === entry.target ? undefined : 'points elsewhere'
  if (entry.type === 'file' && stored.size !== entry.size) return `has ${stored.size} bytes, not ${entry.size}`
  // The kernel drops setuid and setgid where the file's group is not ours; owners are not kept then either.
  const isDropped = entry.owner === undefined && stored.mode === (entry.mode & ~0o6000)
  if (stored.mode !== entry.mode && !isDropped)
    return `has mode ${stored.mode.toString(8)}, not ${entry.mode.toString(8)}`
  if (entry.owner !== undefined && !sameOwner(entry.owner, stored)) return 'has another owner'
  if (ino !== undefined && stored.ino !== ino) return 'is not the file it was linked to'
  return isSameTime(stored.mtimeNs, entry.storedMtimeNs) ? undefined : 'has another mtime'
}
