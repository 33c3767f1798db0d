// The tree that is to be snapshotted, as the actions see it: listed by rsync's rules, read once, never written.

import type { BytePath } from '../core/byte-path.ts'
import type { Entry } from '../core/entry.ts'
import type { OnProgress } from '../core/progress.ts'
import type { Once } from '../core/once.ts'
import type { LeftOut } from '../core/report/model.ts'

export interface SourceRequest {
  /** `path` as written: one directory, or several files, directories and globs; `!` excludes. */
  readonly path: readonly string[]
  /** Absolute; what relative lines of `path` are resolved against. */
  readonly workspace: string
  /** Absolute; what several paths are kept relative to. */
  readonly root: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly filterFile?: string
  readonly excludeSecrets: boolean
  readonly oneFileSystem: boolean
  /** Options of `rsync-args` that decide what is listed. */
  readonly listingArgs: readonly string[]
}

/** Where the source is, after globs were expanded; nothing was listed yet. */
export interface ResolvedSource {
  /** Absolute directory, symlinks resolved; its contents are the top of the snapshot. */
  readonly root: BytePath
  /** With several paths: those kept, relative to `root`; absent for one whole directory. */
  readonly items?: readonly BytePath[]
  /** Absolute directories and files that are read, symlinks resolved: what must not contain the volume. */
  readonly places: readonly BytePath[]
  /** Lines of `path` that exist nowhere. */
  readonly missing: readonly string[]
  /** The runner's temporary directory, relative to `root`, where the source holds it: it is left out, whatever the rules. */
  readonly runnerTemp?: BytePath
  readonly request: SourceRequest
}

/** An entry with what tells whether its file was touched since. */
export interface SourceEntry extends Entry {
  readonly dev: bigint
  readonly ino: bigint
  readonly ctimeNs: bigint
  /** Allocated bytes, less than `size` for a sparse file. */
  readonly allocated: number
  /** It changed so shortly before it was read that a later change may not show in its times. */
  readonly isRacy: boolean
}

export interface Scan {
  /** Sorted by path; the first is the top (`.`). */
  readonly entries: readonly SourceEntry[]
  readonly secrets: readonly LeftOut[]
  readonly specials: readonly LeftOut[]
  /** Listed, but gone when they were read, also after a second look. */
  readonly vanished: readonly BytePath[]
  /** Lines of `path` that begin with `!` and matched nothing that was listed. */
  readonly unusedExcludes: readonly string[]
  /** Files that were not read, since the index that was given knows their contents. */
  readonly filesKnown?: number
  /** An index for the next scan of this source: opaque, and of no use anywhere else. */
  readonly index?: () => Uint8Array
}

export interface Source {
  /** Expands `path`. Throws `Failure('source')` for a source that must never be taken, such as `/`. */
  resolve(request: SourceRequest): Promise<ResolvedSource>
  /**
   * Lists by rsync and reads what was listed, hashing regular files when `hash` is set.
   * `index`: what an earlier scan gave; files that it knows are not read again. One that is damaged or not of this source
   * is as good as none. Throws `Failure('source')` naming what could not be read: a part of a tree is never passed off as the whole.
   */
  scan(source: ResolvedSource, hash: boolean, onProgress: OnProgress, index?: Once<Uint8Array>): Promise<Scan>
  /** Looks at some paths again, reading and hashing them when `hash` is set; absent where the path is gone. */
  look(source: ResolvedSource, paths: readonly BytePath[], hash: boolean): Promise<readonly (SourceEntry | undefined)[]>
}
