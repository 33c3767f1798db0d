// The directory that is restored into: made where it is missing, followed where the user gave a link, and what is told of it.

import {
  chmodSync,
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
    await expect(target().state()).resolves.toEqual({ kind: 'directory', realPath: real, isWritable: true })
    expect((await target().free()).totalBytes).toBeGreaterThan(0)
  })

  it('is that of what can be made where it is missing', async () => {
    symlinkSync('outside', path)
    const missing = localTarget(join(path, 'a/b'), parts)
    const realPath = pathFromText(join(scratch, 'outside/a/b'))
    await expect(missing.state()).resolves.toEqual({ kind: 'missing', realPath, isWritable: true })
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
