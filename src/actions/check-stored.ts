// Looks at what was stored, once all is on stable storage: it is what was planned, and it is measured. A link was looked at
// when it was made, which is the same look: nothing of ours touches it after that.

import type { BytePath } from '../core/byte-path.ts'
import { type Entry, entryWith, sameOwner, sourceModeOf } from '../core/entry.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { inDocumentOrder } from '../core/manifest/document-order.ts'
import { firstAsLines } from '../core/first-few.ts'
import { countOf } from '../core/units.ts'
import { InodeSet } from '../core/inode-set.ts'
import type { CloneCounts } from '../core/record.ts'
import type { OnProgress } from '../core/progress.ts'
import type { Settled } from '../core/settled.ts'
import { isSameTime } from '../core/stored-time.ts'
import type { PartialTree } from '../ports/partial-tree.ts'
import type { Stored } from '../ports/tree.ts'

export interface Measured {
  /** For the manifest, in its order: `storedMtimeNs` as it really is on the volume. */
  readonly entries: readonly Entry[]
  /** From blocks, each inode once: this tree alone; what it added to the volume; what it added to its series. */
  readonly bytesOnDisk: number
  readonly bytesAdded: number
  readonly seriesBytesAdded: number
  readonly clones: CloneCounts
}

/**
 * `directories`: what `seal` is to give attributes. `settled` includes the top. Throws `Failure('stored')` naming what is not
 * as planned; nothing is published then.
 */
export async function checkStored(
  partial: PartialTree,
  directories: readonly Entry[],
  settled: Iterable<Settled>,
  series: string,
  onProgress: OnProgress
): Promise<Measured> {
  const paths: BytePath[] = []
  const clonesAt: { readonly at: number; readonly bytes: number }[] = []
  for (const item of settled) {
    if (isSeen(item)) continue
    if (item.written !== undefined) clonesAt.push({ at: paths.length, bytes: item.written })
    paths.push(item.entry.path)
  }
  const stored = await partial.seal(directories, paths, onProgress)
  const wrong: string[] = []
  const entries: Entry[] = []
  const counted = new InodeSet()
  // By inode: other names in the tree may have been linked to a clone.
  const written = new Map<bigint, number>()
  for (const { at, bytes } of clonesAt) {
    const ino = stored.at(at)?.ino
    if (ino !== undefined) written.set(ino, bytes)
  }
  const clones = { files: written.size, bytesOnDisk: 0, bytesWritten: 0 }
  let bytesOnDisk = 0
  let bytesAdded = 0
  let seriesBytesAdded = 0
  /** Each inode once. `own`: what it does not share with other inodes. */
  const count = (
    { ino, allocated, own }: { ino: bigint; allocated: number; own: number },
    isShared: boolean,
    fromSeries: string | undefined
  ): void => {
    if (isShared && !counted.add(ino)) return
    if (written.has(ino)) {
      clones.bytesOnDisk += allocated
      clones.bytesWritten += own
    }
    bytesOnDisk += allocated
    if (fromSeries === undefined) bytesAdded += own
    if (fromSeries !== series) seriesBytesAdded += own
  }
  let looked = 0
  for (const item of settled) {
    const { entry, fromSeries } = item
    if (isSeen(item)) {
      entries.push(entry)
      count({ ino: item.ino, allocated: item.allocated, own: item.allocated }, item.links > 1, fromSeries)
      continue
    }
    const now = stored.at(looked++)
    const why = whatIsWrong(item, now)
    if (why !== undefined) wrong.push(`${showName(entry.path)}: ${why}`)
    if (now === undefined) continue
    const isDropped = now.mode !== entry.mode && now.type !== 'link'
    if (isDropped)
      entries.push(entryWith(entry, { mode: now.mode, sourceMode: sourceModeOf(entry), storedMtimeNs: now.mtimeNs }))
    else entries.push(now.mtimeNs === entry.storedMtimeNs ? entry : entryWith(entry, { storedMtimeNs: now.mtimeNs }))
    // Symlinks that rsync made are links to the base's where it found them equal (`compare: quick`).
    const isOfBase = item.how === 'made' && now.type === 'link' && now.links > 1
    const isShared = now.links > 1 && now.type !== 'dir'
    // Of a clone, st_blocks counts shared blocks too; new are those that were written into it.
    const own = Math.min(written.get(now.ino) ?? now.allocated, now.allocated)
    count({ ino: now.ino, allocated: now.allocated, own }, isShared, isOfBase ? series : fromSeries)
  }
  if (wrong.length > 0) {
    throw new Failure(
      'stored',
      `${countOf(wrong.length, 'stored path is', 'stored paths are')} not what was to be stored, so nothing was published:${firstAsLines(wrong, line => line)}\nIf this happens again, the volume or its disk is at fault.`
    )
  }
  return { entries: inDocumentOrder(entries), bytesOnDisk, bytesAdded, seriesBytesAdded, clones }
}

/** It was looked at when its link was made. */
const isSeen = (item: Settled): item is Settled & { ino: bigint; allocated: number; links: number } =>
  item.ino !== undefined && item.allocated !== undefined && item.links !== undefined

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
