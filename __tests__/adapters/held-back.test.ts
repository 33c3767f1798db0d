// A program whose input is held back: it begins at once, reads when it may, and is ended where it is not to go on.

import { expect, it } from '@jest/globals'
import { realProcesses, type ProcessResult } from '../../src/adapters/process.ts'
import { heldBack, type HeldWork } from '../../src/adapters/ssh/held-back.ts'

const processes = realProcesses(process.env, new AbortController().signal)
const longMs = 60_000

/** What cat made of it, and how often it was started. */
function stand(): { readonly work: HeldWork<ProcessResult>; readonly results: ProcessResult[]; begun: number } {
  const here = {
    begun: 0,
    results: [] as ProcessResult[],
    work: (async hold => {
      here.begun++
      const { held, end } = hold([Buffer.from('one '), Buffer.from('two')])
      const result = await processes.run('cat', { args: [], input: held, end })
      here.results.push(result)
      return result
    }) satisfies HeldWork<ProcessResult>
  }
  return here
}

it(
  'begins at once, and reads nothing before it may',
  async () => {
    const here = stand()
    let go: () => void = () => undefined
    const until = new Promise<void>(resolve => {
      go = resolve
    })
    const done = heldBack(until, here.work)
    expect(here.begun).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(here.results).toEqual([])
    go()
    expect((await done).stdout.toString()).toBe('one two')
    expect(here.begun).toBe(1)
  },
  longMs
)

it(
  'fails with what it waited for, and leaves no program behind',
  async () => {
    const here = stand()
    const refused = new Error('no links')
    await expect(heldBack(Promise.reject(refused), here.work)).rejects.toBe(refused)
    // It had ended before that was told, and was given nothing.
    expect(here.results.map(({ stdout }) => stdout.toString())).toEqual([''])
    expect(here.begun).toBe(1)
  },
  longMs
)

it(
  'begins again when it had to wait longer than the program does',
  async () => {
    const here = stand()
    const until = new Promise<void>(resolve => {
      setTimeout(resolve, 500)
    })
    expect((await heldBack(until, here.work, 50)).stdout.toString()).toBe('one two')
    expect(here.results.map(({ stdout }) => stdout.toString())).toEqual(['', 'one two'])
  },
  longMs
)

it(
  'tells what the program itself failed with',
  async () => {
    const wrong = new Error('the lock is gone')
    await expect(heldBack(Promise.resolve(), () => Promise.reject(wrong))).rejects.toBe(wrong)
  },
  longMs
)
