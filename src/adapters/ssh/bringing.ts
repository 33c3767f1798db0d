// What both ways of bringing files of a far snapshot here have in common.

import type { Entry } from '../../core/entry.ts'
import { Failure } from '../../core/failure.ts'
import type { Connection } from './connection.ts'

export type WantedFile = Pick<Entry, 'path' | 'size'>

export interface Bringing {
  readonly connection: Connection
  /** Absolute, there. */
  readonly tree: string
  readonly files: readonly WantedFile[]
  /** So many of these files have come. */
  readonly onFiles: (files: number, bytes: number) => void
  /** Nobody wants them any more. */
  readonly end: AbortSignal
}

/** Of the contents that lie here at once, beside one file that is larger. */
export const mostBytes = 512 * 1024 * 1024

/** `said`: lines of their own, each after a line feed. */
export const noRoomFor = ({ scratch }: Connection, said: string): Failure =>
  new Failure(
    'room',
    `There is no room in ${scratch} for the files that come from the volume, ${mostBytes / 1024 / 1024} MiB at a time or one larger file.${said}\nFree some, or let RUNNER_TEMP (at a terminal: TMPDIR) name a place with more. What was restored before is whole.`
  )

export const bytesOf = (files: readonly WantedFile[]): number => files.reduce((sum, { size }) => sum + size, 0)
