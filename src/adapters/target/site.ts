// What the parts of one restore share: where it writes, by descriptors, and what it has opened up on the way.

import { chmodSync } from 'node:fs'
import type { BytePath } from '../../core/byte-path.ts'
import { showText } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import { isStaging, stagingName } from '../../core/restore-staging.ts'
import type { VolumeParts } from '../volume/parts.ts'
import { descriptorPath, type LetIn, Pins } from '../workers/pinned.ts'
import type { ResultOf, Task } from '../workers/protocol.ts'
import type { Refused } from '../workers/restore-protocol.ts'
import { refusal } from './refusals.ts'
import type { Staging } from './staging.ts'

export type SiteParts = Pick<VolumeParts, 'processes' | 'pool'>

const top = '.' as BytePath

export const isCancel = (error: unknown): boolean => error instanceof Failure && error.kind === 'cancelled'

export class Site {
  /** The target, as the user named it. */
  readonly path: string
  readonly parts: SiteParts
  readonly staging: Staging
  /** Undefined until it was tried. */
  canClone: boolean | undefined
  readonly #opened = new Map<BytePath, number>()
  #nextNumber = 0

  constructor(path: string, parts: SiteParts, staging: Staging) {
    this.path = path
    this.parts = parts
    this.staging = staging
    if (staging.topMode !== undefined) this.#opened.set(top, staging.topMode)
  }

  /** Done by a worker thread. After a cancel no thread is at work any more: what it used may be closed and removed. */
  async run<T extends Task>(task: T): Promise<ResultOf[T['kind']]> {
    try {
      return await this.parts.pool.run(task)
    } catch (error) {
      if (isCancel(error)) await this.parts.pool.close()
      throw error
    }
  }

  /** The first of that many numbers for files written aside, none of them used before. */
  numbers(count: number): number {
    const first = this.#nextNumber
    this.#nextNumber += count
    return first
  }

  /** Throws what a task met, and remembers what it opened up. */
  settle({ refused, letIn }: { readonly refused?: Refused; readonly letIn: readonly LetIn[] }): void {
    for (const { path, mode } of letIn) if (!this.#opened.has(path)) this.#opened.set(path, mode)
    if (refused !== undefined) throw refusal(this.path, refused)
  }

  /** The directory has the mode that it is to have. */
  finished(path: BytePath): void {
    this.#opened.delete(path)
  }

  /** Gives directories that were opened up, and not restored themselves, the mode they had. */
  closeUp(): void {
    const pins = new Pins(this.staging.root)
    try {
      const below = [...this.#opened].filter(([path]) => path !== top).sort(([a], [b]) => b.length - a.length)
      for (const [path, mode] of below) {
        try {
          chmodSync(descriptorPath(pins.directory(path)), mode)
        } catch (error) {
          // Removed meanwhile, or something else by now.
          if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error
        }
      }
      const mode = this.#opened.get(top)
      if (mode === undefined) return
      // Only while it is open can what is ours in it be removed.
      this.staging.takeDown()
      chmodSync(descriptorPath(this.staging.root), mode)
    } finally {
      this.#opened.clear()
      pins.close()
    }
  }

  /** Our own directory must not be written over by a snapshot that was taken of a target while it was restored. */
  refuseStaging(paths: Iterable<BytePath>): void {
    for (const path of paths) {
      if (isStaging(path)) {
        throw new Failure(
          'target',
          `The snapshot holds ${stagingName}, the name under which a restore keeps what it is writing in ${showText(this.path)}. Leave it out with "paths".`
        )
      }
    }
  }
}
