// How much room a plan will take on the volume, before anything is written there.

import type { Entry } from './entry.ts'

export interface RoomNeeded {
  readonly bytes: number
  readonly inodes: number
}

/** The block that ext4, xfs and btrfs allocate by. A directory of ours costs at least one on ext4. */
const block = 4096
/** A line of the manifest, compressed; the hash alone is 32 incompressible bytes. */
const manifestLine = 100
/** Manifest, record, their names, the link: what every snapshot costs besides its tree. */
const ownFiles = 4

/** An estimate: blocks are counted whole, a sparse (or, on the source, compressed) file by the blocks it has there. */
export function roomNeeded(
  copies: readonly { readonly size: number; readonly allocated: number }[],
  directories: number,
  symlinks: number,
  entries: number
): RoomNeeded {
  let bytes = directories * block + entries * manifestLine + ownFiles * block
  for (const { size, allocated } of copies) bytes += Math.ceil((allocated < size ? allocated : size) / block) * block
  return { bytes, inodes: copies.length + directories + symlinks + ownFiles }
}

/** Whether a file's blocks say that it has holes. */
export const isSparse = (entry: Pick<Entry, 'size'> & { readonly allocated: number }): boolean =>
  entry.allocated < entry.size
