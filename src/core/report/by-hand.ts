// How to get a snapshot back without this program: one command to paste into a shell.

import { showsAsItIs } from '../display.ts'
import { shellWord } from '../shell-word.ts'
import type { SnapshotReport } from './model.ts'

/** Longer ones exist (4,096 bytes), but nobody copies them from a page. */
const longestPath = 1000

export interface ByHand {
  /** A line for a POSIX shell; absent where the path cannot be shown so that pasting it is safe. */
  readonly command?: string
  /** Backticks mark code. */
  readonly sentence: string
}

/** Undefined where there is no snapshot to restore. */
export function restoreByHand({ status, snapshotPath }: SnapshotReport): ByHand | undefined {
  if ((status !== 'created' && status !== 'unchanged') || snapshotPath === '') return undefined
  return copyByHand(snapshotPath)
}

/** Of any snapshot. */
export function copyByHand(snapshotPath: string): ByHand {
  if (!snapshotPath.startsWith('/') || snapshotPath.length > longestPath || !showsAsItIs(snapshotPath))
    return {
      sentence:
        'The path of this snapshot cannot be shown here so that it could be pasted. The output `snapshot-path` has it; copy from there with `rsync -a`, which makes no links into the snapshot.'
    }
  return {
    // rsync and not `cp -a`: without -H it links nothing, so that an edit of one restored file edits no other one
    command: `rsync -a -- ${shellWord(`${snapshotPath}/`)} restored/`,
    sentence:
      'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.'
  }
}
