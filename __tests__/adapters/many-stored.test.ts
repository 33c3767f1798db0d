// Very many looks and links, asked for in parts and kept as numbers: what comes out is what went in, in its order.

import { expect, test } from '@jest/globals'
import { inspectMany, linkMany, partLength } from '../../src/adapters/ssh/many-stored.ts'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { LinkOutcome, LinkStep } from '../../src/core/link-step.ts'
import type { Progress } from '../../src/core/progress.ts'
import type { Stored } from '../../src/ports/tree.ts'

const count = 2 * partLength + 7
const types = ['file', 'dir', 'link', 'other'] as const

/** Of all kinds, with numbers as large as they can be. */
function stored(index: number): Stored | undefined {
  if (index % 5 === 4) return undefined
  const type = types[index % 4] ?? 'other'
  return {
    type,
    mode: index % 0o10000,
    uid: 4_294_967_294 - index,
    gid: index,
    size: Number.MAX_SAFE_INTEGER - index,
    mtimeNs: BigInt(index - 50_000) * 123_456_789_012_345n,
    ino: 2n ** 63n - 1n - BigInt(index),
    links: index % 65_000,
    allocated: 512 * index,
    ...(type === 'link' && { target: `to ${index}` as BytePath })
  }
}

const paths = Array.from({ length: count }, (_, index) => `${index}` as BytePath)

test.each([0, 1, partLength, partLength + 1, count])('%d looks', async length => {
  const asked: number[] = []
  const told: Progress[] = []
  const tree = {
    inspect: (some: readonly BytePath[], onProgress?: (progress: Progress) => void) => {
      asked.push(some.length)
      onProgress?.({ doing: 'checking', files: some.length, bytes: 0, totalFiles: some.length })
      return Promise.resolve(some.map(path => stored(Number(path))))
    }
  }
  const seen = await inspectMany(tree, paths.slice(0, length), progress => told.push(progress))
  expect(seen.length).toBe(length)
  expect([...seen]).toEqual(paths.slice(0, length).map(path => stored(Number(path))))
  expect(Math.max(...asked)).toBeLessThanOrEqual(partLength)
  expect(told.at(-1)).toMatchObject({ files: length, totalFiles: length })
})

test('links: each outcome for its step, and the last part is told to be the last', async () => {
  const outcome = (index: number): LinkOutcome =>
    index % 7 === 0
      ? { linked: false, cause: 'altered', why: `why ${index}` }
      : index % 7 === 1
        ? { linked: true, ino: 2n ** 63n - 1n - BigInt(index) }
        : { linked: true, ino: BigInt(index), allocated: index * 512, links: 1 + (index % 65_000) }
  const steps = paths.map((path, index): LinkStep => ({
    path,
    tree: 'self',
    from: path,
    size: index,
    storedMtimeNs: 0n
  }))
  const parts: [number, boolean][] = []
  const files: number[] = []
  const link = (some: readonly LinkStep[], isLast: boolean): Promise<readonly LinkOutcome[]> => {
    parts.push([some.length, isLast])
    return Promise.resolve(some.map(({ size }) => outcome(size)))
  }
  const made = await linkMany(steps, link, progress => files.push(progress.files))
  expect(parts).toEqual([
    [partLength, false],
    [partLength, false],
    [7, true]
  ])
  expect(files).toEqual([partLength, 2 * partLength, count])
  expect([...made]).toEqual(steps.map(({ size }) => outcome(size)))
  expect([...(await linkMany([], link, () => undefined))]).toEqual([])
})
