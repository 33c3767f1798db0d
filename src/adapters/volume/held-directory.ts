// A directory of ours, held by a descriptor while it is worked in: a symlink that takes its place meanwhile leads nowhere.

import { closeSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, Failure } from '../../core/failure.ts'
import { descriptorPath, placeFlags } from '../workers/pinned.ts'
import { syncPath } from './durable.ts'

export interface HeldDirectory {
  /** Where it lay when it was opened; for people. */
  readonly path: string
  readonly fd: number
  names(): string[]
  /** A path for node:fs of a name in it. */
  at(name: string): string
  /** A directory in it, where it is missing; what is there has to be a real one. */
  make(name: string, mode: number): void
  close(): void
}

/**
 * One directory after the other, from the volume down, each a real one. `makeWith`: what is missing is made, with this mode.
 */
export function holdDirectory(volume: string, segments: readonly string[], makeWith?: number): HeldDirectory {
  let path = volume
  // The volume itself is where its administrator says, and may be a symlink.
  let fd = openSync(`${volume}/.`, placeFlags)
  for (const segment of segments) {
    path = join(path, segment)
    const above = fd
    try {
      if (makeWith !== undefined) makeDurably(above, segment, makeWith)
      fd = openBelow(above, segment, path)
    } finally {
      closeSync(above)
    }
  }
  return {
    path,
    fd,
    names: () => readdirSync(descriptorPath(fd)),
    at: name => `${descriptorPath(fd)}/${name}`,
    make: (name, mode) => {
      makeDurably(fd, name, mode)
      closeSync(openBelow(fd, name, join(path, name)))
    },
    close: () => {
      closeSync(fd)
    }
  }
}

/** `path`: where that is, for people. */
function openBelow(above: number, name: string, path: string): number {
  try {
    return openSync(`${descriptorPath(above)}/${name}`, placeFlags)
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ELOOP') throw noDirectory(path)
    throw error
  }
}

function makeDurably(above: number, name: string, mode: number): void {
  try {
    mkdirSync(`${descriptorPath(above)}/${name}`, { mode })
    syncPath(`${descriptorPath(above)}/.`)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

const noDirectory = (path: string): Failure =>
  new Failure(
    'volume',
    `${path} is not a directory of its own (a symlink, or a file): the series cannot be kept there. Move it away.`
  )
