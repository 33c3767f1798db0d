// Keys of copies: what a cache takes, and what it could mix up.

import { expect, it } from '@jest/globals'
import { cacheKeys } from '../../src/core/cache-key.ts'

const digest = `sha256:${'0f'.repeat(32)}`
const id = '2026-11-20T08-49-01Z'

it('names the series for people, and tells series apart by their hash', () => {
  const keys = cacheKeys('acme/app/build/main')
  const start = 'snapshot-1/acme/app/build/main/1431bfb852fe7b32ebbb871d9bb803f2'
  expect(keys.files(digest)).toBe(`${start}/sha256-${'0f'.repeat(32)}/`)
  expect(keys.snapshots).toBe(`${start}/at/`)
  expect(keys.snapshot(id)).toBe(`${keys.snapshots}${id}/`)
})

it.each([
  ['a,b', 'a;b'],
  ['a/b', 'a_b'],
  ['é', 'è'],
  [`${'x'.repeat(250)}/1`, `${'x'.repeat(250)}/2`]
])('keeps %j and %j apart', (one, other) => {
  expect(cacheKeys(one).snapshots).not.toBe(cacheKeys(other).snapshots)
})

it.each(['a,b', 'new\nline', '[id]', '{a,b}', ' ', '##[error]', `${'long name/'.repeat(100)}end`])(
  'makes a key of %j that a cache takes',
  name => {
    for (const key of [cacheKeys(name).files(digest), cacheKeys(name).snapshot(`${id}-12`)])
      expect(key).toMatch(/^[A-Za-z0-9._/-]{1,512}$/)
  }
)

it('makes no key that another one begins with', () => {
  const { snapshot } = cacheKeys('a')
  expect(snapshot(`${id}-2`).startsWith(snapshot(id))).toBe(false)
  expect(cacheKeys('a/at').snapshots.startsWith(cacheKeys('a').snapshots)).toBe(false)
})
