// How the connection ended, which it does a little after what ran over it, and it is the one that says why.

import type { ProcessResult } from '../process.ts'
import type { Channel } from './channel.ts'
import { isSessionRefused } from './trouble.ts'

const patienceMs = 1500

/** Undefined while it goes on. Rejects when the run was cancelled. */
export async function endOf(master: Channel): Promise<ProcessResult | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => {
      resolve(undefined)
    }, patienceMs)
  })
  try {
    return await Promise.race([master.ended, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What it said at its end; `otherwise`, where it goes on or ended without a word. */
export async function lastWords(master: Channel, otherwise: string): Promise<string> {
  const said = (await endOf(master))?.stderr ?? ''
  return said === '' ? otherwise : said
}

/** A session that the server had no place for. */
export async function isRefused({ ended, isOver }: Channel): Promise<boolean> {
  if (!isOver) return false
  try {
    return isSessionRefused((await ended).stderr)
  } catch {
    // A cancelled run, of which whoever waits for anything else is told.
    return false
  }
}
