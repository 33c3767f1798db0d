// The directory in the target where files are written before they are put in place: ours alone, under a lock, cleared at the end.

import {
  closeSync,
  constants,
  fchmodSync,
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
import type { Processes } from '../process.ts'
import { tryLock } from '../volume/lock.ts'
import { descriptorPath, placeFlags } from '../workers/pinned.ts'
import { refusalOf } from './refusals.ts'

const lockName = 'lock'

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW

/** What tar is given. */
export const archiveName = 'archive'

/** Numbers are the names of what is written aside, and of directories for that. */
const isNumber = (name: string): boolean => /^\d{6,}$/.test(name)

/** Each try meets another restore that ended just then. */
const tries = 20

export class Staging {
  /** Of the target. */
  readonly root: number
  readonly directory: number
  /** Handed on to the programs that write here: while they do, the target stays locked even if we are killed. */
  readonly lock: number
  readonly #path: string
  #isThere = true
  #isOpen = true

  private constructor(path: string, root: number, directory: number, lock: number) {
    this.#path = path
    this.root = root
    this.directory = directory
    this.lock = lock
  }

  /** `path`: of the target, which is made where it is missing; a symlink there is the user's own, and followed. */
  static async begin(processes: Processes, path: string): Promise<Staging> {
    const root = openTarget(path)
    try {
      for (let left = tries; left > 0; left--) {
        const staging = await Staging.#try(processes, path, root)
        if (staging !== undefined) return staging
      }
      throw busy(path)
    } catch (error) {
      closeSync(root)
      throw error
    }
  }

  /** Undefined when what was locked is no longer the lock. */
  static async #try(processes: Processes, path: string, root: number): Promise<Staging | undefined> {
    const open: number[] = []
    try {
      const directory = openStaging(path, root)
      if (directory === undefined) return undefined
      open.push(directory)
      const lock = openLock(path, directory)
      if (lock === undefined) return undefined
      open.push(lock)
      if (!(await tryLock(processes, lock))) throw busy(path)
      const named = `${descriptorPath(root)}/${stagingName}/${lockName}`
      const found = lstatSync(named, { bigint: true, throwIfNoEntry: false })
      const held = fstatSync(lock, { bigint: true })
      if (found?.ino !== held.ino || found.dev !== held.dev) return undefined
      const staging = new Staging(path, root, directory, lock)
      staging.#clear()
      open.length = 0
      return staging
    } finally {
      for (const fd of open) closeSync(fd)
    }
  }

  /** A directory in it, by its descriptor; closing it removes it. */
  openLane(name: string): { readonly fd: number; close(): void } {
    const place = `${descriptorPath(this.directory)}/${name}`
    try {
      mkdirSync(place, 0o700)
      const fd = openSync(place, directoryFlags)
      return {
        fd,
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

function openTarget(path: string): number {
  try {
    mkdirSync(path, { recursive: true })
    return openSync(path, placeFlags & ~constants.O_NOFOLLOW)
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'ELOOP') throw refusalOf(path, '.' as BytePath, error)
    throw new Failure(
      'target',
      `${showText(path)} cannot be restored into: it, or something on the way to it, is there and is not a directory. Move that away, or give another "path".`
    )
  }
}

/** A descriptor of our directory; refuses, untouched, what is there under its name and is not it. */
function openStaging(path: string, root: number): number | undefined {
  const place = `${descriptorPath(root)}/${stagingName}`
  try {
    mkdirSync(place, 0o700)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refusalOf(path, stagingName, error)
  }
  let fd: number
  try {
    fd = openSync(place, directoryFlags)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ELOOP') throw notOurs(path, 'is a symlink or a file')
    throw notOurs(path, `cannot be opened (${messageOf(error).replace(/,.*$/s, '')})`)
  }
  try {
    const { uid } = fstatSync(fd)
    if (uid !== process.geteuid?.()) throw notOurs(path, `belongs to another user (${uid})`)
    const foreign = foreignIn(descriptorPath(fd))
    if (foreign !== undefined) throw notOurs(path, `holds ${showText(foreign)}, which no restore has left`)
    fchmodSync(fd, 0o700)
    return fd
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** A name that no restore leaves. */
function foreignIn(directory: string): string | undefined {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const { name } = entry
    if (name === lockName ? !entry.isFile() : !isNumber(name)) return name
    if (!entry.isDirectory()) continue
    const inLane = readdirSync(`${directory}/${name}`, { withFileTypes: true })
    const foreign = inLane.find(each => each.isDirectory() || !(each.name === archiveName || isNumber(each.name)))
    if (foreign !== undefined) return `${name}/${foreign.name}`
  }
  return undefined
}

/** Undefined where the directory was removed meanwhile, by a restore that ended; so it is above. */
function openLock(path: string, directory: number): number | undefined {
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  try {
    return openSync(`${descriptorPath(directory)}/${lockName}`, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'ELOOP' || codeOf(error) === 'EISDIR') throw notOurs(path, 'holds a lock that is no file')
    throw refusalOf(path, `${stagingName}/${lockName}` as BytePath, error)
  }
}

const busy = (path: string): Failure =>
  new Failure('locked', `Another restore is writing into ${showText(path)}. Wait until it has ended, and try again.`)

const notOurs = (path: string, what: string): Failure =>
  new Failure(
    'target',
    `${showText(join(path, stagingName))} ${what}: a restore keeps there what it is writing. Move it away or remove it, and try again.`
  )
