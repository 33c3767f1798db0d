// A write that was refused because a filesystem is full: ENOSPC means bytes or inodes, and only the filesystem knows which.

import { Failure } from './failure.ts'
import { countOf, formatBytes } from './units.ts'

export interface Room {
  readonly bytes: number
  /** Absent where the filesystem has no fixed number of inodes (btrfs). */
  readonly inodes?: number
}

/** What is missing, as parts of a sentence. */
export interface Shortage {
  /** After `There is`, with the figures that tell it. */
  readonly what: string
  /** What shows it, for whoever wants to free some. */
  readonly shownBy: string
}

export class NoSpace extends Failure {
  /** Its figures are those of the moment at which it happened; later ones would tell less. */
  readonly isAsked: boolean
  readonly #words: (shortage: Shortage) => string

  /** `room`: what is free there; without it both are named. */
  constructor(words: (shortage: Shortage) => string, options?: { readonly cause?: unknown }, room?: Room) {
    super('room', words(shortageOf(room)), options)
    this.#words = words
    this.isAsked = room !== undefined
  }

  /** The same failure, once the filesystem was asked. */
  with(room: Room): NoSpace {
    return new NoSpace(this.#words, { cause: this.cause }, room)
  }
}

/** Whoever failed has given back what it was writing: a part of one file by each of its processes. */
const fewInodes = 16
/** The largest block that a filesystem gives out. */
const fewBytes = 65_536

function shortageOf(room: Room | undefined): Shortage {
  const either = { what: 'no space left, or no inode', shownBy: 'df shows space, df -i shows inodes' }
  if (room === undefined) return either
  const { bytes, inodes } = room
  const space = { what: 'no space left', shownBy: 'df shows space' }
  if (inodes === undefined) return { ...space, what: `${space.what} (${formatBytes(bytes)} free now)` }
  const figures = `(${formatBytes(bytes)} and ${countOf(inodes, 'inode', 'inodes')} free now)`
  if (inodes >= fewInodes) {
    // Whoever failed gave back what it had written, so what is free now may be a lot.
    return { ...space, what: `${space.what}${bytes < fewBytes ? '' : ' for what was being written'} ${figures}` }
  }
  if (bytes < fewBytes) return { ...either, what: `${either.what} ${figures}` }
  return {
    what: `no inode left ${figures}`,
    shownBy: 'df -i shows inodes; each file, directory and symlink takes one'
  }
}
