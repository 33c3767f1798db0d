// Copies of snapshots in a cache, outside of any volume: kept entry by entry, and brought back into a volume of their own.

import type { Entry } from '../core/entry.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { Series, Volume } from './volume.ts'

/** `why`: a sentence without its full stop. */
export interface CacheTrouble {
  readonly state: 'failed'
  readonly why: string
}

export type Found = { readonly state: 'found' } | { readonly state: 'absent' } | CacheTrouble

/** A cache never replaces an entry, and may refuse one. */
export type Kept = { readonly state: 'kept' } | CacheTrouble

export interface SnapshotCopies {
  /** Why this run has no cache that could be used; absent when it has one. */
  readonly unavailable?: string
  /** Whether there is an entry with exactly this key; nothing is brought. */
  find(key: string): Promise<Found>
  /** Keeps the bytes of these files, which are all of a snapshot. */
  keepFiles(key: string, series: Series, id: string, files: readonly Entry[], onProgress: OnProgress): Promise<Kept>
  /** Keeps the first of these records and its manifest; the others make the snapshots before it known. */
  keepSnapshot(key: string, records: readonly SnapshotRecord[], manifest: readonly Entry[]): Promise<Kept>
  /** Where what is brought comes to lie; gone when the run ends. A snapshot of it has files only once they were brought. */
  readonly volume: Volume
  /** The newest entry whose key begins so: its manifest, and all snapshots of the series that it knows. */
  bringSnapshot(keyStart: string, series: string): Promise<Found>
  /** The files of one of these snapshots. */
  bringFiles(key: string, series: string, id: string, onProgress: OnProgress): Promise<Found>
}
