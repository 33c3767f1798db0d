// Which stored files a verification reads: all, a random share of them, a fixed part, or some up to a number of bytes.

import { hash } from 'node:crypto'
import { formatBytes } from './units.ts'

export type Subset =
  | { readonly by: 'all' }
  /** 0 to 1. */
  | { readonly by: 'share'; readonly share: number }
  /** `part` of `of`, counted from 1. */
  | { readonly by: 'part'; readonly part: number; readonly of: number }
  | { readonly by: 'bytes'; readonly bytes: number }

/** A stored inode with what it should hold. */
export interface Sampled {
  readonly ino: bigint
  readonly size: number
  readonly sha256: string
}

export interface Sample<T extends Sampled> {
  /** Whether this one is to be read now. Each inode is to be offered once. */
  take(candidate: T): boolean
  /** Those to be read besides, once all were offered. */
  rest(): readonly T[]
}

/** `seed`: any text; another one draws other files. Parts do not depend on it. */
export function sampleOf<T extends Sampled>(subset: Subset, seed: string): Sample<T> {
  switch (subset.by) {
    case 'all':
      return { take: () => true, rest: () => [] }
    case 'share':
      return new Share(subset.share, seed)
    case 'part':
      return { take: ({ sha256 }) => partOf(sha256, subset.of) === subset.part, rest: () => [] }
    case 'bytes':
      return new Budget(subset.bytes, seed)
  }
}

/**
 * From 1 to `of`, by content alone: a file is in the same part in every snapshot and whatever comes or goes around it,
 * so that the parts 1 to `of` cover everything, one after the other, on however many days.
 */
export const partOf = (sha256: string, of: number): number => (parseInt(sha256.slice(0, 12), 16) % of) + 1

const dayMs = 24 * 3_600_000
const daysOfWeek = 7

/**
 * The part whose turn it is, one further each day: all come up within `of` runs, daily or weekly. Of seven parts, a weekly
 * run would meet the same one each time; so with as many as that, or 14, 21, …, every round begins one part later than
 * the one before, and from a day in the middle of a round it takes daily runs up to `2 * of - 1` to meet all: the one
 * that is skipped has its turn at the end of the next round.
 */
export function partOfDay(of: number, now: Date): number {
  const day = Math.floor(now.getTime() / dayMs)
  const turn = of % daysOfWeek === 0 ? day + Math.floor(day / of) : day
  return (turn % of) + 1
}

/** From 0 to 1, evenly; the same for the same seed and inode. */
const draw = (seed: string, { ino }: Sampled): number =>
  parseInt(hash('sha256', `${seed} ${String(ino)}`).slice(0, 12), 16) / 2 ** 48

/** Each for itself, so that nothing need be known of the others; but at least one, however few there are. */
class Share<T extends Sampled> implements Sample<T> {
  readonly #share: number
  readonly #seed: string
  #hasTaken = false
  #least: { readonly candidate: T; readonly at: number } | undefined

  constructor(share: number, seed: string) {
    this.#share = share
    this.#seed = seed
  }

  take(candidate: T): boolean {
    const at = draw(this.#seed, candidate)
    if (at < this.#share) {
      this.#hasTaken = true
      return true
    }
    if (this.#least === undefined || at < this.#least.at) this.#least = { candidate, at }
    return false
  }

  rest(): readonly T[] {
    return this.#hasTaken || this.#least === undefined ? [] : [this.#least.candidate]
  }
}

/**
 * In an order that is drawn, as many as make up the bytes: the last of them may go beyond. Only as many are remembered
 * as can still be among them.
 */
class Budget<T extends Sampled> implements Sample<T> {
  readonly #bytes: number
  readonly #seed: string
  #kept: { readonly candidate: T; readonly at: number }[] = []
  #trimAt = 1000

  constructor(bytes: number, seed: string) {
    this.#bytes = bytes
    this.#seed = seed
  }

  take(candidate: T): boolean {
    this.#kept.push({ candidate, at: draw(this.#seed, candidate) })
    if (this.#kept.length >= this.#trimAt) {
      this.#trim()
      this.#trimAt = 2 * this.#kept.length + 1000
    }
    return false
  }

  rest(): readonly T[] {
    this.#trim()
    return this.#kept.map(({ candidate }) => candidate)
  }

  #trim(): void {
    this.#kept.sort((a, b) => a.at - b.at)
    let sum = 0
    const last = this.#kept.findIndex(({ candidate }) => (sum += candidate.size) >= this.#bytes)
    if (last >= 0) this.#kept = this.#kept.slice(0, last + 1)
  }
}

/** As a person reads it. */
export function subsetText(subset: Subset): string {
  switch (subset.by) {
    case 'all':
      return '100%'
    case 'share':
      return `${Number((subset.share * 100).toFixed(6))}%`
    case 'part':
      return `${subset.part}/${subset.of}`
    case 'bytes':
      return formatBytes(subset.bytes)
  }
}
