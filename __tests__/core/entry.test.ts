// An entry as a link of a stored inode has it: that inode's time and mode, and nothing of what only the source knows.

import { expect, test } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { asStored, type Entry, entryWith } from '../../src/core/entry.ts'

const file = {
  path: pathFromText('a'),
  type: 'file',
  mode: 0o4755,
  size: 3,
  mtimeNs: 5n,
  storedMtimeNs: 5n,
  sha256: 'ab'.repeat(32)
} as const satisfies Entry
const owner = { uid: 1, gid: 2 }
const ofTheSource = { dev: 1n, ino: 2n, ctimeNs: 3n, allocated: 4096, isRacy: false }

test.each<[string, Entry, number | undefined, Entry]>([
  ['of the same mode', file, 0o4755, { ...file, storedMtimeNs: 4n }],
  ['with an owner', { ...file, owner }, 0o4755, { ...file, owner, storedMtimeNs: 4n }],
  ['whose setuid was dropped', file, 0o755, { ...file, storedMtimeNs: 4n, mode: 0o755, sourceMode: 0o4755 }],
  ['that has two modes', { ...file, sourceMode: 0o500 }, undefined, { ...file, storedMtimeNs: 4n, sourceMode: 0o500 }],
  ['without a content', without(file), 0o4755, { ...without(file), storedMtimeNs: 4n }]
])('a file %s', (_title, source, mode, expected) => {
  expect(entryWith(asStored({ ...source, ...ofTheSource }, 4n, mode), {})).toStrictEqual(expected)
})

test('a symlink keeps its target', () => {
  const link: Entry = { ...without(file), type: 'link', mode: 0o777, target: pathFromText('b'), owner }
  expect(entryWith(asStored({ ...link, ...ofTheSource }, 4n, undefined), {})).toStrictEqual({
    ...link,
    storedMtimeNs: 4n
  })
})

function without({ path, type, mode, size, mtimeNs, storedMtimeNs }: Entry): Entry {
  return { path, type, mode, size, mtimeNs, storedMtimeNs }
}
