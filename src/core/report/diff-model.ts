// Everything that a comparison of two snapshots has to say; its log and its JSON report read this.

import type { SnapshotRecord } from '../record.ts'
import { isEqual, type TreeDiff } from '../tree-diff.ts'

/** One of the two snapshots. */
export interface DiffSide {
  readonly series: string
  readonly record: SnapshotRecord
  /** Where it lies on the volume. */
  readonly path: string
}

export interface DiffReport {
  readonly volume: string
  readonly before: DiffSide
  readonly after: DiffSide
  readonly diff: TreeDiff
  /** Rows of each list in the log; the JSON report has all. */
  readonly rows: number
  /** The version of this program. */
  readonly program: string
}

/** The names of the lists, in the order in which they are told. */
export const diffLists = ['added', 'removed', 'changed', 'moved', 'attributes'] as const

export type DiffStatus = 'equal' | 'different'

export const statusOf = ({ diff }: DiffReport): DiffStatus => (isEqual(diff) ? 'equal' : 'different')
