// The step that a filesystem rounds its times to, from times that were set and read back.

import { expect, it } from '@jest/globals'
import { precisionOf } from '../../src/core/doctor/attributes.ts'

it.each([
  ['1 ns', 1n],
  ['100 ns', 100n],
  ['1 µs', 1_000n],
  ['1 ms', 1_000_000n],
  ['10 ms', 10_000_000n],
  ['1 s', 1_000_000_000n],
  ['2 s', 2_000_000_000n]
])('times rounded to %s are known as such', (text, step) => {
  const set = [1_700_000_001_123_456_789n, 1_700_000_002_987_654_321n]
  expect(precisionOf(set.map(one => ({ set: one, stored: one - (one % step) })))).toEqual([step, text])
})
