// One path within another, by their names.

import { describe, expect, it } from '@jest/globals'
import type { BytePath } from '../../src/core/byte-path.ts'
import { isWithin, pathBelow } from '../../src/core/within.ts'

describe('within', () => {
  it.each<[directory: string, path: string, below: string | undefined]>([
    ['/a', '/a', '.'],
    ['/a', '/a/b/c', 'b/c'],
    ['/a/b', '/a', undefined],
    ['/a', '/ab', undefined],
    ['/', '/', '.'],
    ['/', '/a/b', 'a/b']
  ])('%s, %s', (directory, path, below) => {
    expect(isWithin(directory as BytePath, path as BytePath)).toBe(below !== undefined)
    if (below !== undefined) expect(pathBelow(directory as BytePath, path as BytePath)).toBe(below)
  })
})
