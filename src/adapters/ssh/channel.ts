// A far program that lives as long as we do: it says messages that end with NUL, and is kept awake by a beat on its input.
// Later it may say anything else, to whoever takes it over.

import { Buffer } from 'node:buffer'
import type { Processes, ProcessResult } from '../process.ts'

/** A far program that hears nothing for this long takes us for gone: it is told by `heard` of the scripts. */
export const silenceSeconds = 120

const beatMs = 10_000

export interface Channel {
  /** The next message; undefined once there is none to come. */
  next(): Promise<string | undefined>
  /** From here on there are no messages: all that comes is handed on, and first what has come and was not asked for. */
  takeOver(take: (piece: Buffer) => void): void
  /** More input, in one go; done when the program's pipe has taken what was sent before. */
  send(pieces: readonly (string | Buffer)[]): Promise<void>
  /** Lets the far program end, and waits for it. */
  end(): Promise<void>
  /** Ends this side of it, whatever it is at. */
  kill(): Promise<void>
  readonly isOver: boolean
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
  /** One character a byte. */
  const messages: string[] = []
  let wake: () => void = () => undefined
  let isOver = false
  let rest = ''
  let onPiece: ((piece: Buffer) => void) | undefined
  const beat = setInterval(() => {
    void input.push('.')
  }, beatMs)
  beat.unref()
  const ended = processes
    .run(program, {
      args,
      env,
      input,
      end: kill.signal,
      onStdout: piece => {
        if (onPiece !== undefined) {
          onPiece(piece)
          return
        }
        const parts = (rest + piece.toString('latin1')).split('\0')
        rest = parts.pop() ?? ''
        messages.push(...parts)
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
    get isOver() {
      return isOver
    },
    next: async () => {
      while (messages.length === 0 && !isOver) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const message = messages.shift()
      return message === undefined ? undefined : Buffer.from(message, 'latin1').toString('utf8')
    },
    takeOver: take => {
      onPiece = take
      const come = [...messages, rest].join('\0')
      if (come !== '') take(Buffer.from(come, 'latin1'))
    },
    send: pieces =>
      input.push(Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))),
    kill: async () => {
      input.finish()
      kill.abort()
      await ended.catch(() => undefined)
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
  readonly #pieces: { readonly bytes: Buffer; readonly taken: () => void }[] = []
  #wake: () => void = () => undefined
  #isFinished = false

  /** Fulfilled when it was taken, which is when all before it was. */
  push(bytes: string | Buffer): Promise<void> {
    return new Promise(taken => {
      this.#pieces.push({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, taken })
      this.#wake()
    })
  }

  finish(): void {
    this.#isFinished = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece !== undefined) {
        piece.taken()
        yield piece.bytes
      } else if (this.#isFinished) return
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }
}
