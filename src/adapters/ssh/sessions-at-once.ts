// How many commands have a session of their own at once: a server grants ten over one connection (MaxSessions of sshd_config).

/** Beside the first shell, the lock, two spare sessions and two rsyncs. */
const most = 4

export class SessionsAtOnce {
  #count = 0
  readonly #waiting: (() => void)[] = []

  /** In its turn: when fewer than that are at work. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#count < most) this.#count++
    // Whoever ends leaves its place to the first that waits.
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#count--
      else next()
    }
  }
}
