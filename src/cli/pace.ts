// How fast something went lately, and how long the rest will take at that: from what was told in the last seconds.

import { type Progress, timeLeftMs } from '../core/progress.ts'

export interface Pace {
  readonly filesPerSecond: number
  readonly bytesPerSecond: number
  /** Absent while it cannot be known. */
  readonly leftMs?: number
}

/** Long enough that one large file does not make the figures jump, short enough to follow a change of the work. */
const windowMs = 10_000

/** Of less nothing can be said. */
const shortestMs = 500

export class PaceMeter {
  #samples: { readonly atMs: number; readonly progress: Progress }[] = []

  /** What is told of other work begins anew. */
  take(progress: Progress, atMs: number): Pace | undefined {
    if (this.#samples[0]?.progress.doing !== progress.doing) this.#samples = []
    this.#samples.push({ atMs, progress })
    // One that is older than the window stays, so that the window is always full.
    const firstWithin = this.#samples.findIndex(sample => sample.atMs >= atMs - windowMs)
    this.#samples.splice(0, Math.max(0, firstWithin - 1))
    const [first] = this.#samples
    const elapsedMs = first === undefined ? 0 : atMs - first.atMs
    if (first === undefined || elapsedMs < shortestMs) return undefined
    const files = progress.files - first.progress.files
    const bytes = progress.bytes - first.progress.bytes
    const leftMs = timeLeftMs(progress, { files, bytes }, elapsedMs)
    return {
      filesPerSecond: (files * 1000) / elapsedMs,
      bytesPerSecond: (bytes * 1000) / elapsedMs,
      ...(leftMs > 0 && { leftMs })
    }
  }
}
