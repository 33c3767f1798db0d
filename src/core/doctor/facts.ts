// What was found out about a volume by trying it: facts without a judgement, whoever collects them.

import type { RsyncVersion } from '../rsync-output.ts'

/** Something that was tried; `why` is what the system said. */
export type Works = { readonly works: true } | { readonly works: false; readonly why: string }

export interface PlaceFacts {
  readonly kind: 'directory' | 'missing' | 'not-a-directory'
  readonly isWritable: boolean
  readonly isMount: boolean
  readonly isWholeFilesystem: boolean
  readonly mountPoint: string
  readonly filesystem: string
  readonly marker: { readonly state: 'present' | 'absent' } | { readonly state: 'damaged'; readonly why: string }
  /** As the kernel has them, of the mount and of the filesystem. */
  readonly mountOptions: readonly string[]
  /** What is mounted: `/dev/sdb1`, `server:/export`. */
  readonly source: string
}

export interface RoomFacts {
  readonly bytes: number
  readonly totalBytes: number
  readonly inodes?: number
  readonly totalInodes?: number
}

export interface LinkFacts {
  readonly hardLinks: Works
  /** Absent where there are none. `reached`: the filesystem refused one more; else the probe stopped, and `why` says at what. */
  readonly limit?: { readonly links: number; readonly reached: boolean; readonly why: string }
  readonly symlinks: Works
  /** As `latest` is moved. */
  readonly renameOverSymlink: Works
  /** A symlink that is renamed over a directory must be refused, or `latest` would replace a tree. */
  readonly directoryIsSafe: Works
  readonly noFollow: Works
}

export interface NameFacts {
  /** `a` and `A` are one file. */
  readonly foldsCase: boolean
  /** The two spellings of `é` are one file. */
  readonly normalises: boolean
  /** A name of 255 bytes. */
  readonly long: Works
  readonly notUtf8: Works
  readonly newline: Works
}

export interface AttributeFacts {
  /** What was set and what came back, nanoseconds; or why nothing could be set. */
  readonly times: { readonly set: bigint; readonly stored: bigint }[] | { readonly why: string }
  readonly modes: Works
  readonly setuid: Works
  /** Absent when we are not root. */
  readonly owners?: Works
  /** The filesystem's clock minus ours; how much of that may be rounding is told by `times`. */
  readonly skewMs: number
}

export interface SafetyFacts {
  /** While one process holds a lock, another is refused. */
  readonly lockRefuses: Works
  /** The lock is free once its holder is killed. */
  readonly lockDies: Works
  readonly fsync: Works
  readonly syncfs: Works
  readonly reflinks: Works
}

/** What needs a scratch directory; absent parts were not reached. */
export interface TriedFacts {
  readonly links: LinkFacts
  readonly names: NameFacts
  readonly attributes: AttributeFacts
  readonly safety: SafetyFacts
}

export interface VolumeFacts {
  readonly place: PlaceFacts
  readonly room?: RoomFacts
  readonly tried: TriedFacts | { readonly why: string }
}

export interface ToolFacts {
  readonly rsync:
    | { readonly state: 'absent' }
    | { readonly state: 'unknown'; readonly text: string }
    | { readonly state: 'present'; readonly version: RsyncVersion }
  /** The first line of `tar --version`; absent where there is no tar. */
  readonly tar?: string
  /** Packages of other tools that are missing, or too small (busybox). */
  readonly missing: readonly string[]
  /** How each is installed here. `tools`: what is missing. */
  readonly install: { readonly rsync: string; readonly tools: string; readonly tar: string }
  /** `24.19.0`. */
  readonly node: string
  /** Of the machine of a volume over ssh; `rsync` is absent where there is none. */
  readonly far?: { readonly host: string; readonly rsync?: RsyncVersion; readonly install: string }
}

export interface SeriesFacts {
  readonly name: string
  readonly exists: boolean
  readonly snapshots: number
  /** With trees that have no record; with records that cannot be used, and why. */
  readonly foreign: readonly string[]
  readonly damaged: readonly { readonly id: string; readonly why: string }[]
  readonly latest: { readonly state: 'absent' | 'link' | 'blocked'; readonly target: string }
  /** The newest complete one, and the one that `latest` should point to. */
  readonly newest?: string
  readonly current?: string
  /** What a run began or was deleting, that nobody has cleared. */
  readonly partial: readonly string[]
  readonly trash: readonly string[]
  readonly lock:
    { readonly state: 'free' | 'held'; readonly holder: string } | { readonly state: 'unknown'; readonly why: string }
}
