// How much room a restore may take in its target at most, before anything is written there.

import type { BytePath } from './byte-path.ts'
import type { PresentPaths, RestorePlan } from './restore-plan.ts'
import type { RoomNeeded } from './room.ts'

/** The block that ext4, xfs and btrfs allocate by. */
const block = 4096

/** What is written aside at one time, before it takes the place of what was there: large files, and many small ones. */
const aside = { largeFiles: 8, bytesOfOthers: 64 * 1024 * 1024, files: 8192 }

/** Small files are on the disk a second time until they have been extracted from an archive, and come out without holes. */
const packed = { upTo: 1024 * 1024, headers: 1536, unit: 512, atOnce: 64 * 1024 * 1024 }

/**
 * By how much files grow, and what is there twice while they are replaced. `allocatedOf`: what a stored file takes, where
 * that is known to be less than its size (one with holes).
 */
export function restoreRoom(
  { steps, make }: RestorePlan,
  present: PresentPaths,
  allocatedOf: ReadonlyMap<BytePath, number> = new Map()
): RoomNeeded {
  const twice: number[] = []
  let bytes = make.length * block
  let inodes = make.length
  let replaced = 0
  let archived = 0
  for (const { entry } of steps) {
    const old = present.get(entry.path)
    if (old === undefined) inodes++
    else replaced++
    const isPacked = entry.size <= packed.upTo
    if (isPacked) archived += packed.headers + roundUp(entry.size, packed.unit)
    if (entry.type !== 'file') continue
    const size = roundUp(Math.min(entry.size, isPacked ? Infinity : (allocatedOf.get(entry.path) ?? Infinity)), block)
    // Another name keeps the old inode alive.
    const freed = old?.type === 'file' && old.links === 1 ? old.allocated : 0
    bytes += Math.max(0, size - freed)
    twice.push(Math.min(size, freed))
  }
  const large = sum(twice.sort((a, b) => b - a).slice(0, aside.largeFiles))
  return {
    bytes:
      bytes + Math.min(sum(twice), large + aside.bytesOfOthers) + roundUp(Math.min(archived, packed.atOnce), block),
    inodes: inodes + Math.min(replaced, aside.files)
  }
}

const roundUp = (size: number, unit: number): number => Math.ceil(size / unit) * unit

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)
