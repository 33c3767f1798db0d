// Sessions opened before they are needed, while something else takes its time: then their use costs one round trip, not eight.

import { Buffer } from 'node:buffer'
import { type FarValues, farScript } from '../../core/far-command.ts'
import type { Channel } from './channel.ts'

export class SpareSessions {
  readonly #ready: Channel[] = []
  readonly #all: Channel[] = []

  /** `channel`: of the script that waits. */
  add(channel: Channel): void {
    this.#all.push(channel)
    void channel.next().then(said => {
      // A server that allows only few sessions has refused it: then it is opened when it is needed, as any other.
      if (said === 'ready') this.#ready.push(channel)
    })
  }

  get isNone(): boolean {
    return this.#all.length === 0
  }

  /** One that runs this script from now on; undefined when none is there. */
  take(script: string, values: FarValues): Channel | undefined {
    for (let channel = this.#ready.shift(); channel !== undefined; channel = this.#ready.shift()) {
      if (channel.isOver) continue
      const text = Buffer.from(farScript(script, values))
      void channel.send([`${text.length}\n`, text])
      return channel
    }
    return undefined
  }

  async kill(): Promise<void> {
    this.#ready.length = 0
    await Promise.all(this.#all.splice(0).map(channel => channel.kill()))
  }
}
