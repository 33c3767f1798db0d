// The tasks of a restore: which directories and files, by descriptors that all threads of the process share.

import type { BytePath } from '../../core/byte-path.ts'
import { type Entry, entryWith } from '../../core/entry.ts'
import type { PackedFile } from '../../ports/target.ts'
import type { LetIn } from './pinned.ts'

/** A file or symlink on its way into the target, under a number of ours until it is put in place. */
export interface NumberedStep {
  readonly number: number
  readonly entry: Entry
  readonly from: 'snapshot' | 'target'
  readonly packed?: PackedFile
}

/** As a message takes them along: of an object that reckons its properties nothing would arrive. */
export const forThread = (steps: readonly NumberedStep[]): NumberedStep[] =>
  steps.map(step => ({ ...step, entry: entryWith(step.entry, {}) }))

/** What a task reads from and writes to. */
export interface Places {
  /** Descriptor of the snapshot's tree. */
  readonly tree: number
  /** Descriptor of the target. */
  readonly root: number
  /** Descriptor of the directory in it where files are written aside. */
  readonly staging: number
}

/** Reads small files and makes tar members of them; symlinks are made of their entry alone. */
export interface PackTask {
  readonly kind: 'pack'
  readonly places: Places
  readonly steps: readonly NumberedStep[]
  readonly verify: boolean
  readonly keepOwners: boolean
  /** Descriptor of the archive, and where in it these members go: no more bytes of it than their `packedSize`. */
  readonly archive: number
  readonly offset: number
}

/** Why a file was not written aside. `stale`: the target's own file is not what it was; the snapshot has it. */
export interface Unfit {
  readonly problem: 'damaged' | 'missing' | 'stale'
  readonly why: string
}

export interface PackResult {
  readonly unfit: ReadonlyMap<number, Unfit>
  readonly refused?: Refused
  readonly letIn: readonly LetIn[]
}

/** Writes large files aside, one after the other, with mode and owner. */
export interface CopyTask {
  readonly kind: 'copy'
  readonly places: Places
  readonly steps: readonly NumberedStep[]
  readonly verify: boolean
  readonly keepOwners: boolean
  /** Sharing the stored blocks: `try` falls back to copying where the filesystem cannot. */
  readonly clone: 'never' | 'try' | 'must'
}

export interface CopyResult {
  readonly unfit: ReadonlyMap<number, Unfit>
  /** Of the steps, those that were cloned. */
  readonly cloned: ReadonlySet<number>
  /** Cloning does not work here. */
  readonly cannotClone?: string
  readonly refused?: Refused
  readonly letIn: readonly LetIn[]
}

/** Renames what was written aside over its place in the target. */
export interface PlaceTask {
  readonly kind: 'place'
  readonly places: Pick<Places, 'root' | 'staging'>
  readonly steps: readonly {
    readonly number: number
    readonly path: BytePath
    /** Of a file that has to be given its mode before. */
    readonly mode?: number
  }[]
}

export interface EnsureDirectoriesTask {
  readonly kind: 'ensure-directories'
  readonly root: number
  /** Parents first; a parent that is missing is made as well. */
  readonly paths: readonly BytePath[]
}

/** Whatever is there, whole trees too, without following a link or entering another filesystem. */
export interface RemoveTask {
  readonly kind: 'remove'
  readonly root: number
  readonly paths: readonly BytePath[]
}

export interface RemoveResult {
  /** What is still there, and why. */
  readonly left: readonly Refused[]
  readonly letIn: readonly LetIn[]
}

/** What the kernel said no to. */
export interface Refused {
  readonly path: BytePath
  readonly code: string
  readonly message: string
}

/** The task ended at the first refusal. */
export interface WriteResult {
  readonly refused?: Refused
  readonly letIn: readonly LetIn[]
}

export type RestoreTask = PackTask | CopyTask | PlaceTask | EnsureDirectoriesTask | RemoveTask

export interface RestoreResultOf {
  pack: PackResult
  copy: CopyResult
  place: WriteResult
  'ensure-directories': WriteResult
  remove: RemoveResult
}
