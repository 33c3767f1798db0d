// Whether a process is still there, and waiting for something to become so.

import { existsSync, readFileSync } from 'node:fs'

/** One that only waits to be reaped is gone, too. */
export const isAlive = (pid: number): boolean => {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
  return stat !== '' && !/\) [ZX] /.test(stat)
}

/** Whether it holds within that time; asked every few milliseconds. */
export const until = async (holds: () => boolean, withinMs: number): Promise<boolean> => {
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    if (holds()) return true
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return holds()
}
