// A program that is started while its input is still to be waited for, so that all it does before it reads is done by then.

import type { Buffer } from 'node:buffer'
import type { ProcessRequest } from '../process.ts'

type Input = NonNullable<ProcessRequest['input']>

/** Runs the program on what `hold` makes of its input. */
export type HeldWork<T> = (hold: (input: Input) => Required<Held>) => Promise<T>

interface Held {
  readonly held: Input
  /** Ends the program when it is not to have its input any more. */
  readonly end?: AbortSignal
}

/** Half of what rsync waits for a word of the other side. */
const patienceMs = 60_000

/**
 * The input comes when `until` is fulfilled; where that fails, the work does, with what it said. Where it takes longer than the
 * program is known to wait, the work is done over, and begins then.
 */
export async function heldBack<T>(until: Promise<unknown>, work: HeldWork<T>, patience = patienceMs): Promise<T> {
  const end = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => {
      resolve(false)
    }, patience)
  })
  const mayGo = Promise.race([until.then(() => true), late])
    .catch(() => false)
    .finally(() => {
      clearTimeout(timer)
    })
  const begun = work(input => ({ held: onceTrue(mayGo, input), end: end.signal }))
  // It is told below.
  begun.catch(() => undefined)
  const isGoing = await mayGo
  if (isGoing) return await begun
  end.abort()
  await begun.catch(() => undefined)
  await until
  return await work(input => ({ held: input, end: new AbortController().signal }))
}

async function* onceTrue(mayGo: Promise<boolean>, input: Input): AsyncGenerator<Buffer> {
  if (await mayGo) yield* input
}
