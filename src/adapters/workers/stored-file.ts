// Opens a file whose bytes an entry describes, by directories that are held, and says why it is not that file.

import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import type { Entry } from '../../core/entry.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { formatCount } from '../../core/units.ts'
import type { Pins } from './pinned.ts'
import type { NumberedStep, Unfit } from './restore-protocol.ts'

/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

export interface OpenFile {
  readonly fd: number
  readonly allocated: number
}

/** Not that of this file, but of the machine: the restore cannot go on. */
const ofTheMachine = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/** A regular file of the entry's size, to be closed by the caller; or what is there instead. */
export function openStored(pins: Pins, { entry, from }: NumberedStep): OpenFile | Unfit {
  let fd: number
  try {
    fd = pins.within(entry.path, at => openSync(at, flags))
  } catch (error) {
    return unreadable(error, from)
  }
  const stat = fstatSync(fd)
  const why = !stat.isFile()
    ? 'it is not a regular file'
    : stat.size === entry.size
      ? undefined
      : sizes(stat.size, entry)
  if (why === undefined) return { fd, allocated: stat.blocks * 512 }
  closeSync(fd)
  return unfitOf(from, 'damaged', why)
}

/** What reading it said. */
export function unreadable(error: unknown, from: NumberedStep['from']): Unfit {
  const code = codeOf(error) ?? ''
  if (code === '' || ofTheMachine.has(code)) throw error
  if (code === 'ENOENT') return unfitOf(from, 'missing', 'it is not there')
  if (code === 'ENOTDIR') return unfitOf(from, 'missing', 'a directory on the way to it is not there, or is none')
  if (code === 'ELOOP') return unfitOf(from, 'damaged', 'it is not a regular file but a symlink')
  return unfitOf(from, 'damaged', `it cannot be read: ${messageOf(error).replace(/,.*$/s, '')}`)
}

export const otherBytes = (from: NumberedStep['from']): Unfit =>
  unfitOf(from, 'damaged', 'its bytes are not those that were stored')

export const sizes = (size: number, entry: Entry): string =>
  `it has ${formatCount(size)} bytes instead of ${formatCount(entry.size)}`

export const unfitOf = (from: NumberedStep['from'], problem: 'damaged' | 'missing', why: string): Unfit => ({
  problem: from === 'target' ? 'stale' : problem,
  why
})
