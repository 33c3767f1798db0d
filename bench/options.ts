// What the benchmark is asked on its command line; a mistake there is an error, never a default.

import { parseArgs } from 'node:util'
import { peers } from './contestants.ts'

export const sections = ['packages', 'tiny', 'large', 'reflink', 'start'] as const
export type Section = (typeof sections)[number]

export interface Options {
  readonly isQuick: boolean
  readonly sections: readonly Section[]
  readonly peers: readonly string[]
  readonly rounds: number
  /** No section begins after so long. */
  readonly budgetMs: number
  /** A step that has taken longer begins no further round. */
  readonly stepMs: number
  /** Whether all of it runs before everything else on this machine. */
  readonly hasPriority: boolean
  /** Another tree of packages. */
  readonly tree?: string
  readonly result?: string
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      peers: { type: 'string' },
      rounds: { type: 'string' },
      minutes: { type: 'string' },
      priority: { type: 'boolean', default: false },
      tree: { type: 'string' },
      result: { type: 'string' }
    }
  })
  const isQuick = values.quick
  const budgetMs = positive('--minutes', values.minutes, isQuick ? 4 : 25) * 60_000
  const known = peers.map(({ key }) => key)
  return {
    isQuick,
    sections: chosen('--only', values.only, sections, isQuick ? ['packages', 'start'] : sections),
    peers: chosen('--peers', values.peers, known, isQuick ? ['rsync-a', 'rsync-c'] : known),
    rounds: positive('--rounds', values.rounds, isQuick ? 3 : 5),
    budgetMs,
    stepMs: budgetMs / (isQuick ? 4 : 6),
    hasPriority: values.priority,
    ...(values.tree === undefined ? {} : { tree: values.tree }),
    ...(values.result === undefined ? {} : { result: values.result })
  }
}

function chosen<T extends string>(
  flag: string,
  given: string | undefined,
  allowed: readonly T[],
  otherwise: readonly T[]
): readonly T[] {
  if (given === undefined) return otherwise
  const words = given.split(',')
  const wrong = words.find(word => !allowed.some(each => each === word))
  if (wrong !== undefined) throw new Error(`${flag} says "${wrong}"; it takes a list of ${allowed.join(',')}.`)
  return allowed.filter(each => words.includes(each))
}

function positive(flag: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`${flag} says "${given}"; it takes a whole number from 1.`)
  return Number(given)
}
