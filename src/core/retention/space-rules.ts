// Rules about space, as a table: how much must be free, how large a series may be, and how each is said in words.

import { formatBytes, formatCount, formatPercent } from '../units.ts'

/** An amount, or a share of the filesystem from 0 to 1; and how it was written. */
export type Limit = { readonly text: string } & ({ readonly amount: number } | { readonly share: number })

export interface SpaceRules {
  readonly minFreeSpace?: Limit
  readonly minFreeInodes?: Limit
  readonly maxSize?: Limit
}

/** What a volume has, and what the series takes of it. */
export interface Space {
  /** What an unprivileged user can still write. */
  readonly freeBytes: number
  readonly totalBytes: number
  /** Both absent where the filesystem has no fixed number of inodes (btrfs). */
  readonly freeInodes?: number
  readonly totalInodes?: number
  /** Allocated by all snapshots of the series, each inode once. */
  readonly seriesBytes: number
}

export interface Freed {
  readonly bytes: number
  readonly inodes: number
}

/** One rule and how things stand with it. */
export interface Measured {
  readonly isMet: boolean
  /** `min-free-space 20G: 12.0 GiB free`. */
  readonly reason: string
  /** Where no removal is left that could help. */
  readonly unmet: string
}

interface Measure {
  readonly name: string
  readonly limit: keyof SpaceRules
  /** Absent: this filesystem does not count it. */
  readonly amount: (space: Space) => number | undefined
  readonly whole: (space: Space) => number | undefined
  readonly isMet: (amount: number, limit: number) => boolean
  readonly state: (amount: number) => string
  readonly wouldBe: (state: string) => string
}

const isEnough = (amount: number, limit: number): boolean => amount >= limit
const wouldBeFree = (state: string): string => `there would be ${state}`

const measures: readonly Measure[] = [
  {
    name: 'min-free-space',
    limit: 'minFreeSpace',
    amount: space => space.freeBytes,
    whole: space => space.totalBytes,
    isMet: isEnough,
    state: bytes => `${formatBytes(bytes)} free`,
    wouldBe: wouldBeFree
  },
  {
    name: 'min-free-inodes',
    limit: 'minFreeInodes',
    amount: space => space.freeInodes,
    whole: space => space.totalInodes,
    isMet: isEnough,
    state: inodes => `${formatCount(inodes)} inodes free`,
    wouldBe: wouldBeFree
  },
  {
    name: 'max-size',
    limit: 'maxSize',
    amount: space => space.seriesBytes,
    whole: space => space.totalBytes,
    isMet: (amount, limit) => amount <= limit,
    state: bytes => `the series takes ${formatBytes(bytes)}`,
    wouldBe: state => state.replace('takes', 'would still take')
  }
]

/** Every rule that was set, in words and as met or not. */
export function measure(rules: SpaceRules, space: Space): Measured[] {
  return measures.flatMap(one => {
    const limit = rules[one.limit]
    if (limit === undefined) return []
    const [amount, whole] = [one.amount(space), one.whole(space)]
    const rule = `${one.name} ${limit.text}`
    if (amount === undefined || whole === undefined) {
      const unmet = `${rule} has no effect: the filesystem of this volume has no fixed number of inodes`
      return { isMet: true, reason: rule, unmet }
    }
    const share = 'share' in limit ? ` (${formatPercent(amount / Math.max(1, whole))})` : ''
    const state = one.state(amount) + share
    return {
      isMet: one.isMet(amount, 'share' in limit ? limit.share * whole : limit.amount),
      reason: `${rule}: ${state}`,
      unmet:
        `${rule} cannot be met: ${one.wouldBe(state)} with every snapshot removed that may be. What is left is the ` +
        'newest, and what is pinned, being read, foreign or dated in the future: make room on the volume, or change the rule'
    }
  })
}

export const without = (space: Space, { bytes, inodes }: Freed): Space => ({
  ...space,
  freeBytes: space.freeBytes + bytes,
  seriesBytes: space.seriesBytes - bytes,
  ...(space.freeInodes === undefined ? {} : { freeInodes: space.freeInodes + inodes })
})
