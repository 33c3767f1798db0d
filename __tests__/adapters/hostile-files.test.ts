// What stands on a volume in the place of our own files: nothing there makes a run wait, follow, or fill its memory.

import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readNamedFile, readOwnFile } from '../../src/adapters/own-file.ts'
import { readText } from '../../src/adapters/step-files.ts'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import type { Series, Volume } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { publishOne } from '../support/published.ts'
import { itUnless, missingRoot } from '../support/skip-aloud.ts'

const itAsRoot = itUnless(missingRoot())

const parts = adapterParts()
const id = '2026-11-18T00-00-00Z'
let scratch = ''
let volume: Volume
let series: Series

beforeEach(async () => {
  scratch = scratchWith('volume')
  volume = localVolume(join(scratch, 'volume'), parts)
  series = volume.series('a/s')
  const lock = await series.lock('us', 0, () => undefined)
  await publishOne(series, id)
  await lock.release()
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const own = (...names: readonly string[]): string => join(series.path, '.snapshots', ...names)
const manifest = (): string => own('manifests', `${id}.mtree.gz`)

describe('too large', () => {
  it('a file that says nothing of its size is not read to its end', () => {
    expect(() => readNamedFile('/proc/self/maps', 100)).toThrow(/more than the 100 it can have/)
    expect(readNamedFile('/proc/self/comm', 100)).not.toBe('')
    expect(() => readOwnFile('/proc/self/exe', 100)).toThrow('it is a symlink')
  })

  it('nor a manifest behind whose end there is more', async () => {
    truncateSync(manifest(), 8 * 1024 ** 3)
    await expect(series.manifest(id)).rejects.toThrow('it goes on after its end')
  })

  it('nor the words of who holds a lock', async () => {
    const lock = await series.lock('us', 0, () => undefined)
    writeFileSync(own('lock'), `::error::${'x'.repeat(100_000)}`)
    const waited: string[] = []
    await expect(volume.series('a/s').lock('others', 1, holder => waited.push(holder))).rejects.toThrow('lock-timeout')
    await lock.release()
    expect(waited[0]).toMatch(/^\\x3a:error::x/)
    expect(waited[0]?.length).toBeLessThan(200)
  })
})

it('an event file that is a FIFO or too large is one that cannot be read', () => {
  const file = join(scratch, 'event.json')
  execFileSync('mkfifo', [file])
  expect(readText(file)).toBeUndefined()
  rmSync(file)
  writeFileSync(file, '{}')
  expect(readText(file)).toBe('{}')
  truncateSync(file, 8 * 1024 ** 3)
  expect(readText(file)).toBeUndefined()
})

describe('modes', () => {
  const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8)

  it('of what is ours let nobody else write, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const open = volume.series('b/open')
      const lock = await open.lock('us', 0, () => undefined)
      await publishOne(open, id)
      await open.keepDamage([])
      await open.bytesOnDisk()
      await lock.release()
      const inOpen = (...names: readonly string[]): string => join(open.path, '.snapshots', ...names)
      for (const path of ['', 'records', 'manifests', 'partial', 'trash']) expect(modeOf(inOpen(path))).toBe('775')
      for (const path of [join(scratch, 'volume/b'), open.path]) expect(modeOf(path)).toBe('775')
      expect(modeOf(inOpen('lock'))).toBe('660')
      expect(modeOf(inOpen('records', `${id}.json`))).toBe('644')
      expect(modeOf(inOpen('usage.json'))).toBe('644')
    } finally {
      process.umask(before)
    }
  })

  it('of a new tree let nobody look into it before it is whole', async () => {
    const lock = await series.lock('us', 0, () => undefined)
    const partial = await series.begin('2026-11-19T00-00-00Z')
    expect(modeOf(partial.path)).toBe('700')
    await lock.release()
  })

  it('of a tree that is being deleted, too, as long as any of it is there', async () => {
    chmodSync(join(series.path, id), 0o777)
    const lock = await series.lock('us', 0, () => undefined)
    await series.trash([id])
    // A directory that is mounted, or a program that does not do its work: here rm is one.
    const idle: typeof parts.processes = {
      run: () => Promise.resolve({ status: 0, stdout: Buffer.alloc(0), stderr: '' })
    }
    await localVolume(join(scratch, 'volume'), { ...parts, processes: idle })
      .series('a/s')
      .emptyTrash()
    await lock.release()
    expect(modeOf(own('trash', id))).toBe('700')
  })
})

itAsRoot('a probe that somebody else has left is not cleared: it may be a trap', async () => {
  const trap = join(scratch, 'volume/.snapshot-probe-trap')
  mkdirSync(trap)
  execFileSync('chown', ['65534', trap])
  execFileSync('touch', ['--date=2020-01-01', trap])
  await volume.probeLinks()
  expect(lstatSync(trap).isDirectory()).toBe(true)
})
