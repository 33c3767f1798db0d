// What the main thread and the worker threads say to each other: batches of paths in, packed rows out.

import type { BytePath } from '../../core/byte-path.ts'
import type { Cause } from '../../core/cause.ts'
import type { CloneResultOf, CloneTask, PatchTask } from './clone-protocol.ts'
import type { SharedIndex } from '../../core/stat-index.ts'
import type { RestoreResultOf, RestoreTask } from './restore-protocol.ts'

/** lstat of some paths and, when asked, the SHA-256 of the regular files among them. */
export interface LookTask {
  readonly kind: 'look'
  readonly root: BytePath
  readonly paths: readonly BytePath[]
  readonly hash: boolean
  /** Files that it knows are not read. */
  readonly known?: SharedIndex
}

/** Directories read whole, with all below them, until there is enough for one answer; the rest is handed back. */
export interface WalkTask {
  readonly kind: 'walk'
  readonly root: BytePath
  readonly directories: readonly BytePath[]
  readonly hash: boolean
  /** Names of `exclude-secrets` are left out. */
  readonly secrets: boolean
  /** A directory that is left out, whatever it is called. */
  readonly never?: BytePath
  readonly known?: SharedIndex
}

/** Packed: an object for each step would cost more on its way between threads than the link itself. */
export interface LinkTask {
  readonly kind: 'link'
  /** Absolute directory the links are made in. */
  readonly root: BytePath
  /** Absolute; the trees that are linked from. */
  readonly trees: readonly BytePath[]
  /** Names below `root`, NUL-separated. */
  readonly paths: string
  /** Names in the tree that is linked from, likewise; absent where all are the same. */
  readonly froms?: string
  /** `wantedColumns` numbers for each. */
  readonly wanted: BigInt64Array<ArrayBuffer>
}

/** What must be found: any of the last three is -1 where it does not matter. */
export const wantedColumn = { tree: 0, size: 1, mtimeSeconds: 2, mtimeRest: 3, mode: 4, uid: 5, gid: 6 } as const
export const wantedColumns = 7

export interface MakeDirectoriesTask {
  readonly kind: 'make-directories'
  readonly root: BytePath
  /** Parents first. */
  readonly paths: readonly BytePath[]
}

/** The names in some directories, never through a symlink. */
export interface NamesTask {
  readonly kind: 'names'
  readonly root: BytePath
  readonly directories: readonly BytePath[]
}

/** Small files and symlinks of the source, as members of an archive that tar extracts. */
export interface PackSourceTask {
  readonly kind: 'pack-source'
  readonly root: BytePath
  /** NUL-separated. */
  readonly paths: string
  /** `factColumns` numbers for each: what it was when it was read. */
  readonly facts: BigInt64Array<ArrayBuffer>
  /** Of the files whose bytes have to be compared: the SHA-256 they had. */
  readonly digests: ReadonlyMap<number, string>
  /** Of the symlinks. */
  readonly targets: ReadonlyMap<number, BytePath>
  readonly keepOwners: boolean
  /** Descriptor of the archive, and where in it these members go; what is left empty there, tar skips. */
  readonly archive: number
  readonly offset: number
}

export const factColumn = { size: 0, dev: 1, ino: 2, ctimeNs: 3 } as const
export const factColumns = 4

export interface PackSourceResult {
  /** 1 for each that is in the archive. */
  readonly isPacked: Uint8Array<ArrayBuffer>
  /** What the archive's filesystem said. */
  readonly refused?: string
}

export type Task =
  | LookTask
  | WalkTask
  | LinkTask
  | MakeDirectoriesTask
  | NamesTask
  | PackSourceTask
  | CloneTask
  | PatchTask
  | RestoreTask

/** Columns of a look's rows, 64-bit signed integers each; ctimes in nanoseconds, only to be compared. */
export const column = {
  status: 0,
  type: 1,
  mode: 2,
  uid: 3,
  gid: 4,
  size: 5,
  /** Of the mtime, which in nanoseconds passes 64 bits in the year 2262: whole seconds, and the rest. */
  mtimeSeconds: 6,
  ctimeNs: 7,
  dev: 8,
  ino: 9,
  links: 10,
  allocated: 11,
  isRacy: 12,
  mtimeRest: 13
} as const

export const columns = 14

export const second = 1_000_000_000n

/** `unstable`: the file grew or shrank while it was read. */
export const lookStatus = { ok: 0n, gone: 1n, failed: 2n, unstable: 3n } as const

export const typeCode = { file: 0n, dir: 1n, link: 2n, other: 3n } as const

export const typeOf = (code: bigint | undefined): keyof typeof typeCode =>
  code === typeCode.file ? 'file' : code === typeCode.dir ? 'dir' : code === typeCode.link ? 'link' : 'other'

export interface LookResult {
  /** `columns` numbers for each path. */
  readonly rows: BigInt64Array<ArrayBuffer>
  /** 64 hexadecimal digits for each path, in one text; anything where nothing was hashed. */
  readonly digests: string
  /** Of the symlinks among the paths. */
  readonly targets: ReadonlyMap<number, BytePath>
  /** Of the paths that failed. */
  readonly errors: ReadonlyMap<number, string>
  /** Bytes read. */
  readonly bytes: number
  /** Files that were not read, because an index knows them. */
  readonly known: number
}

export interface WalkResult {
  /** Rows as of a look, in the order of `names`. */
  readonly found: LookResult
  /** Of each directory that was read, in bytes' order, NUL-separated; one text for all of them. */
  readonly names: string
  readonly directories: readonly { readonly path: BytePath; readonly count: number }[]
  readonly secrets: readonly { readonly path: BytePath; readonly why: string }[]
  readonly specials: readonly { readonly path: BytePath; readonly why: string }[]
  /** Directories that could not be read; without a reason where they are gone. */
  readonly unread: readonly { readonly path: BytePath; readonly why?: string }[]
  /** Directories still to be read. */
  readonly left: readonly BytePath[]
}

export interface LinkResult {
  /** `madeColumns` numbers for each; all 0 where it was not made. */
  readonly made: BigInt64Array<ArrayBuffer>
  readonly failures: ReadonlyMap<number, { readonly cause: Cause; readonly why: string }>
}

export const madeColumn = { ino: 0, allocated: 1, links: 2 } as const
export const madeColumns = 3

export interface ResultOf extends RestoreResultOf, CloneResultOf {
  look: LookResult
  walk: WalkResult
  link: LinkResult
  'make-directories': null
  'pack-source': PackSourceResult
  /** In the order they were asked for; absent for what is not a directory. */
  names: readonly (readonly BytePath[] | undefined)[]
}

export interface Request {
  readonly id: number
  readonly task: Task
}

/** A worker's answer; `error` is what the kernel said when the whole task could not go on. */
export type Reply =
  | { readonly id: number; readonly result: ResultOf[keyof ResultOf] }
  | {
      readonly id: number
      readonly error: { readonly message: string; readonly code?: string; readonly path?: string }
    }
