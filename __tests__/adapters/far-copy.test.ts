// What the rsync over ssh is told of the volume there: old versions of large files, and a filesystem that syncfs does not reach.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { farCopyOptions } from '../../src/adapters/ssh/far-copy.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import { copyArgs } from '../../src/core/rsync-args.ts'
import { scratchWith } from '../support/adapter-parts.ts'

const far = (version: readonly [number, number, number]): Parameters<typeof farCopyOptions>[1] => ({
  isRoot: true,
  osRelease: '',
  hasGnuTar: false,
  rsync: { flavour: 'rsync', version } as never
})
const tree = { series: 'a/b', id: '2026-11-19T00-00-00Z' }
const version = (path: string, from = path): never =>
  ({ path: pathFromText(path), from: pathFromText(from), tree, size: 1 }) as never

let scratch: string
beforeEach(() => {
  scratch = scratchWith('source', 'old', 'new')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

it.each([
  ['a FUSE filesystem', true, [3, 2, 4], true],
  ['one, with an rsync that cannot', true, [3, 2, 3], false],
  ['any other', false, [3, 4, 1], false]
] as const)('syncs each file on %s', (_, isFuse, rsync, isSynced) => {
  const options = farCopyOptions({ linkDest: [] }, far(rsync), isFuse, () => '/old')
  expect(options.includes('--fsync')).toBe(isSynced)
})

it('names a tree of old versions only where they have the same path, and nothing else is linked against', () => {
  const optionsOf = (linkDest: readonly string[], versions: readonly never[]): readonly string[] =>
    farCopyOptions({ linkDest, versions }, far([3, 2, 7]), false, at => (at === 'self' ? '' : `/v/${at.id}`))
  expect(optionsOf([], [version('moved', 'before'), version('big')])).toContain(`--copy-dest=/v/${tree.id}`)
  expect(optionsOf([], [version('moved', 'before')]).join()).not.toContain('dest')
  expect(optionsOf(['/other'], [version('big')]).join()).not.toContain('copy-dest')
})

it('sends what differs, and leaves the old file and its links alone', () => {
  const [source, old] = [join(scratch, 'source/big'), join(scratch, 'old/big')]
  const bytes = Buffer.alloc(10_000_000, 'some text that is not all alike; ')
  for (let at = 0; at < bytes.length; at += 1000) bytes.writeUInt32LE(at, at)
  writeFileSync(old, bytes)
  mkdirSync(join(scratch, 'source/sub'))
  bytes.fill('!', 5_000_000, 5_000_100)
  writeFileSync(source, bytes)
  const before = statSync(old, { bigint: true })
  const options = farCopyOptions({ linkDest: [], versions: [version('big')] }, far([3, 2, 7]), false, () =>
    join(scratch, 'old')
  )
  const args = copyArgs({
    keepOwners: false,
    isSparse: false,
    linkDest: [],
    extra: [...options, '--no-whole-file', '--stats'],
    root: join(scratch, 'source'),
    destination: join(scratch, 'new')
  })
  const said = execFileSync('rsync', args, { input: 'big\0sub\0', encoding: 'utf8' })
  expect(Number(/Literal data: ([\d,]+)/.exec(said)?.[1]?.replaceAll(',', ''))).toBeLessThan(100_000)
  expect(readFileSync(join(scratch, 'new/big')).equals(bytes)).toBe(true)
  const after = statSync(old, { bigint: true })
  expect([after.ino, after.mtimeNs, after.nlink]).toEqual([before.ino, before.mtimeNs, 1n])
  expect(statSync(join(scratch, 'new/big'), { bigint: true }).ino).not.toBe(before.ino)
})
