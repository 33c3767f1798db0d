// Large files as clones of their old versions, on filesystems that share blocks: the right bytes, few of them, no shared inode.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import type { CopyOutcome, CopyRequest, PartialTree } from '../../src/ports/partial-tree.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { type Mounted, missingImage, mountImage } from '../support/loop-image.ts'
import { itUnless, missingTool } from '../support/skip-aloud.ts'

const parts = adapterParts()
const [base, id] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
const ignore = (): void => undefined
const mebi = 1024 * 1024
const block = 4096

let scratch = ''
let image: Mounted | undefined
let lock: Lock | undefined
let series: Series
let partial: PartialTree
beforeEach(() => {
  scratch = scratchWith('source')
})
afterEach(async () => {
  await lock?.release()
  image?.remove()
  image = lock = undefined
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const source = (...names: readonly string[]): string => join(scratch, 'source', ...names)
const inBase = (...names: readonly string[]): string => join(series.path, base, ...names)
const inPartial = (...names: readonly string[]): string => join(partial.path, ...names)

async function beginOn(volume: string): Promise<void> {
  mkdirSync(volume, { recursive: true })
  series = localVolume(volume, parts).series('s')
  lock = await series.lock('us', 0, ignore)
  partial = await series.begin(id)
  mkdirSync(inBase())
}
async function mountAndBegin(filesystem: 'xfs' | 'btrfs' | 'ext4'): Promise<string> {
  image = mountImage(filesystem, { megabytes: 400 })
  await beginOn(join(image.at, 'volume'))
  return image.at
}

/** No byte stays as it was. */
function change(file: string, offsets: readonly number[], size = 10): void {
  const fd = openSync(file, 'r+')
  const bytes = Buffer.alloc(size)
  for (const at of offsets) {
    readSync(fd, bytes, 0, size, at)
    writeSync(fd, Buffer.from(bytes.map(byte => byte ^ 0xff)), 0, size, at)
  }
  closeSync(fd)
}

const copy = (names: readonly string[], more: Partial<CopyRequest> = {}): Promise<CopyOutcome> =>
  partial.copy(
    {
      root: pathFromText(source()),
      paths: names as BytePath[],
      keepOwners: false,
      isSparse: false,
      linkDest: [],
      extraArgs: [],
      totalBytes: 0,
      versions: names.map(name => ({
        path: name as BytePath,
        tree: { series: 's', id: base },
        from: name as BytePath,
        size: lstatSync(source(name)).size
      })),
      ...more
    },
    ignore
  )

const used = (at: string): number => {
  execFileSync('sync', ['--file-system', at])
  const { blocks, bfree, bsize } = statfsSync(at)
  return (blocks - bfree) * bsize
}

const isSame = (name: string): boolean => readFileSync(inPartial(name)).equals(readFileSync(source(name)))

/** An old version in the base and the source's, the same as yet. */
function lay(name: string, size: number): void {
  const bytes = randomBytes(size)
  writeFileSync(inBase(name), bytes, { mode: 0o444 })
  writeFileSync(source(name), bytes)
}

describe.each(['xfs', 'btrfs'] as const)('on %s', filesystem => {
  const itHere = itUnless(missingImage(filesystem), ...(filesystem === 'xfs' ? [missingXfsIo()] : []))

  itHere('changed blocks alone are written, counted, and taken from the disk', async () => {
    const at = await mountAndBegin(filesystem)
    // More than one range, and an end within a block.
    lay('disk', 70 * mebi + 100)
    const before = readFileSync(inBase('disk'))
    change(source('disk'), [0, 5 * block + 4090, 30 * mebi, 66 * mebi, 70 * mebi + 20])
    utimesSync(source('disk'), 1_600_000_000, 1_600_000_000.5)
    const usedBefore = used(at)

    const outcome = await copy(['disk'])

    // Six: the second change lies across two.
    expect(outcome).toEqual({ status: 0, messages: [], cloned: new Map([['disk', 6 * block]]) })
    expect(isSame('disk')).toBe(true)
    expect(used(at) - usedBefore).toBeLessThan(mebi)
    const stored = lstatSync(inPartial('disk'))
    const meant = lstatSync(source('disk'))
    expect([stored.mode, stored.mtimeMs, stored.nlink]).toEqual([meant.mode, meant.mtimeMs, 1])
    expect(stored.ino).not.toBe(lstatSync(inBase('disk')).ino)
    expect(readFileSync(inBase('disk')).equals(before)).toBe(true)
    expect(lstatSync(inBase('disk')).mode & 0o777).toBe(0o444)
  })

  itHere('files that grew, shrank, lost a block to a hole, moved, or changed their mode only', async () => {
    await mountAndBegin(filesystem)
    for (const name of ['grown', 'shrunk', 'holed', 'moved', 'mode']) lay(name, 9 * mebi)
    writeFileSync(source('grown'), Buffer.concat([readFileSync(source('grown')), randomBytes(3 * mebi + 7)]))
    truncateSync(source('shrunk'), 8 * mebi + 33)
    writeFileSync(source('holed'), Buffer.concat([Buffer.alloc(mebi), readFileSync(source('holed')).subarray(mebi)]))
    change(source('moved'), [mebi])
    rmSync(inBase('moved'))
    writeFileSync(inBase('was-here'), readFileSync(source('moved')))
    change(source('moved'), [2 * mebi])
    const names = ['grown', 'shrunk', 'holed', 'moved', 'mode']
    const versions = names.map(name => ({
      path: name as BytePath,
      tree: { series: 's', id: base },
      from: (name === 'moved' ? 'was-here' : name) as BytePath,
      size: lstatSync(source(name)).size
    }))

    const { cloned } = await copy(names, { versions })

    expect(names.filter(name => !isSame(name))).toEqual([])
    expect(Object.fromEntries(cloned ?? [])).toEqual({
      grown: 3 * mebi + block,
      shrunk: 0,
      holed: mebi,
      moved: block,
      mode: 0
    })
  })

  itHere('rot in the old version, size and mtime kept, is not carried on', async () => {
    await mountAndBegin(filesystem)
    lay('disk', 9 * mebi)
    const meant = readFileSync(source('disk'))
    const { atime, mtime } = lstatSync(inBase('disk'))
    change(inBase('disk'), [3 * mebi + 5], 1)
    utimesSync(inBase('disk'), atime, mtime)

    expect((await copy(['disk'])).cloned?.get('disk' as BytePath)).toBe(block)
    expect(readFileSync(inPartial('disk')).equals(meant)).toBe(true)
  })

  itHere('what has nothing left of its old version is copied', async () => {
    await mountAndBegin(filesystem)
    lay('disk', 9 * mebi)
    writeFileSync(source('disk'), randomBytes(9 * mebi))
    expect((await copy(['disk'])).cloned).toEqual(new Map())
    expect(isSame('disk')).toBe(true)
  })

  itHere.each(['missing', 'symlink', 'directory', 'fifo'])(
    'an old version that is a %s now is passed by',
    async kind => {
      await mountAndBegin(filesystem)
      lay('disk', 9 * mebi)
      rmSync(inBase('disk'))
      if (kind === 'symlink') symlinkSync(source('disk'), inBase('disk'))
      if (kind === 'directory') mkdirSync(inBase('disk'))
      if (kind === 'fifo') execFileSync('mkfifo', [inBase('disk')])
      expect((await copy(['disk'])).cloned).toEqual(new Map())
      expect(isSame('disk')).toBe(true)
    }
  )

  itHere('other names than UTF-8, and a file that became shorter since it was read', async () => {
    await mountAndBegin(filesystem)
    lay('disk', 9 * mebi)
    const versions = [
      { path: 'disk' as BytePath, tree: { series: 's', id: base }, from: 'disk' as BytePath, size: 10 * mebi }
    ]
    expect((await copy(['disk'], { versions })).cloned).toEqual(new Map())
    expect(isSame('disk')).toBe(true)

    const odd = Buffer.from('odd-\xff', 'latin1')
    const bytes = randomBytes(9 * mebi)
    for (const place of [inBase(), source()]) writeFileSync(Buffer.concat([Buffer.from(`${place}/`), odd]), bytes)
    const path = odd.toString('latin1') as BytePath
    const outcome = await copy([], {
      paths: [path],
      versions: [{ path, tree: { series: 's', id: base }, from: path, size: bytes.length }]
    })
    expect(outcome.cloned).toEqual(new Map([[path, 0]]))
    expect(readFileSync(Buffer.concat([Buffer.from(`${inPartial()}/`), odd])).equals(bytes)).toBe(true)
  })
})

itUnless(missingImage('ext4'))(
  'where blocks cannot be shared, all is copied, and nothing is left of the attempt',
  async () => {
    await mountAndBegin('ext4')
    for (const name of ['one', 'two', 'three']) {
      lay(name, 9 * mebi)
      change(source(name), [mebi])
    }
    expect((await copy(['one', 'two', 'three'])).cloned).toEqual(new Map())
    for (const name of ['one', 'two', 'three']) expect(isSame(name)).toBe(true)
  }
)

/** It is optional to us, but what a clone holds for some minutes is measured here. */
function missingXfsIo(): string | undefined {
  return missingTool('xfs_io', 'xfsprogs')
}
