// How V8 is set for what runs do: many small short-lived objects in a few threads, over soon; or very many that stay.

import { setFlagsFromString } from 'node:v8'

/**
 * With its own settings it collects short-lived objects from 1 MB on, again and again, and all of the heap when it has grown to
 * a few; and a thread without a task turns in circles while it waits for the sweeping of another (seen in a profile of a
 * snapshot of 40,000 files on two cores).
 */
const forThreads = ['--min-semi-space-size=8', '--no-concurrent-sweeping', '--initial-old-space-size=64']

/**
 * V8's second compiler took 0.3 s of the 2.9 s of processor time of such a run, beside threads that had use for them; the
 * first one's code is as good for a second or two. Ten times its own threshold: what goes on for longer still gets it.
 * Older ones do not know the flag, and say so.
 */
const late = Number(process.versions.node.split('.')[0]) >= 24 ? ['--invocation-count-for-turbofan=30000'] : []

/** Before threads are started. */
export function setEngine(): void {
  for (const flag of [...forThreads, ...late]) setFlagsFromString(flag)
}

/** From so many entries on memory counts for more than a collection does. */
const very = 200_000

let isMinded = false

/** `entries`: held so far. V8 would let a heap of hundreds of megabytes grow to two or three times its size before it looks. */
export function mindMemory(entries: number): void {
  if (isMinded || entries < very) return
  isMinded = true
  setFlagsFromString('--heap-growing-percent=20')
}
