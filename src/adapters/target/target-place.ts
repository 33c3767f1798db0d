// The directory that a restore is about, held by a descriptor from the first look to the last write: whatever takes its name
// meanwhile is another place, which is neither looked at nor written.

import { constants, fstatSync, openSync, closeSync, statSync } from 'node:fs'
import { showText } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import { descriptorPath, placeFlags } from '../workers/pinned.ts'

/** Of a name that leads to no directory, or that cannot be reached. */
const noDirectory = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'])

export class TargetPlace {
  /** As the user named it. */
  readonly path: string
  #root: number | undefined
  #isLent = false

  constructor(path: string) {
    this.path = path
  }

  /** Takes hold of what the name leads to now, unless a restore has begun in what it led to then. */
  hold(): number | undefined {
    if (this.#isLent) return this.#root
    const before = this.#root
    // Whatever becomes of the next one, this number is a stranger's from here on.
    this.#root = undefined
    if (before !== undefined) closeSync(before)
    this.#root = openPlace(this.path)
    return this.#root
  }

  /** What was looked at, if it was there then. */
  get seen(): number | undefined {
    return this.#root
  }

  /** What is held already, or what the name leads to now. */
  get held(): number | undefined {
    return this.#root ?? this.hold()
  }

  /** The descriptor by which a restore writes, until it is given back. */
  lend(root: number): void {
    if (!this.#isLent && this.#root !== undefined) closeSync(this.#root)
    this.#isLent = true
    this.#root = root
  }

  giveBack(): void {
    this.#isLent = false
    this.#root = undefined
  }

  /** With a dot, so that the top is the directory itself. By its name where there is none to hold. */
  get top(): string {
    const root = this.held
    return root === undefined ? `${this.path}/.` : `${descriptorPath(root)}/.`
  }

  /** Throws where the name leads elsewhere by now. */
  confirm(): void {
    const root = this.#root
    if (root === undefined) return
    const held = fstatSync(root, { bigint: true })
    const named = placeNow(this.path)
    if (named?.dev === held.dev && named.ino === held.ino) return
    throw new Failure(
      'target',
      `The target ${showText(this.path)} was taken away, or replaced by another directory, while it was restored into; what is there now has not been restored. Run the restore again when nothing else moves that directory.`
    )
  }

  /** As `act` says it, but for paths that nobody else can read. */
  async named<T>(act: () => Promise<T>): Promise<T> {
    const root = this.held
    try {
      return await act()
    } catch (error) {
      if (root === undefined || !(error instanceof Error)) throw error
      error.message = error.message.replace(
        new RegExp(`${descriptorPath(root)}(?:/\\.)?(?![0-9])`, 'g'),
        () => this.path
      )
      throw error
    }
  }
}

function openPlace(path: string): number | undefined {
  try {
    // A symlink there is the user's own, and followed.
    return openSync(path, placeFlags & ~constants.O_NOFOLLOW)
  } catch (error) {
    if (noDirectory.has(codeOf(error) ?? '')) return undefined
    throw error
  }
}

function placeNow(path: string): { readonly dev: bigint; readonly ino: bigint } | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    if (noDirectory.has(codeOf(error) ?? '')) return undefined
    throw error
  }
}
