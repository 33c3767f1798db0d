// Entries found by their paths, in whatever order they come and are asked for.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { BytePath } from '../../src/core/byte-path.ts'
import { PathIndex } from '../../src/core/path-index.ts'
import { file } from './manifest-examples.ts'

const path = fc.stringMatching(/^[ab/-]{1,4}$/).map(text => text as BytePath)

test('what a map of them would find', () => {
  fc.assert(
    fc.property(fc.array(path), fc.array(path), fc.boolean(), (there, asked, isSorted) => {
      const entries = (isSorted ? [...new Set(there)].sort() : there).map(name => file(name))
      const index = new PathIndex(entries)
      const map = new Map(entries.map(entry => [entry.path, entry]))
      for (const name of [...asked, ...there, ...[...asked].sort()]) expect(index.get(name)).toBe(map.get(name))
    })
  )
})
