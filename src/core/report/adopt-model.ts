// Everything one run of `adopt` has to say; its log and JSON report read this.

import type { LeftAlone } from '../adoption.ts'
import type { BytePath } from '../byte-path.ts'

/** `planned`: of a dry run. `failed`: left where it is, and `why` says what was in the way. */
export interface TreeOutcome {
  readonly state: 'adopted' | 'planned' | 'failed'
  readonly name: BytePath
  readonly id: string
  readonly why?: string
  /** All zero for one that failed. */
  readonly figures: TreeFigures
}

export interface TreeFigures {
  readonly files: number
  /** Files that an earlier tree holds too, or an earlier name in this one. */
  readonly filesLinked: number
  /** Apparent size of all files, and of the linked ones. */
  readonly bytes: number
  readonly bytesLinked: number
  /** From blocks: the tree alone, and what it added to the trees before it. */
  readonly bytesOnDisk: number
  readonly bytesAdded: number
  /** FIFOs, sockets and devices. */
  readonly specials: number
}

export const noFigures: TreeFigures = {
  files: 0,
  filesLinked: 0,
  bytes: 0,
  bytesLinked: 0,
  bytesOnDisk: 0,
  bytesAdded: 0,
  specials: 0
}

export interface AdoptReport {
  /** `nothing`: there was no tree to adopt; `failed`: none of them could be. */
  readonly status: 'adopted' | 'dry-run' | 'nothing' | 'failed'
  readonly volume: string
  readonly series: string
  /** The directory adopted from. */
  readonly path: string
  /** The oldest first. */
  readonly trees: readonly TreeOutcome[]
  readonly left: readonly LeftAlone[]
  /** The id that `latest` of the series points to; empty when it points to none. */
  readonly latest: string
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
  readonly startedAt: string
  readonly durationMs: number
  /** The program's version. */
  readonly program: string
}
