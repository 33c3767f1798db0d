// Ends a run whose volume has fallen silent: a server that is gone holds everyone who asks it in the kernel, the main
// thread too, and no signal but SIGKILL ends that. Works in a thread of its own, and writes nothing to the volume.

import { writeSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

export interface SilenceWatch {
  readonly watched: string
  readonly limitMs: number
  /** Written as it is, and then the process is killed. */
  readonly lastWords: string
  /** 1 or 2. */
  readonly output: number
}

/** Often enough beside a limit of minutes, seldom enough to be no load. */
const everyMs = 5000

export const isSilenceWatch = (data: unknown): data is SilenceWatch =>
  typeof data === 'object' && data !== null && 'lastWords' in data

export async function watchForSilence({ watched, limitMs, lastWords, output }: SilenceWatch): Promise<never> {
  for (;;) {
    const limit = setTimeout(() => {
      try {
        writeSync(output, lastWords)
      } finally {
        process.kill(process.pid, 'SIGKILL')
      }
    }, limitMs)
    // Always answered by the server itself, never from what this machine remembers; an error is an answer too.
    await statfs(watched).catch(() => undefined)
    clearTimeout(limit)
    await pause(everyMs)
  }
}
