// The source listed by a real rsync and read by real threads: every name, every type, nothing followed, nothing lost.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localSource } from '../../src/adapters/local-source.ts'
import { type BytePath, fsPath, joinPath, pathFromText } from '../../src/core/byte-path.ts'
import type { Scan, Source } from '../../src/ports/source.ts'
import { entriesOf, makeNastyTree } from '../formats/real-tree.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { mountTmpfs, missingTmpfs } from '../support/loop-image.ts'
import { isRoot, itUnless } from '../support/skip-aloud.ts'
import { requestFor } from '../support/source-request.ts'
import { plainEntries } from '../support/plain-entries.ts'

let scratch = ''
const parts = adapterParts()
let source: Source

beforeEach(() => {
  scratch = scratchWith('temp', 'tree')
  source = localSource({ ...parts, tempDir: join(scratch, 'temp'), keepOwners: isRoot })
})

afterEach(() => {
  // Nothing of a listing stays.
  expect(readdirSync(join(scratch, 'temp'))).toEqual([])
  rmSync(scratch, { recursive: true })
})

afterAll(() => parts.pool.close())

const scan = async (request: Parameters<typeof requestFor>[1] = {}, hash = true): Promise<Scan> =>
  source.scan(await source.resolve(requestFor(scratch, { path: ['tree'], ...request })), hash, () => undefined)

const pathsOf = (found: Scan): string[] => found.entries.map(entry => entry.path)
const tree = (name: string): string => join(scratch, 'tree', name)
const put = (name: BytePath, text = 'content'): void => {
  writeFileSync(fsPath(joinPath(pathFromText(join(scratch, 'tree')), name)), text)
}

it('reads every entry as it is, whatever its name, time and mode', async () => {
  const root = pathFromText(tree('nasty'))
  makeNastyTree(root)
  const expected = entriesOf(root).map(({ owner, ...entry }) => ({
    ...entry,
    ...(isRoot ? { owner } : {}),
    mode: entry.type === 'link' ? 0o777 : entry.mode
  }))
  const found = await scan({ path: ['tree/nasty'] })
  const ofSource = new Set(['dev', 'ino', 'ctimeNs', 'allocated', 'isRacy'])
  const byPath = (list: readonly { path: BytePath }[]): Map<BytePath, unknown> =>
    new Map(
      list.map(entry => [entry.path, Object.fromEntries(Object.entries(entry).filter(([key]) => !ofSource.has(key)))])
    )
  expect(byPath(plainEntries(found.entries))).toEqual(byPath(expected))
  expect(found).toMatchObject({ secrets: [], specials: [], vanished: [] })
})

it.each([
  ['a newline', 'new\nline'],
  ['a newline at its end', 'end\n'],
  ['bytes that are not UTF-8', '\xff\xfe\x80'],
  ['a dash in front', '--delete'],
  ['a hash sign', '#comment'],
  ['a semicolon', ';comment'],
  ['a backslash', 'back\\slash\\'],
  ['what rsync writes for a newline', '\\#012'],
  ['what rsync writes for a backslash', '\\#134#012'],
  ['255 bytes', 'n'.repeat(255)],
  ['a command of the runner', '::error::x'],
  ['the older command', '##[group]x'],
  ['a carriage return', 'a\r::error::x'],
  ['an escape sequence', '\x1b[2J\x1b]0;title\x07'],
  ['words of a filter message', 'x because of pattern *.key y'],
  ['a whole filter message', '[sender] hiding file y because of pattern .env'],
  ['the look of a listing', '>f+++++++++ x'],
  ['the look of a listed directory', 'cd+++++++++ x'],
  ['an arrow', 'a -> b'],
  ['nothing but a space', ' '],
  ['pattern characters', '***[a]?{b,c}'],
  ['a plus sign and a space', '+ x']
])('finds a file and a directory whose name has %s', async (_, name) => {
  put(name as BytePath)
  mkdirSync(tree('dir'))
  mkdirSync(fsPath(joinPath(pathFromText(tree('dir')), name as BytePath)))
  put(`dir/${name}/${name}` as BytePath)
  expect(new Set(pathsOf(await scan()))).toEqual(new Set(['.', name, 'dir', `dir/${name}`, `dir/${name}/${name}`]))
})

describe('symlinks', () => {
  it.each([
    ['absolute', '/etc/hostname'],
    ['upwards', '../../../../etc'],
    ['dangling', 'nowhere'],
    ['to itself', 'link'],
    ['to a directory beside it', 'directory'],
    ['to the directory it is in', '.'],
    ['not UTF-8', '\xff']
  ])('are kept, never followed: %s', async (_, target) => {
    mkdirSync(tree('directory'))
    put('directory/file' as BytePath)
    symlinkSync(Buffer.from(target, 'latin1'), tree('link'))
    const { entries } = await scan()
    expect(entries.map(entry => entry.path)).toEqual(['.', 'directory', 'directory/file', 'link'])
    expect(entries.at(-1)).toMatchObject({ type: 'link', target, size: 0 })
  })
})

it('keeps empty directories', async () => {
  mkdirSync(tree('a/b/c'), { recursive: true })
  expect(pathsOf(await scan())).toEqual(['.', 'a', 'a/b', 'a/b/c'])
})

it('leaves sockets, FIFOs and devices out and says so, without opening them', async () => {
  put('file' as BytePath)
  execFileSync('mkfifo', [tree('fifo\n')])
  const server = createServer()
  await new Promise<void>(resolve => server.listen(tree('socket'), resolve))
  const devices = isRoot ? [{ path: 'null', why: 'device' }] : []
  if (isRoot) execFileSync('mknod', [tree('null'), 'c', '1', '3'])
  const found = await scan()
  expect(pathsOf(found)).toEqual(['.', 'file'])
  expect(found.specials).toEqual([
    { path: 'fifo\n', why: 'socket or FIFO' },
    ...devices,
    { path: 'socket', why: 'socket or FIFO' }
  ])
  await new Promise(resolve => server.close(resolve))
})

it('knows how much of a sparse file is really there', async () => {
  const fd = openSync(tree('sparse'), 'w')
  ftruncateSync(fd, 50_000_000)
  writeSync(fd, 'end', 49_999_997)
  closeSync(fd)
  const found = (await scan()).entries.find(entry => entry.path === 'sparse')
  const sum = execFileSync('sha256sum', [tree('sparse')], { encoding: 'latin1' }).slice(0, 64)
  expect(found).toMatchObject({ size: 50_000_000, sha256: sum })
  expect(found?.allocated).toBeLessThan(1_000_000)
})

it('reads no content when it is not asked to', async () => {
  put('file' as BytePath)
  const [, file] = (await scan({}, false)).entries
  expect(file).toMatchObject({ path: 'file', size: 7 })
  expect(file?.sha256).toBeUndefined()
})

itUnless(missingTmpfs())('stays on its filesystem when told to, and only then', async () => {
  put('file' as BytePath)
  mkdirSync(tree('mounted'))
  const mounted = mountTmpfs('size=1m', tree('mounted'))
  try {
    put('mounted/inside' as BytePath)
    expect(pathsOf(await scan({ oneFileSystem: true }))).toEqual(['.', 'file', 'mounted'])
    expect(pathsOf(await scan())).toEqual(['.', 'file', 'mounted', 'mounted/inside'])
  } finally {
    mounted.remove()
  }
})

describe('looking again', () => {
  it('tells what is gone, and what another thing has taken the place of', async () => {
    for (const name of ['stays', 'goes', 'turns']) put(name as BytePath)
    const resolved = await source.resolve(requestFor(scratch, { path: ['tree'] }))
    await source.scan(resolved, true, () => undefined)
    rmSync(tree('goes'))
    rmSync(tree('turns'))
    symlinkSync('/etc/passwd', tree('turns'))
    const seen = await source.look(resolved, ['stays', 'goes', 'turns'] as BytePath[], true)
    expect(seen.map(entry => entry?.type)).toEqual(['file', undefined, 'link'])
    expect(seen[2]?.sha256).toBeUndefined()
  })
})

it('stops with a cancel, in the middle of a file too', async () => {
  const large = openSync(tree('large'), 'w')
  ftruncateSync(large, 100_000_000_000)
  closeSync(large)
  const own = adapterParts()
  const cancelled = localSource({ ...own, tempDir: join(scratch, 'temp'), keepOwners: false })
  const resolved = await cancelled.resolve(requestFor(scratch, { path: ['tree'] }))
  const scanning = cancelled.scan(resolved, true, () => undefined)
  setTimeout(() => {
    own.stop.abort()
  }, 300)
  const startedAt = performance.now()
  await expect(scanning).rejects.toMatchObject({ kind: 'cancelled' })
  await own.pool.close()
  expect(performance.now() - startedAt).toBeLessThan(1500)
  await expect(cancelled.scan(resolved, true, () => undefined)).rejects.toMatchObject({ kind: 'cancelled' })
})

it('takes a mode of 000 as it is, where it may read the file', async () => {
  put('file' as BytePath)
  chmodSync(tree('file'), 0)
  if (isRoot) expect((await scan()).entries[1]).toMatchObject({ path: 'file', mode: 0 })
  else await expect(scan()).rejects.toThrow('\n  file: ')
})
