// Blocks that files share: what deleting trees frees, when versions of a large file have most of their blocks in common.

import { describe, expect, it } from '@jest/globals'
import { type Extent, overlap, without } from '../../src/core/retention/extents.ts'
import { FreedCounter, type InodeLinks, withHeld } from '../../src/core/retention/freed.ts'

/** `0+10 20+5`: where, and how many. */
const extents = (text: string): Extent[] =>
  text.split(' ').flatMap(word => {
    const [at, bytes] = word.split('+').map(Number)
    return at === undefined || bytes === undefined ? [] : [{ at, bytes }]
  })
const text = (of: readonly Extent[]): string => of.map(({ at, bytes }) => `${at}+${bytes}`).join(' ')

describe('without', () => {
  it.each([
    ['nothing', '0+10', '', '0+10'],
    ['elsewhere', '0+10', '10+5 20+5', '0+10'],
    ['the same', '0+10', '0+10', ''],
    ['the middle', '0+10', '3+2', '0+3 5+5'],
    ['both ends', '10+10', '5+7 18+10', '12+6'],
    ['several, unsorted, some twice', '20+10 0+10', '25+1 2+2 3+3 25+1', '0+2 6+4 20+5 26+4'],
    ['one hole across several ranges', '0+10 10+10 30+5', '5+20', '0+5 30+5'],
    ['ranges that come twice', '0+10 0+10', '2+2', '0+2 4+6 0+2 4+6'],
    ['of nothing', '', '0+5', '']
  ])('%s', (_, of, others, left) => {
    expect(
      text(without(extents(of), extents(others)))
        .split(' ')
        .sort()
    ).toEqual(left.split(' ').sort())
    expect(overlap(extents(of), extents(others))).toBe(
      extents(of).reduce((sum, { bytes }) => sum + bytes, 0) - extents(left).reduce((sum, { bytes }) => sum + bytes, 0)
    )
  })
})

/**
 * Three versions of a file of 100: the second wrote 10 (at 1000), the third 20 (at 2000), the first of them where the second
 * had written. As a filesystem tells it: shared is what any other has.
 */
const version = (ino: string, shared: string, allocated = 100): InodeLinks[] => [
  { ino, links: 1, linksHere: 1, allocated, shared: extents(shared) },
  { ino: `small-${ino}`, links: 1, linksHere: 1, allocated: 1 }
]
const [first, second, third] = [version('1', '10+90'), version('2', '10+90'), version('3', '20+80')]

describe('freed', () => {
  const freed = (...trees: readonly (readonly InodeLinks[])[]): number[] => {
    const counter = new FreedCounter()
    return trees.map(tree => counter.add(tree).bytes)
  }

  it('by one version alone: what no other has', () => {
    expect(freed(first)).toEqual([11])
  })

  it('by the oldest two: also what only they had', () => {
    expect(freed(withHeld(first, [second]), withHeld(second, [third]))).toEqual([11, 21])
  })

  it('by all: every block once', () => {
    // 100 of the first, 10 and 20 that were written.
    expect(freed(withHeld(first, [second]), withHeld(second, [third]), third).reduce((sum, bytes) => sum + bytes)).toBe(
      100 + 10 + 20 + 3
    )
  })

  it('nothing for blocks that somebody has who was not asked', () => {
    expect(freed(version('1', '0+100'))).toEqual([1])
  })

  it('nothing while another link keeps the inode', () => {
    const [clone] = first
    expect(freed(clone === undefined ? [] : [{ ...clone, links: 2 }])).toEqual([0])
  })
})
