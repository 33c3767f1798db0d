// Whether a tree still holds what was stored in it, of more entries than are looked at at once.

import { expect, test } from '@jest/globals'
import { holdsAll } from '../../src/actions/unchanged.ts'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import type { Stored, Tree } from '../../src/ports/tree.ts'

const count = 45_000

const entries = Array.from({ length: count }, (_, index): Entry => ({
  path: `many/${index}` as BytePath,
  type: 'file',
  mode: 0o644,
  size: index,
  mtimeNs: BigInt(index),
  storedMtimeNs: BigInt(index)
}))

/** Holds these entries, but for what `change` says of one of them, and keeps the paths of each look. */
function treeWith(
  changed?: number,
  change: Partial<Stored> | 'gone' = 'gone'
): Pick<Tree, 'inspect'> & { asked: BytePath[][] } {
  const held = new Map(entries.map(entry => [entry.path, entry]))
  const asked: BytePath[][] = []
  const stored = (path: BytePath): Stored | undefined => {
    const entry = held.get(path)
    const isChanged = changed !== undefined && entry === entries[changed]
    if (entry === undefined || (isChanged && change === 'gone')) return undefined
    const { type, mode, size, storedMtimeNs: mtimeNs } = entry
    const own: Stored = { type, mode, uid: 0, gid: 0, size, mtimeNs, ino: 1n, links: 2, allocated: 4096 }
    return isChanged && change !== 'gone' ? { ...own, ...change } : own
  }
  return {
    asked,
    inspect: paths => {
      asked.push([...paths])
      return Promise.resolve(paths.map(stored))
    }
  }
}

test('each is asked for once, and never very many at once', async () => {
  const tree = treeWith()
  expect(await holdsAll(tree, entries)).toBe(true)
  expect(tree.asked.flat()).toEqual(entries.map(({ path }) => path))
  expect(Math.max(...tree.asked.map(paths => paths.length))).toBe(20_000)
})

test.each([
  ['the first', 0],
  ['the last of a part', 19_999],
  ['the first of another', 20_000],
  ['the last', count - 1]
])('one that is not as it was is found: %s', async (_, index) => {
  expect(await holdsAll(treeWith(index), entries)).toBe(false)
  expect(await holdsAll(treeWith(index, { mode: 0o600 }), entries)).toBe(false)
  expect(await holdsAll(treeWith(index, { size: 100_000 }), entries)).toBe(false)
  expect(await holdsAll(treeWith(index, { mtimeNs: -1n }), entries)).toBe(false)
  expect(await holdsAll(treeWith(index, { type: 'link', target: '.' as BytePath }), entries)).toBe(false)
})

test('a tree of nothing holds nothing', async () => {
  expect(await holdsAll(treeWith(), [])).toBe(true)
})
