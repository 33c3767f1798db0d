// What one path of a snapshot is: the row that the listing fills, the plan compares and the manifest keeps.

import type { BytePath } from './byte-path.ts'

export type EntryType = 'file' | 'dir' | 'link'

export interface Entry {
  readonly path: BytePath
  readonly type: EntryType
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. 0o777 for symlinks. */
  readonly mode: number
  /**
   * The source's permission bits, when the stored ones differ: the top directory is always kept u+rwx so that it can be
   * renamed.
   */
  readonly sourceMode?: number
  /** Numeric owner and group; present only in snapshots that keep owners (taken as root). */
  readonly owner?: Owner
  /** Bytes of a regular file; 0 for anything else. */
  readonly size: number
  /** The mtime that the source had, nanoseconds since the epoch (may be negative). */
  readonly mtimeNs: bigint
  /**
   * The mtime of the inode on the volume, nanoseconds. A linked file keeps the time at which its bytes were first
   * stored, so this differs from `mtimeNs` for files that a build wrote again with the same content.
   */
  readonly storedMtimeNs: bigint
  /** 64 hexadecimal digits; regular files only. */
  readonly sha256?: string
  /** What a symlink points to, byte for byte; symlinks only. */
  readonly target?: BytePath
}

export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** The permission bits in the source, by which entries are compared. */
export const sourceModeOf = (entry: Entry): number => entry.sourceMode ?? entry.mode

/**
 * An entry as a link of a stored inode has it: with the time of that inode, and with its mode, from which the kernel may have
 * dropped setuid when it was stored first (absent for a symlink). Without what else is known of a file of the source.
 */
export function asStored(source: Entry, storedMtimeNs: bigint, storedMode: number | undefined): Entry {
  const { path, type, mode, sourceMode, size, mtimeNs, sha256, owner, target } = source
  const isOther = sourceMode !== undefined || (storedMode !== undefined && storedMode !== mode)
  if (!isOther && type === 'file' && sha256 !== undefined) {
    return owner === undefined
      ? { path, type, mode, size, mtimeNs, storedMtimeNs, sha256 }
      : { path, type, mode, size, mtimeNs, storedMtimeNs, sha256, owner }
  }
  return {
    ...{ path, type, mode: storedMode ?? mode, size, mtimeNs, storedMtimeNs },
    ...(isOther && { sourceMode: sourceModeOf(source) }),
    ...(owner !== undefined && { owner }),
    ...(sha256 !== undefined && { sha256 }),
    ...(target !== undefined && { target })
  }
}

/** A directory whose owner may not change the names in it. */
export const isLocked = ({ mode }: Pick<Entry, 'mode'>): boolean => (mode & 0o300) !== 0o300

export const sameOwner = (a: Owner | undefined, b: Owner | undefined): boolean => a?.uid === b?.uid && a?.gid === b?.gid
