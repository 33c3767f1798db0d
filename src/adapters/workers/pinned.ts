// Ways into a tree that no symlink can bend: each directory is opened below the one before it and held by a descriptor.

import type { Buffer } from 'node:buffer'
import { chmodSync, closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { type BytePath, fsPath, parentPath } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'

/** Of open(2): only to know the place, which asks for no permission on it. node:fs has no name for it. */
const O_PATH = 0o10000000

const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants

/** A directory that is held while it is worked in; a symlink that took its place is ENOTDIR. */
export const placeFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW

/** The same, to be read or to have its attributes set. */
export const directoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW

/** Any file, only to be known and to have its attributes set; a symlink is opened itself. */
export const fileFlags = O_PATH | O_NOFOLLOW

/** Held at once: enough for the directories of a batch and those above them. */
const held = 64

/** What the kernel takes for the inode behind a descriptor, wherever its name went; node:fs has no openat(2). */
export const descriptorPath = (fd: number): string => `/proc/self/fd/${fd}`

/** Of this process, as another program may name it. */
export const foreignPath = (fd: number): string => `/proc/${process.pid}/fd/${fd}`

/** A directory whose owner had no full access to it, and was given that. */
export interface LetIn {
  readonly path: BytePath
  readonly mode: number
}

export class Pins {
  /** What was opened up on the way, for whoever began to close it again. */
  readonly letIn: LetIn[] = []
  readonly #root: number
  readonly #mayLetIn: boolean
  readonly #held = new Map<BytePath, number>()

  /** `root` is held by the caller. `mayLetIn`: directories below it may be made accessible to their owner. */
  constructor(root: number, mayLetIn = false) {
    this.#root = root
    this.#mayLetIn = mayLetIn
  }

  /** A path for node:fs of a name in a directory that is held. Throws what open(2) says of the directories above it. */
  at(path: BytePath): string | Buffer {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return fsPath(`${descriptorPath(this.directory(parentPath(path)))}/${name}` as BytePath)
  }

  /** Valid until the next call. */
  directory(path: BytePath): number {
    if (path === '.') return this.#root
    const known = this.#held.get(path)
    if (known !== undefined) return known
    if (this.#held.size >= held) this.close()
    return this.#hold(path)
  }

  /** Does something at a path, letting its owner into the directory where that is all that is missing. */
  within<T>(path: BytePath, act: (at: string | Buffer) => T): T {
    try {
      return act(this.at(path))
    } catch (error) {
      if (codeOf(error) !== 'EACCES' || !this.#openUp(parentPath(path))) throw error
      return act(this.at(path))
    }
  }

  close(): void {
    for (const fd of this.#held.values()) closeSync(fd)
    this.#held.clear()
  }

  #hold(path: BytePath): number {
    const parent = parentPath(path)
    if (parent !== '.' && !this.#held.has(parent)) this.#hold(parent)
    const fd = this.within(path, at => openSync(at, placeFlags))
    this.#held.set(path, fd)
    return fd
  }

  /** Whether a second try is worth it; also where another thread was faster. */
  #openUp(path: BytePath): boolean {
    if (!this.#mayLetIn) return false
    const fd = this.directory(path)
    const mode = fstatSync(fd).mode & 0o7777
    if ((mode & 0o700) === 0o700) return true
    try {
      chmodSync(descriptorPath(fd), mode | 0o700)
    } catch {
      // Not ours to open: what was refused in it is what there is to say.
      return false
    }
    this.letIn.push({ path, mode })
    return true
  }
}

/** The mount and the filesystem a descriptor lies on: a bind mount of the same filesystem has another mount. */
export function mountOfDescriptor(fd: number): string {
  const mount = /^mnt_id:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1]
  if (mount === undefined) throw new Error('the kernel does not say on which mount a descriptor lies')
  return `${mount} ${fstatSync(fd, { bigint: true }).dev}`
}
