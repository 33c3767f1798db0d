// A source without rules is walked by our own threads: what they find is, to the last byte, what rsync would have listed.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals'
import { localSource } from '../../src/adapters/local-source.ts'
import { isWholeTree } from '../../src/adapters/source-walk.ts'
import { comparePaths, pathFromText } from '../../src/core/byte-path.ts'
import type { Scan, SourceRequest } from '../../src/ports/source.ts'
import { makeNastyTree } from '../formats/real-tree.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { isRoot } from '../support/skip-aloud.ts'
import { requestFor } from '../support/source-request.ts'
import { entryWith } from '../../src/core/entry.ts'

let scratch = ''
const parts = adapterParts()

beforeEach(() => {
  scratch = scratchWith('temp', 'tree')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const tree = (...names: readonly string[]): string => join(scratch, 'tree', ...names)

const put = (path: string): void => {
  mkdirSync(join(tree(path), '..'), { recursive: true })
  writeFileSync(tree(path), path)
}

async function scan(request: Partial<SourceRequest> = {}): Promise<Scan & { readonly isWalked: boolean }> {
  const source = localSource({ ...parts, tempDir: join(scratch, 'temp'), keepOwners: isRoot })
  const resolved = await source.resolve(requestFor(scratch, { path: ['tree'], ...request }))
  const found = await source.scan(resolved, true, () => undefined)
  return { ...found, isWalked: isWholeTree(resolved) }
}

/** A rule that matches nothing has rsync list the tree. */
const byRsync: Partial<SourceRequest> = { exclude: ['no such name in this tree'] }

async function expectSame(): Promise<Scan> {
  const walked = await scan()
  const listed = await scan(byRsync)
  expect([walked.isWalked, listed.isWalked]).toEqual([true, false])
  // isRacy depends on the moment, and each look is a moment later.
  const steady = ({ entries, ...rest }: Scan): object => ({
    ...rest,
    isWalked: undefined,
    // A function of each scan's own; source-index.test.ts looks at what it gives.
    index: undefined,
    entries: entries.map(entry => entryWith(entry, { isRacy: false }))
  })
  expect(steady(walked)).toEqual(steady(listed))
  return walked
}

it('of names, types, times and modes of every kind', async () => {
  makeNastyTree(pathFromText(tree('nasty')))
  const { entries } = await expectSame()
  expect(entries.length).toBeGreaterThan(10)
})

it('in the order of bytes, also where a name goes on with what comes before a slash', async () => {
  for (const name of ['a/b', 'a-b/c', 'a-b/d/e', 'a-b-c', 'a/b-c/d', 'a/b-', 'a b/x', 'a+/y', 'a.txt', 'a0', 'b/-/x'])
    put(name === 'a/b' ? 'a/b/z' : name)
  symlinkSync('a', tree('a!'))
  const paths = (await expectSame()).entries.map(({ path }) => path)
  expect(paths.slice(1)).toEqual(paths.slice(1).toSorted(comparePaths))
  expect(paths[0]).toBe('.')
})

it('of more directories than one task takes, each with more files than that', async () => {
  for (let directory = 0; directory < 120; directory++)
    for (let file = 0; file < 12; file++) put(`d${directory % 7}/e${directory}/f${file}`)
  for (let file = 0; file < 900; file++) put(`many/${file}`)
  expect((await expectSame()).entries).toHaveLength(1 + 7 + 120 + 1440 + 1 + 900)
})

it('of secrets and of what is no file, with what is below a directory that is left out', async () => {
  for (const name of [
    '.git/config',
    'x/.git/HEAD',
    '.env',
    '.env.example',
    'a.key',
    'public.key',
    '.docker/config.json'
  ])
    put(name)
  for (const name of ['.git/HEAD/.env', '.env.d/.env', 'id_rsa/x', 'docker/config.json']) put(name)
  execFileSync('mkfifo', [tree('fifo')])
  const { secrets, specials } = await expectSame()
  expect(secrets.map(({ path }) => path)).toEqual([
    '.docker/config.json',
    '.env',
    '.env.d',
    '.git',
    'a.key',
    'id_rsa',
    'x/.git'
  ])
  expect(specials).toEqual([{ path: 'fifo', why: 'socket or FIFO' }])
})

it('without the temporary directory of the runner', async () => {
  put('x/y')
  const temp = tree('work', '_temp')
  mkdirSync(join(temp, 'in it'), { recursive: true })
  const source = localSource({ ...parts, tempDir: temp, keepOwners: false })
  const resolved = await source.resolve(requestFor(scratch, { path: ['tree'] }))
  const { entries } = await source.scan(resolved, true, () => undefined)
  expect(entries.map(({ path }) => path)).toEqual(['.', 'work', 'x', 'x/y'])
})

it('is not made where rules say what the source holds', async () => {
  put('x')
  const rules: Partial<SourceRequest>[] = [
    { include: ['x'] },
    { exclude: ['y'] },
    { filterFile: tree('x') },
    { oneFileSystem: true },
    { listingArgs: ['-m'] },
    { path: ['tree', '!tree/y'] },
    { path: ['tree/x'] }
  ]
  writeFileSync(tree('x'), '- y\n')
  for (const rule of rules) expect((await scan(rule)).isWalked).toBe(false)
})
