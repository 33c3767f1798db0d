// One call of put(): its steps by number, what became of each, and how far it is.

import type { OnProgress } from '../../core/progress.ts'
import type { PutOutcome, PutRequest } from '../../ports/target.ts'
import type { NumberedStep, Places, Unfit } from '../workers/restore-protocol.ts'
import type { Site } from './site.ts'

export class PutJob {
  readonly site: Site
  readonly request: PutRequest
  readonly places: Places
  readonly #first: number
  readonly #outcomes: PutOutcome[]
  readonly #onProgress: OnProgress
  readonly #totalBytes: number
  #stale: NumberedStep[] = []
  #turn: Promise<unknown> = Promise.resolve()
  #files = 0
  #bytes = 0

  /** `tree`: descriptor of the snapshot's tree. */
  constructor(site: Site, request: PutRequest, tree: number, onProgress: OnProgress) {
    this.site = site
    this.request = request
    this.places = { tree, root: site.staging.root, staging: site.staging.directory }
    this.#first = site.numbers(request.steps.length)
    this.#outcomes = new Array<PutOutcome>(request.steps.length)
    this.#onProgress = onProgress
    this.#totalBytes = request.steps.reduce((sum, { entry }) => sum + entry.size, 0)
  }

  steps(): NumberedStep[] {
    return this.request.steps.map((step, index) => ({ ...step, number: this.#first + index }))
  }

  stepOf(number: number): NumberedStep | undefined {
    const step = this.request.steps[number - this.#first]
    return step && { ...step, number }
  }

  put(step: NumberedStep, how: 'copied' | 'reflinked' | 'made'): void {
    this.#outcomes[step.number - this.#first] = { put: true, how }
  }

  notPut(step: NumberedStep, { problem, why }: Unfit): void {
    // Whatever became of the target's own file, the snapshot has what is wanted.
    if (problem === 'stale') this.#stale.push({ ...step, from: 'snapshot' })
    else this.#outcomes[step.number - this.#first] = { put: false, problem, why }
  }

  /** Those to be taken from the snapshot after all. */
  takeStale(): NumberedStep[] {
    const stale = this.#stale
    this.#stale = []
    return stale
  }

  /**
   * One such work after the other. The kernel has one lock for all renames from one directory to another on a
   * filesystem: two threads at it only spin, which cost a tenth of a whole restore.
   */
  alone(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  progress(steps: readonly NumberedStep[]): void {
    this.#files += steps.length
    for (const { entry } of steps) this.#bytes += entry.size
    this.#onProgress({
      doing: 'restoring',
      files: this.#files,
      bytes: this.#bytes,
      totalFiles: this.request.steps.length,
      totalBytes: this.#totalBytes
    })
  }

  outcomes(): readonly PutOutcome[] {
    if (this.#outcomes.includes(undefined as never)) throw new Error('a step of a restore has no outcome')
    return this.#outcomes
  }
}
