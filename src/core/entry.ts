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
  readonly owner?: Owner | undefined
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
  readonly sha256?: string | undefined
  /** What a symlink points to, byte for byte; symlinks only. */
  readonly target?: BytePath | undefined
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
  const { sourceMode, mode } = source
  if (sourceMode === undefined && (storedMode === undefined || storedMode === mode))
    return new StoredEntry(source, storedMtimeNs)
  const { path, type, size, mtimeNs, sha256, owner, target } = source
  return {
    ...{ path, type, mode: storedMode ?? mode, sourceMode: sourceModeOf(source), size, mtimeNs, storedMtimeNs },
    ...(owner !== undefined && { owner }),
    ...(sha256 !== undefined && { sha256 }),
    ...(target !== undefined && { target })
  }
}

/** Nothing of it can be spread: its properties are those of another one (see `entryWith`). */
class StoredEntry implements Entry {
  readonly #source: Entry
  readonly #storedMtimeNs: bigint

  constructor(source: Entry, storedMtimeNs: bigint) {
    this.#source = source
    this.#storedMtimeNs = storedMtimeNs
  }

  get path(): BytePath {
    return this.#source.path
  }

  get type(): EntryType {
    return this.#source.type
  }

  get mode(): number {
    return this.#source.mode
  }

  get owner(): Owner | undefined {
    return this.#source.owner
  }

  get size(): number {
    return this.#source.size
  }

  get mtimeNs(): bigint {
    return this.#source.mtimeNs
  }

  get storedMtimeNs(): bigint {
    return this.#storedMtimeNs
  }

  get sha256(): string | undefined {
    return this.#source.sha256
  }

  get target(): BytePath | undefined {
    return this.#source.target
  }
}

/**
 * The same entry with something else about it, as an object of its own. Very many entries reckon their properties when they
 * are asked for, and a spread takes none of those along.
 */
export function entryWith<E extends Entry>(entry: E, changes: Partial<E>): E {
  const own: Record<string, unknown> = {}
  for (const name of reckonedBy(entry)) {
    const value = entry[name as keyof E]
    if (value !== undefined) own[name] = value
  }
  return { ...own, ...entry, ...changes }
}

const reckoned = new Map<object, readonly string[]>()

function reckonedBy(entry: object): readonly string[] {
  const kind = Object.getPrototypeOf(entry) as object
  let names = reckoned.get(kind)
  if (names === undefined) {
    const all = kind === Object.prototype ? [] : Object.entries(Object.getOwnPropertyDescriptors(kind))
    reckoned.set(kind, (names = all.filter(([, property]) => 'get' in property).map(([name]) => name)))
  }
  return names
}

/** A directory whose owner may not change the names in it. */
export const isLocked = ({ mode }: Pick<Entry, 'mode'>): boolean => (mode & 0o300) !== 0o300

export const sameOwner = (a: Owner | undefined, b: Owner | undefined): boolean => a?.uid === b?.uid && a?.gid === b?.gid
