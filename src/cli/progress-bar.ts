// The one line of a terminal that changes while a long phase runs; cli-progress draws it, and leaves the terminal as it was.

import type { Writable } from 'node:stream'
import { type Options, SingleBar } from 'cli-progress'
import type { Progress } from '../core/progress.ts'
import type { Clock } from '../ports/clock.ts'
import { barText } from './bar-text.ts'
import { type Pace, PaceMeter } from './pace.ts'

/** A terminal that does not know its width says nothing, or 0. */
export const columnsOf = ({ columns = 0 }: { readonly columns?: number }): number => (columns > 0 ? columns : 80)

export class ProgressBar {
  readonly #stream: Writable & { readonly columns?: number }
  readonly #clock: Clock
  readonly #style: (text: string) => string
  readonly #meter = new PaceMeter()
  #bar: SingleBar | undefined
  #progress: Progress | undefined
  #pace: Pace | undefined

  constructor(stream: Writable & { readonly columns?: number }, clock: Clock, style: (text: string) => string) {
    this.#stream = stream
    this.#clock = clock
    this.#style = style
  }

  show(progress: Progress): void {
    this.#pace = this.#meter.take(progress, this.#clock.monotonicMs())
    this.#progress = progress
    if (this.#bar !== undefined) {
      this.#bar.update(progress.files)
      return
    }
    const options: Options = {
      stream: this.#stream,
      format: () => this.#text(),
      hideCursor: true,
      clearOnComplete: true,
      // Signals end the phase, and with it the bar.
      gracefulExit: false
    }
    this.#bar = new SingleBar(options)
    this.#bar.start(progress.totalFiles ?? 0, progress.files)
  }

  /** The line is empty again, and the cursor to be seen. */
  hide(): void {
    this.#bar?.stop()
    this.#bar = undefined
  }

  #text(): string {
    if (this.#progress === undefined) return ''
    return this.#style(barText(this.#progress, this.#pace, columnsOf(this.#stream) - 1))
  }
}
