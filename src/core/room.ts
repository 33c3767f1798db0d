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

/**
 * Of the tree alone, as `du` will find it. An estimate: blocks are counted whole, a sparse (or, on the source,
 * compressed) file by the blocks it has there.
 */
export function treeRoom(
  copies: readonly { readonly size: number; readonly allocated: number }[],
  directories: number,
  symlinks: number
): RoomNeeded {
  let bytes = directories * block
  for (const { size, allocated } of copies) bytes += Math.ceil((allocated < size ? allocated : size) / block) * block
  return { bytes, inodes: copies.length + directories + symlinks }
}

/** Of the tree and of our own files beside it. */
export function roomNeeded(
  copies: readonly { readonly size: number; readonly allocated: number }[],
  directories: number,
  symlinks: number,
  entries: number
): RoomNeeded {
  const tree = treeRoom(copies, directories, symlinks)
  return { bytes: tree.bytes + entries * manifestLine + ownFiles * block, inodes: tree.inodes + ownFiles }
}

/** Whether a file's blocks say that it has holes. */
export const isSparse = (entry: Pick<Entry, 'size'> & { readonly allocated: number }): boolean =>
  entry.allocated < entry.size
