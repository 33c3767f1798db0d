// The index of a source: what it knows to the nanosecond it says, anything else it does not; damaged, it is none.

import { Buffer } from 'node:buffer'
import { describe, expect, it } from '@jest/globals'
import { decodeStatIndex, encodeStatIndex, type Indexed, StatIndex } from '../../src/core/stat-index.ts'

const owner = 'machine\0host\0/work/build'
const readAtNs = 1_795_000_000_000_000_000n
const sha256 = 'ab'.repeat(32)

const file = (parts: Partial<Indexed> = {}): Indexed => ({
  type: 'file',
  dev: 65_024n,
  ino: 2n ** 63n + 5n,
  size: 12,
  mtimeNs: -5n,
  ctimeNs: readAtNs - 1_000_000_001n,
  isRacy: false,
  sha256,
  ...parts
})

const bytesOf = (...entries: readonly Indexed[]): Buffer => Buffer.from(encodeStatIndex(owner, entries, readAtNs))

function knows(bytes: Uint8Array, asked: Indexed): string | undefined {
  const shared = decodeStatIndex(owner, bytes)
  if (shared === undefined) return undefined
  return new StatIndex(shared).find(asked.dev, asked.ino, BigInt(asked.size), asked.mtimeNs, asked.ctimeNs)
}

it('knows what is the same', () => {
  expect(knows(bytesOf(file()), file())).toBe(sha256)
})

it.each<[string, Partial<Indexed>]>([
  ['device', { dev: 65_025n }],
  ['inode', { ino: 5n }],
  ['size', { size: 13 }],
  ['mtime', { mtimeNs: -4n }],
  ['ctime', { ctimeNs: readAtNs - 1_000_000_002n }]
])('does not know a file of another %s', (_, other) => {
  expect(knows(bytesOf(file()), file(other))).toBeUndefined()
})

it.each<[string, Partial<Indexed>]>([
  ['changed so shortly before it was read that a later change may not show', { isRacy: true }],
  ['on a filesystem of whole seconds, changed in the last of them', { ctimeNs: readAtNs - 2_000_000_000n }],
  ['that was not hashed', { type: 'dir' }],
  ['whose time has no place in 64 bits', { mtimeNs: 2n ** 64n }]
])('keeps nothing of a file %s', (_, parts) => {
  expect(knows(bytesOf(file({ ino: 1n }), file(parts)), file(parts))).toBeUndefined()
})

it('keeps what whole seconds are long past', () => {
  const old = file({ ctimeNs: readAtNs - 4_000_000_000n })
  expect(knows(bytesOf(old), old)).toBe(sha256)
})

it('finds each of many, whose inodes fall on each other', () => {
  const many = Array.from({ length: 3000 }, (_, n) =>
    file({ ino: BigInt(n % 1500) * 4096n, dev: BigInt(n < 1500 ? 1 : 2), sha256: n.toString(16).padStart(64, '0') })
  )
  const bytes = bytesOf(...many)
  for (const one of [0, 1, 1499, 1500, 2999]) expect(knows(bytes, many[one] ?? file())).toBe(many[one]?.sha256)
})

describe('is none', () => {
  it('of another source, or on another machine', () => {
    const other = encodeStatIndex('machine\0host\0/work/other', [file()], readAtNs)
    expect(decodeStatIndex(owner, other)).toBeUndefined()
    expect(decodeStatIndex('elsewhere\0host\0/work/build', bytesOf(file()))).toBeUndefined()
  })

  it('with any byte altered, or cut off anywhere', () => {
    const whole = bytesOf(file(), file({ ino: 7n }))
    expect(decodeStatIndex(owner, whole)).toBeDefined()
    for (let at = 0; at < whole.length; at++) {
      const altered = Buffer.from(whole)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(decodeStatIndex(owner, altered)).toBeUndefined()
      expect(decodeStatIndex(owner, whole.subarray(0, at))).toBeUndefined()
    }
  })

  it('of no file', () => {
    expect(decodeStatIndex(owner, bytesOf())).toBeUndefined()
  })
})
