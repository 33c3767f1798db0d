// A clock that stands still until a test moves it.

import type { Clock } from '../../../src/ports/clock.ts'

export class SteppableClock implements Clock {
  #ms: number
  #elapsedMs = 0

  constructor(start: string) {
    this.#ms = Date.parse(start)
  }

  now(): Date {
    return new Date(this.#ms)
  }

  monotonicMs(): number {
    return this.#elapsedMs
  }

  /** Time passes. */
  step(ms: number): void {
    this.#ms += ms
    this.#elapsedMs += ms
  }

  /** Somebody sets the wall clock; no time passes. */
  set(moment: string): void {
    this.#ms = Date.parse(moment)
  }
}
