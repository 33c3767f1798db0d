// The directory in the target where files are written before they are put in place: ours alone, under a lock, cleared at the end.

import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  unlinkSync
} from 'node:fs'
import { join } from 'node:path'
import type { BytePath } from '../../core/byte-path.ts'
import { showText } from '../../core/display.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import { stagingName } from '../../core/restore-staging.ts'
import { keepsModes } from '../mode-probe.ts'
import type { Processes } from '../process.ts'
import { tryLock, tryLockAtOnce } from '../volume/lock.ts'
import { descriptorPath, directoryFlags, placeFlags } from '../workers/pinned.ts'
import { markOf, missingMark } from './mark.ts'
import { refusalOf } from './refusals.ts'
import { busy, lockName, openLock, openStaging } from './staging-place.ts'

/** Each try meets another restore that ended just then. */
const tries = 20

interface Held {
  readonly root: number
  readonly directory: number
  readonly lock: number
  readonly mark: string | undefined
  readonly topMode: number | undefined
}

/** A directory of its own in the staging, for one tar. */
export interface Lane {
  readonly fd: number
  /** Whether new files there have the modes that they are made with. */
  keepsModes(): boolean
  close(): void
}

export class Staging {
  /** Of the target. */
  readonly root: number
  readonly directory: number
  /** Handed on to the programs that write here: while they do, the target stays locked even if we are killed. */
  readonly lock: number
  /** The target's, before anything of ours was in it; absent where another restore has been there meanwhile. */
  readonly mark: string | undefined
  /** The target's mode, where its owner had to be let in. */
  readonly topMode: number | undefined
  readonly #path: string
  #isThere = true
  #isOpen = true

  private constructor(path: string, { root, directory, lock, mark, topMode }: Held) {
    this.#path = path
    this.root = root
    this.directory = directory
    this.lock = lock
    this.mark = mark
    this.topMode = topMode
  }

  /**
   * `path`: of the target, which is made where it is missing; a symlink there is the user's own, and followed. `seen`: the
   * target where it was looked at; whatever its name leads to by now, it is that one.
   */
  static async begin(processes: Processes, path: string, seen?: number): Promise<Staging> {
    const { root, isNew } = seen === undefined ? openTarget(path) : { root: openAgain(seen), isNew: false }
    const mark = isNew ? missingMark : markOf(root)
    let topMode: number | undefined
    try {
      for (let left = tries; left > 0; left--) {
        topMode ??= letIn(root)
        const held = await take(processes, path, root)
        if (held === undefined) continue
        const isAlone = left === tries && held.isNew
        const staging = new Staging(path, { ...held, root, mark: isAlone ? mark : undefined, topMode })
        staging.#clear()
        return staging
      }
      throw busy(path)
    } catch (error) {
      if (topMode !== undefined) chmodSync(descriptorPath(root), topMode)
      closeSync(root)
      throw error
    }
  }

  /** A directory in it, by its descriptor; closing it removes it. */
  openLane(name: string): Lane {
    const place = `${descriptorPath(this.directory)}/${name}`
    try {
      mkdirSync(place, 0o700)
      const fd = openSync(place, directoryFlags)
      return {
        fd,
        keepsModes: () => {
          try {
            return keepsModes(descriptorPath(fd))
          } catch (error) {
            throw refusalOf(this.#path, stagingName, error)
          }
        },
        close: () => {
          closeSync(fd)
          rmSync(place, { recursive: true })
        }
      }
    } catch (error) {
      throw refusalOf(this.#path, stagingName, error)
    }
  }

  /** Removes the directory, so that the top can be given its mtime; the lock is held on. Nothing can be written after. */
  takeDown(): void {
    if (!this.#isThere) return
    this.#isThere = false
    try {
      this.#clear()
      unlinkSync(`${descriptorPath(this.directory)}/${lockName}`)
      rmdirSync(`${descriptorPath(this.root)}/${stagingName}`)
    } catch (error) {
      // Another restore has begun in it, or somebody took it away; what was ours in it is gone.
      if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'ENOENT') return
      throw new Failure(
        'target',
        `${showText(join(this.#path, stagingName))} could not be removed: ${messageOf(error)}. Remove it by hand.`,
        { cause: error }
      )
    }
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    try {
      this.takeDown()
    } finally {
      for (const fd of [this.lock, this.directory, this.root]) closeSync(fd)
    }
  }

  #clear(): void {
    const directory = descriptorPath(this.directory)
    for (const name of readdirSync(directory))
      if (name !== lockName) rmSync(`${directory}/${name}`, { recursive: true })
  }
}

/** Not by a name in it, which would ask for permission to go through it. */
const openAgain = (fd: number): number => openSync(descriptorPath(fd), placeFlags & ~constants.O_NOFOLLOW)

function openTarget(path: string): { readonly root: number; readonly isNew: boolean } {
  try {
    const isNew = mkdirSync(path, { recursive: true }) !== undefined
    return { root: openSync(path, placeFlags & ~constants.O_NOFOLLOW), isNew }
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'ELOOP') throw refusalOf(path, '.' as BytePath, error)
    throw new Failure(
      'target',
      `${showText(path)} cannot be restored into: it, or something on the way to it, is there and is not a directory. Move that away, or give another "path".`
    )
  }
}

interface Taken {
  readonly directory: number
  readonly lock: number
  /** Nothing was there, not even what a killed restore has left. */
  readonly isNew: boolean
}

/** Undefined when what was locked is no longer the lock. */
async function take(processes: Processes, path: string, root: number): Promise<Taken | undefined> {
  const open: number[] = []
  try {
    const staging = openStaging(path, root)
    if (staging === undefined) return undefined
    const { fd: directory, isNew } = staging
    open.push(directory)
    const lock = openLock(path, directory)
    if (lock === undefined) return undefined
    open.push(lock)
    if (!(await lockedOrGone(processes, root, directory, lock))) throw busy(path)
    if (!isTheLock(root, lock)) return undefined
    open.length = 0
    return { directory, lock, isNew }
  } finally {
    for (const fd of open) closeSync(fd)
  }
}

/** Whoever is cancelled just then leaves nothing either, unless it is another one's by now. */
async function lockedOrGone(processes: Processes, root: number, directory: number, lock: number): Promise<boolean> {
  try {
    return await tryLock(processes, lock)
  } catch (error) {
    if (tryLockAtOnce(lock) && isTheLock(root, lock) && readdirSync(descriptorPath(directory)).length === 1) {
      unlinkSync(`${descriptorPath(directory)}/${lockName}`)
      rmdirSync(`${descriptorPath(root)}/${stagingName}`)
    }
    throw error
  }
}

function isTheLock(root: number, lock: number): boolean {
  const named = `${descriptorPath(root)}/${stagingName}/${lockName}`
  const found = lstatSync(named, { bigint: true, throwIfNoEntry: false })
  const held = fstatSync(lock, { bigint: true })
  return found?.ino === held.ino && found.dev === held.dev
}

/** As sources have directories; root needs no permission. The mode it had, if its owner had not all of it. */
function letIn(root: number): number | undefined {
  const stat = fstatSync(root)
  const mode = stat.mode & 0o7777
  if ((mode & 0o700) === 0o700 || process.geteuid?.() === 0 || stat.uid !== process.geteuid?.()) return undefined
  chmodSync(descriptorPath(root), mode | 0o700)
  return mode
}
