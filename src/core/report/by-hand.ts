// How to get a snapshot back without this program: one command to paste into a shell.

import { showsAsItIs } from '../display.ts'
import { shellWord } from '../shell-word.ts'
import { isRemote, readSshAddress, type SshAddress } from '../volume-address.ts'
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
  const command = showsAsItIs(snapshotPath) && snapshotPath.length <= longestPath ? commandFor(snapshotPath) : undefined
  if (command === undefined)
    return {
      sentence:
        'The path of this snapshot cannot be shown here so that it could be pasted. The output `snapshot-path` has it; copy from there with `rsync -a`, which makes no links into the snapshot.'
    }
  return {
    command,
    sentence:
      'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.'
  }
}

/** rsync and not `cp -a`: without -H it links nothing, so that an edit of one restored file edits no other one. */
function commandFor(snapshotPath: string): string | undefined {
  if (isRemote(snapshotPath)) {
    const read = readSshAddress(snapshotPath)
    return read.ok ? fromFar(read.address) : undefined
  }
  return snapshotPath.startsWith('/') ? `rsync -a -- ${shellWord(`${snapshotPath}/`)} restored/` : undefined
}

/** -s: the path is for that machine's rsync, and not for its shell. */
function fromFar({ user, host, port, path }: SshAddress): string {
  const account = `${user === undefined ? '' : `${user}@`}${host.includes(':') ? `[${host}]` : host}`
  const shell = port === undefined ? '' : `-e ${shellWord(`ssh -p ${port}`)} `
  return `rsync -a -s ${shell}-- ${shellWord(`${account}:${path}/`)} restored/`
}
