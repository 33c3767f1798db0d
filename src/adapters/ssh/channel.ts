// A far program that lives as long as we do: it says messages that end with NUL, and is kept awake by a beat on its input.

import { Buffer } from 'node:buffer'
import type { Processes, ProcessResult } from '../process.ts'

/** A far program that hears nothing for this long takes us for gone: it is told by `heard` of the scripts. */
export const silenceSeconds = 120

const beatMs = 10_000

export interface Channel {
  /** The next message; undefined once there is none to come. */
  next(): Promise<string | undefined>
  /** Lets the far program end, and waits for it. */
  end(): Promise<void>
  /** How it ended; rejected when the run was cancelled. */
  readonly ended: Promise<ProcessResult>
}

export function openChannel(
  processes: Processes,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>
): Channel {
  const input = new Pushed()
  const kill = new AbortController()
  const messages: string[] = []
  let wake: () => void = () => undefined
  let isOver = false
  let rest = ''
  const beat = setInterval(() => {
    input.push('.')
  }, beatMs)
  beat.unref()
  const ended = processes
    .run(program, {
      args,
      env,
      input,
      end: kill.signal,
      onStdout: piece => {
        const parts = (rest + piece.toString('latin1')).split('\0')
        rest = parts.pop() ?? ''
        messages.push(...parts.map(part => Buffer.from(part, 'latin1').toString('utf8')))
        wake()
      }
    })
    .finally(() => {
      clearInterval(beat)
      isOver = true
      wake()
    })
  // Whoever waits for a message learns of its end; a cancel is thrown by whatever else is running.
  ended.catch(() => undefined)
  return {
    ended,
    next: async () => {
      while (messages.length === 0 && !isOver) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      return messages.shift()
    },
    end: async () => {
      input.finish()
      const patience = setTimeout(() => {
        kill.abort()
      }, endMs)
      try {
        await ended
      } catch {
        // A cancel ends it as well, which is what was wanted.
      } finally {
        clearTimeout(patience)
      }
    }
  }
}

/** For the other side to notice that its input has ended. */
const endMs = 3000

/** Input that comes as it is pushed. */
class Pushed implements AsyncIterable<Buffer> {
  readonly #pieces: Buffer[] = []
  #wake: () => void = () => undefined
  #isFinished = false

  push(text: string): void {
    this.#pieces.push(Buffer.from(text))
    this.#wake()
  }

  finish(): void {
    this.#isFinished = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece !== undefined) yield piece
      else if (this.#isFinished) return
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }
}
