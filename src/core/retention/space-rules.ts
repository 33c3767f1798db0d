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
  /** `unknown`: the filesystem does not count what the rule is about. */
  readonly state: 'met' | 'broken' | 'unknown'
  /** `min-free-space 20G: 12.0 GiB free`. */
  readonly reason: string
  /** A sentence for when it is not met and no removal is left. */
  readonly complaint: string
}

interface Measure {
  readonly name: string
  readonly limit: keyof SpaceRules
  /** Absent: this filesystem does not count it. */
  readonly amount: (space: Space) => number | undefined
  readonly whole: (space: Space) => number | undefined
  readonly isMet: (amount: number, limit: number) => boolean
  readonly standing: (amount: number) => string
  readonly wouldBe: (standing: string) => string
}

const isEnough = (amount: number, limit: number): boolean => amount >= limit
const wouldBeFree = (standing: string): string => `there would be ${standing}`

const measures: readonly Measure[] = [
  {
    name: 'min-free-space',
    limit: 'minFreeSpace',
    amount: space => space.freeBytes,
    whole: space => space.totalBytes,
    isMet: isEnough,
    standing: bytes => `${formatBytes(bytes)} free`,
    wouldBe: wouldBeFree
  },
  {
    name: 'min-free-inodes',
    limit: 'minFreeInodes',
    amount: space => space.freeInodes,
    whole: space => space.totalInodes,
    isMet: isEnough,
    standing: inodes => `${formatCount(inodes)} inodes free`,
    wouldBe: wouldBeFree
  },
  {
    name: 'max-size',
    limit: 'maxSize',
    amount: space => space.seriesBytes,
    whole: space => space.totalBytes,
    isMet: (amount, limit) => amount <= limit,
    standing: bytes => `the series takes ${formatBytes(bytes)}`,
    wouldBe: standing => standing.replace('takes', 'would still take')
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
      const complaint = `${rule} has no effect: the filesystem of this volume has no fixed number of inodes`
      return { state: 'unknown', reason: rule, complaint }
    }
    const share = 'share' in limit ? ` (${formatPercent(amount / Math.max(1, whole))})` : ''
    const standing = one.standing(amount) + share
    return {
      state: one.isMet(amount, 'share' in limit ? limit.share * whole : limit.amount) ? 'met' : 'broken',
      reason: `${rule}: ${standing}`,
      complaint:
        `${rule} cannot be met: ${one.wouldBe(standing)} with every snapshot removed that may be. What is left is the ` +
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
