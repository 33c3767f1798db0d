// One hard link to be made into the tree being written, and what came of it.

import type { BytePath } from './byte-path.ts'
import type { Cause } from './cause.ts'

/** A tree on the volume: a snapshot of some series, or the one being written. */
export type TreeRef = { readonly series: string; readonly id: string } | 'self'

export interface LinkStep {
  /** The name it gets in the tree being written. */
  readonly path: BytePath
  readonly tree: TreeRef
  /** The name it has in that tree. */
  readonly from: BytePath
  /** As it was stored: anything else was altered since and is not carried forward. */
  readonly size: number
  readonly storedMtimeNs: bigint
}

export type LinkOutcome =
  | { readonly linked: true; readonly ino: bigint }
  | { readonly linked: false; readonly cause: Cause; readonly why: string }
