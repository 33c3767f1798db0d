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

export const sameOwner = (a: Owner | undefined, b: Owner | undefined): boolean => a?.uid === b?.uid && a?.gid === b?.gid
