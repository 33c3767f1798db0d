// What tells whether a restore was in a directory since it was looked at: the time of its last change, which nobody can set.

import { fstatSync, lstatSync } from 'node:fs'
import { stagingName } from '../../core/restore-staging.ts'
import { descriptorPath } from '../workers/pinned.ts'

/** Of a directory that is not there yet. */
export const missingMark = 'missing'

/** Every restore makes a directory at the top and removes it, which takes longer than the clock of a filesystem ticks. */
export const markOf = (root: number): string => marked(fstatSync(root, { bigint: true }))

/** Absent where a restore is under way, or was killed. */
export const markIn = (root: number): string | undefined =>
  lstatSync(`${descriptorPath(root)}/${stagingName}`, { throwIfNoEntry: false }) === undefined
    ? markOf(root)
    : undefined

const marked = ({
  dev,
  ino,
  ctimeNs
}: {
  readonly dev: bigint
  readonly ino: bigint
  readonly ctimeNs: bigint
}): string => `${dev} ${ino} ${ctimeNs}`
