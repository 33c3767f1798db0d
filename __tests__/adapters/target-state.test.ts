// The directory that is restored into: made where it is missing, followed where the user gave a link, and what is told of it.

import {
  chmodSync,
  chownSync,
  existsSync,
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
import { localTarget } from '../../src/adapters/target/local-target.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { startRestore } from '../support/restore-process.ts'
import { itUnless, missingRoot } from '../support/skip-aloud.ts'
import { described, restoreAll, treeEntries } from '../support/target-stand.ts'

const parts = adapterParts()
let scratch = ''
let snapshot = ''
let path = ''
let own = ''
beforeEach(() => {
  scratch = scratchWith('snapshot/dir', 'outside')
  writeFileSync(join(scratch, 'outside/canary'), 'canary')
  ;[snapshot, path] = [join(scratch, 'snapshot'), join(scratch, 'target')]
  own = join(path, '.snapshot-restore')
  writeFileSync(join(snapshot, 'dir/file'), 'content')
})
afterEach(() => {
  expect(readdirSync(join(scratch, 'outside'))).toEqual(['canary'])
  expect(readFileSync(join(scratch, 'outside/canary'), 'utf8')).toBe('canary')
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const target = (): ReturnType<typeof localTarget> => localTarget(path, parts)
const paths = (...names: readonly string[]): BytePath[] => names as BytePath[]

describe('the target', () => {
  it('is made with its parents where it is missing', async () => {
    path = join(scratch, 'a/b/c')
    await restoreAll(target(), snapshot, treeEntries(snapshot))
    expect(readFileSync(join(path, 'dir/file'), 'utf8')).toBe('content')
  })

  it('is followed where the user gave a symlink to it, and stays one', async () => {
    mkdirSync(join(scratch, 'real'))
    symlinkSync('real', path)
    chmodSync(snapshot, 0o711)
    await restoreAll(target(), snapshot, treeEntries(snapshot))
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(described(treeEntries(join(scratch, 'real')))).toEqual(described(treeEntries(snapshot)))
    const [top] = await target().inspect(paths('.'))
    expect(top).toMatchObject({ type: 'dir', mode: 0o711 })
  })

  it.each([
    ['is a file', 'target'],
    ['lies below a file', 'target/below']
  ])('is refused where it %s', async (_, name) => {
    writeFileSync(path, 'precious')
    await expect(localTarget(join(scratch, name), parts).begin()).rejects.toMatchObject({
      kind: 'target',
      message: expect.stringMatching(/is there and is not a directory/) as unknown
    })
    expect(readFileSync(path, 'utf8')).toBe('precious')
  })

  it('does not show what a restore keeps in it', async () => {
    const restoring = await target().begin()
    writeFileSync(join(path, 'seen'), 'x')
    const hidden = paths('.snapshot-restore', '.snapshot-restore/lock', 'seen')
    const [names, none] = await target().names(paths('.', '.snapshot-restore'))
    expect([names, none]).toEqual([['seen'], undefined])
    expect((await target().inspect(hidden)).map(stored => stored?.type)).toEqual([undefined, undefined, 'file'])
    expect((await target().hash(hidden)).map(digest => digest?.length)).toEqual([undefined, undefined, 64])
    await restoring.end()
  })

  it('is not written over where a snapshot holds that name itself', async () => {
    mkdirSync(join(snapshot, '.snapshot-restore'))
    writeFileSync(join(snapshot, '.snapshot-restore/lock'), 'stored')
    await expect(restoreAll(target(), snapshot, treeEntries(snapshot))).rejects.toMatchObject({
      kind: 'target',
      message: expect.stringMatching(/holds \.snapshot-restore.*Leave it out with "paths"/) as unknown
    })
    expect(existsSync(own)).toBe(false)
  })
})

describe('its state', () => {
  it('is that of what is there', async () => {
    mkdirSync(join(scratch, 'real'))
    symlinkSync('real', path)
    const real = pathFromText(join(scratch, 'real'))
    await expect(target().state()).resolves.toEqual({
      kind: 'directory',
      realPath: real,
      isWritable: true,
      mark: expect.any(String) as unknown
    })
    expect((await target().free()).totalBytes).toBeGreaterThan(0)
  })

  it('is that of what can be made where it is missing', async () => {
    symlinkSync('outside', path)
    const missing = localTarget(join(path, 'a/b'), parts)
    const realPath = pathFromText(join(scratch, 'outside/a/b'))
    await expect(missing.state()).resolves.toEqual({ kind: 'missing', realPath, isWritable: true, mark: 'missing' })
    expect((await missing.free()).totalBytes).toBeGreaterThan(0)
  })

  it.each([
    [
      'a file',
      () => {
        writeFileSync(path, '')
      }
    ],
    [
      'a dangling symlink',
      () => {
        symlinkSync('nowhere', path)
      }
    ],
    [
      'a symlink to itself',
      () => {
        symlinkSync('target', path)
      }
    ]
  ])('is no directory where there is %s, or a path below it', async (_, lay) => {
    lay()
    for (const name of [path, join(path, 'below')]) {
      const state = await localTarget(name, parts).state()
      expect(state).toMatchObject({ kind: 'not-a-directory', isWritable: false })
    }
  })
})

describe('its mark', () => {
  const markNow = async (): Promise<string | undefined> => (await target().state()).mark
  const begunWith = async (): Promise<string | undefined> => {
    const restoring = await target().begin()
    await restoring.end()
    return restoring.mark
  }

  it.each(['missing', 'there'])('is the same when a restore begins in what is %s and nobody came between', async is => {
    if (is === 'there') mkdirSync(path)
    const seen = await markNow()
    expect(seen).toEqual(expect.any(String))
    expect(await begunWith()).toBe(seen)
  })

  it.each(['missing', 'there'])('is another one after a restore into what was %s', async was => {
    if (was === 'there') mkdirSync(path)
    const seen = await markNow()
    await restoreAll(target(), snapshot, treeEntries(snapshot))
    expect(await begunWith()).not.toBe(seen)
  })

  it('is another one after a restore that has put only what lies deeper', async () => {
    await restoreAll(target(), snapshot, treeEntries(snapshot))
    const seen = await markNow()
    const deeper = treeEntries(snapshot).filter(({ path: name }) => name === 'dir/file')
    await restoreAll(target(), snapshot, deeper)
    expect(await begunWith()).not.toBe(seen)
  })

  it('is not there while a restore is under way, nor after one that was killed', async () => {
    const running = startRestore({ snapshot, target: path, holdAt: 'put' })
    await running.begun
    expect(await markNow()).toBeUndefined()
    running.child.kill('SIGKILL')
    await new Promise(resolve => running.child.once('close', resolve))
    expect(await markNow()).toBeUndefined()
    expect(await begunWith()).toBeUndefined()
    expect(await markNow()).toEqual(expect.any(String))
  })
})

itUnless(missingRoot())('a target of its owner that is read-only is written, and is read-only again', async () => {
  chmodSync(scratch, 0o777)
  mkdirSync(path)
  for (const name of ['a', 'b']) writeFileSync(join(snapshot, name), name)
  chmodSync(snapshot, 0o555)
  chownSync(path, 65534, 65534)
  for (const turn of [1, 2]) {
    const told = await startRestore({ snapshot, target: path }, true).ended
    expect([turn, told]).toEqual([turn, { put: [true, true, true], left: [] }])
    expect(lstatSync(path).mode & 0o7777).toBe(0o555)
    expect(readdirSync(path).sort()).toEqual(['a', 'b', 'dir'])
  }
  // One that fails leaves it as it was, too.
  rmSync(join(snapshot, 'dir'), { recursive: true })
  rmSync(join(path, 'dir'), { recursive: true })
  writeFileSync(join(snapshot, 'dir'), 'a file')
  mkdirSync(join(path, 'dir'))
  expect(await startRestore({ snapshot, target: path }, true).ended).toMatchObject({ kind: 'target' })
  expect(lstatSync(path).mode & 0o7777).toBe(0o555)
  expect(readdirSync(path).sort()).toEqual(['a', 'b', 'dir'])
})
