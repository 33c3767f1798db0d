// What a guest says on its console: lines that begin with `@` are for us, all others are kept for the day it fails.

interface Waiter {
  readonly mark: string
  readonly resolve: () => void
  readonly reject: (why: Error) => void
}

export class Console {
  readonly #name: string
  readonly #lines: string[] = []
  readonly #marks = new Set<string>()
  #rest = ''
  #waiters: Waiter[] = []
  #failure: Error | undefined

  constructor(name: string) {
    this.#name = name
  }

  push(piece: string): void {
    const lines = (this.#rest + piece).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      this.#lines.push(line)
      const said = /^@(\S.*)$/.exec(line)?.[1]?.trimEnd()
      if (said?.startsWith('failed ') === true) this.fail(said)
      else if (said !== undefined) this.#hear(said)
    }
  }

  tail(): string {
    return this.#lines.slice(-40).join('\n')
  }

  /** A mark that was said before still counts, once: what is waited for next is said anew. */
  said(mark: string): Promise<void> {
    if (this.#marks.delete(mark)) return Promise.resolve()
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => this.#waiters.push({ mark, resolve, reject }))
  }

  /** The first reason stands; the rest follows from it. */
  fail(why: string): void {
    this.#failure ??= new Error(`machine ${this.#name} ${why}; its console:\n${this.tail()}`)
    for (const { reject } of this.#waiters) reject(this.#failure)
    this.#waiters = []
  }

  #hear(said: string): void {
    const waiting = this.#waiters.filter(({ mark }) => mark === said)
    if (waiting.length === 0) this.#marks.add(said)
    for (const waiter of waiting) waiter.resolve()
    this.#waiters = this.#waiters.filter(({ mark }) => mark !== said)
  }
}
