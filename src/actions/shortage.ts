// Which of both a full filesystem has run out of, bytes or inodes: it is asked as soon as a write was refused, and tells.

import { NoSpace, type Room } from '../core/no-space.ts'
import { failureOf } from '../core/system-failure.ts'

/**
 * What was thrown, with the figures of that place when it is about room there; anything else as it is. To be asked before
 * what the run had begun is cleared away. Never throws: a question without an answer must not hide what went wrong.
 */
export async function withShortage(place: { free(): Promise<Room> }, thrown: unknown): Promise<unknown> {
  const failure = failureOf(thrown)
  if (!(failure instanceof NoSpace) || failure.isAsked) return thrown
  try {
    return failure.with(await place.free())
  } catch {
    // The same disk, or the connection to it, fails in another way by now; both are named then.
    return thrown
  }
}
