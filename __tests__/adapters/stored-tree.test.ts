// Stored trees read for proof, on a real disk: what cannot be read is an answer, who shares an inode is found, damage is kept.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import type { BytePath } from '../../src/core/byte-path.ts'
import { codeOf } from '../../src/core/failure.ts'
import type { KnownDamage } from '../../src/core/known-damage.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { publishOne } from '../support/published.ts'

const parts = adapterParts()
const ids = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z'] as const
let scratch = ''
let series: Series

beforeEach(async () => {
  scratch = scratchWith('volume')
  series = localVolume(join(scratch, 'volume'), parts).series('acme/widgets')
  const held = await lock()
  for (const id of ids) await publishOne(series, id, ['lib'])
  await held.release()
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const lock = (): Promise<Lock> => series.lock('us', 1000, () => undefined)
const at = (...names: readonly string[]): string => join(series.path, ...names)
const write = (id: string, path: string, data: string): void => {
  writeFileSync(at(id, path), data)
}
const bytes = (path: string): BytePath => path as BytePath
const sha = (data: string): string => createHash('sha256').update(data).digest('hex')
const file = (path: string, size = 0): { path: BytePath; size: number } => ({ path: bytes(path), size })

describe('a tree that is read', () => {
  it('has digests of regular files, and nothing of anything else', async () => {
    write(ids[0], 'a', 'content')
    write(ids[0], 'empty', '')
    symlinkSync('a', at(ids[0], 'link'))
    execFileSync('mkfifo', [at(ids[0], 'pipe')])
    const tree = series.tree(ids[0])
    const digests = await tree.reread(['a', 'empty', 'link', 'pipe', 'lib', 'gone', 'a/below'].map(path => file(path)))
    expect(digests).toEqual([sha('content'), sha(''), ...Array.from({ length: 5 }, () => undefined)])
  })

  it('is read in batches by size, and every one is told of', async () => {
    const large = 5 * 1024 * 1024
    const sizes = [10, large, 20, large, 30]
    sizes.forEach((size, index) => {
      write(ids[0], `f${index}`, 'x'.repeat(size))
    })
    for (let index = 0; index < 250; index++) write(ids[0], `small${index}`, String(index))
    const told: [number, number][] = []
    const files = [
      ...sizes.map((size, index) => file(`f${index}`, size)),
      ...Array.from({ length: 250 }, (_, index) => file(`small${index}`, 3))
    ]
    const digests = await series.tree(ids[0]).reread(files, (count, read) => told.push([count, read]))
    expect(digests).toHaveLength(255)
    expect(digests.slice(5)).toEqual(Array.from({ length: 250 }, (_, index) => sha(String(index))))
    const sum = (column: 0 | 1): number => told.reduce((total, one) => total + one[column], 0)
    expect(sum(0)).toBe(255)
    expect(sum(1)).toBe(60 + 2 * large + readableDigits(250))
    // A large one waits for no other, and no other for it.
    expect(told.filter(([count]) => count === 1).length).toBeGreaterThanOrEqual(2)
    expect(await series.tree(ids[0]).reread([])).toEqual([])
  })

  it('says of each path what the kernel says of it', async () => {
    const long = 'x'.repeat(300)
    const tree = series.tree(ids[0])
    const tooLong = { unreadable: 'ENAMETOOLONG: name too long' }
    expect(await tree.look([bytes('gone'), bytes(long)])).toEqual([undefined, tooLong])
    expect(await tree.reread([file(long), file('gone')])).toEqual([tooLong, undefined])
    expect(await tree.list([bytes('lib'), bytes(long), bytes('gone')])).toEqual([[], tooLong, undefined])
    const [seen] = await tree.look([bytes('lib')])
    expect(seen).toMatchObject({ type: 'dir', ino: lstatSync(at(ids[0], 'lib'), { bigint: true }).ino })
  })

  it('does not go on when the run is cancelled', async () => {
    const other = adapterParts()
    const tree = localVolume(join(scratch, 'volume'), other).series('acme/widgets').tree(ids[0])
    other.stop.abort()
    for (const work of [tree.look([bytes('lib')]), tree.reread([file('lib')]), tree.list([bytes('lib')])])
      await expect(work).rejects.toMatchObject({ kind: 'cancelled' })
    await other.pool.close()
  })
})

/** Digits of the numbers below. */
const readableDigits = (below: number): number =>
  Array.from({ length: below }, (_, index) => String(index).length).reduce((sum, one) => sum + one, 0)

describe('who shares an inode', () => {
  const hostile = 'new\nline \u00ff'

  it.each([
    ['a few', 0],
    ['more than find can be asked for', 300]
  ])('is found in all snapshots and under any name, of %s', async (_, others) => {
    write(ids[0], 'lib/a', 'shared')
    linkSync(at(ids[0], 'lib/a'), Buffer.from(at(ids[1], hostile), 'latin1'))
    linkSync(at(ids[0], 'lib/a'), at(ids[1], 'b'))
    write(ids[1], 'other', 'shared')
    const { ino } = lstatSync(at(ids[0], 'lib/a'), { bigint: true })
    const wanted = new Set([ino, ...Array.from({ length: others }, (_, index) => 2n ** 63n + BigInt(index))])
    const names = [...(await series.sharing(wanted))].sort((a, b) => (a.path < b.path ? -1 : 1))
    expect(names).toEqual([
      { id: ids[1], path: 'b', ino },
      { id: ids[0], path: 'lib/a', ino },
      { id: ids[1], path: hostile, ino }
    ])
  })

  it('is nobody, of none', async () => {
    expect(await series.sharing(new Set())).toEqual([])
    for (const id of ids) rmSync(at(id), { recursive: true })
    expect(await series.sharing(new Set([1n]))).toEqual([])
  })

  it('is on one filesystem, which has a name', async () => {
    expect(await series.device()).toBe(String(lstatSync(series.path, { bigint: true }).dev))
  })

  it('cannot be told where find does not run', async () => {
    const without = adapterParts({ PATH: scratch })
    try {
      const other = localVolume(join(scratch, 'volume'), without).series('acme/widgets')
      expect(codeOf(await other.sharing(new Set([1n])).catch((error: unknown) => error))).toBe('ENOENT')
      writeFileSync(join(scratch, 'find'), '#!/bin/sh\necho "find: broken" >&2\nexit 1\n', { mode: 0o755 })
      await expect(other.sharing(new Set([1n]))).rejects.toThrow(/could not be looked through: find: broken/)
      writeFileSync(join(scratch, 'find'), '#!/bin/sh\nexit 7\n', { mode: 0o755 })
      await expect(other.sharing(new Set([1n]))).rejects.toThrow(/find ended with 7/)
      writeFileSync(join(scratch, 'find'), '#!/bin/sh\necho "find: \'x\': Permission denied" >&2\nexit 1\n', {
        mode: 0o755
      })
      expect(await other.sharing(new Set([1n]))).toEqual([])
    } finally {
      await without.pool.close()
    }
  })
})

describe('known damage', () => {
  const known: KnownDamage = {
    path: bytes('a\n\u00ff'),
    snapshot: ids[0],
    kind: 'content',
    sha256: sha('a'),
    size: 1,
    storedMtimeNs: 1n,
    ino: 2n,
    foundAt: '2026-11-20T02:00:00.000Z'
  }
  const list = (): string => at('.snapshots/damaged.json')

  it('is kept, and gone once there is none', async () => {
    expect(await series.knownDamage()).toEqual({ damaged: [] })
    const held = await lock()
    await series.keepDamage([known])
    expect(await series.knownDamage()).toEqual({ damaged: [known] })
    expect(readdirSync(at('.snapshots')).filter(name => name.endsWith('.tmp'))).toEqual([])
    await series.keepDamage([])
    expect(existsSync(list())).toBe(false)
    await held.release()
  })

  it('is only written under the lock', () => {
    expect(() => series.keepDamage([known])).toThrow(/under the lock/)
  })

  it.each([
    [
      'no JSON',
      (): void => {
        writeFileSync(list(), 'x')
      }
    ],
    [
      'a directory',
      (): void => {
        mkdirSync(list())
      }
    ]
  ])('that cannot be read says why, and nothing else: %s', async (_, given) => {
    given()
    const { damaged, problem } = await series.knownDamage()
    expect(damaged).toEqual([])
    expect(problem).toMatch(/no JSON|it is not a regular file/)
  })

  it('never goes through a symlink when it is written', async () => {
    writeFileSync(join(scratch, 'outside'), 'not ours')
    symlinkSync(join(scratch, 'outside'), list())
    symlinkSync(join(scratch, 'outside'), `${list()}.tmp`)
    const held = await lock()
    await series.keepDamage([known])
    await held.release()
    expect(readFileSync(join(scratch, 'outside'), 'utf8')).toBe('not ours')
    expect(lstatSync(list()).isFile()).toBe(true)
  })
})
