// How the benchmarks measure: all ways in turn on the same data, medians, and ratios round by round.

import { performance } from 'node:perf_hooks'

export interface Way {
  readonly name: string
  readonly run: () => unknown
  /** Before each run, not measured. */
  readonly prepare?: () => unknown
}

export interface Compared {
  /** Medians, in milliseconds. */
  readonly oursMs: number
  readonly theirsMs: number
  /** The median of ours / theirs, each pair measured one right after the other. */
  readonly ratio: number
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The median of a / b, each pair from one round: what slows the machine for a while slows both. */
export const ratioOf = (a: readonly number[], b: readonly number[]): number =>
  median(a.slice(0, b.length).map((value, round) => value / (b[round] ?? NaN)))

export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/**
 * Each of `ways` once a round, another one first in each, so that none always finds the disk busy with the same other's work.
 * Returns one list a way, in the order of the ways. `isLate` is asked before each round but the first.
 */
export async function inTurn<W, T>(
  ways: readonly W[],
  rounds: number,
  run: (way: W, round: number) => Promise<T>,
  isLate: () => boolean = () => false
): Promise<readonly (readonly T[])[]> {
  const results = ways.map((): T[] => [])
  for (let round = 0; round < rounds && (round === 0 || !isLate()); round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const index = (round + turn) % ways.length
      const way = ways[index]
      if (way !== undefined) results[index]?.push(await run(way, round))
    }
  }
  return results
}

/** Two ways by turns; the first pair warms up and is left out. */
export async function compare(ours: Way, theirs: Way, rounds: number): Promise<Compared> {
  const [our = [], their = []] = await inTurn([ours, theirs], rounds + 1, async ({ prepare, run }) => {
    await prepare?.()
    return await timed(run)
  })
  return {
    oursMs: median(our.slice(1)),
    theirsMs: median(their.slice(1)),
    ratio: ratioOf(our.slice(1), their.slice(1))
  }
}

/** One line of a result, with what was wanted of the ratio. */
export const told = (
  what: string,
  ours: Way,
  theirs: Way,
  { oursMs, theirsMs, ratio }: Compared,
  most: number
): string =>
  `${what}   ${ours.name} ${(oursMs / 1000).toFixed(2)} s; ${theirs.name} ${(theirsMs / 1000).toFixed(2)} s; ` +
  `ratio ${ratio.toFixed(2)} (wanted: at most ${most.toFixed(2)})`
