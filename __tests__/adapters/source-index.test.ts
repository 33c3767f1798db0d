// The stat index with real files: what did not change is not read, and whatever changed is, however well it hides.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Once } from '../../src/core/once.ts'
import { localSource } from '../../src/adapters/local-source.ts'
import { localSeries } from '../../src/adapters/volume/local-series.ts'
import type { Scan, SourceRequest } from '../../src/ports/source.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { requestFor } from '../support/source-request.ts'

let scratch = ''
const parts = adapterParts()
const past = 1_700_000_000

beforeEach(() => {
  scratch = scratchWith('temp', 'tree', 'volume')
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const tree = (name: string): string => join(scratch, 'tree', name)

function put(name: string, text: string): void {
  writeFileSync(tree(name), text)
  utimesSync(tree(name), past, past)
}

/** Longer than the time in which a change may hide behind another. */
const settle = (): Promise<void> => setTimeout(120)

async function scan(index?: Uint8Array, request: Partial<SourceRequest> = {}): Promise<Scan> {
  const source = localSource({ ...parts, tempDir: join(scratch, 'temp'), keepOwners: false })
  const resolved = await source.resolve(requestFor(scratch, { path: ['tree'], ...request }))
  return source.scan(resolved, true, () => undefined, index && new Once(index))
}

const hashes = ({ entries }: Scan): object => Object.fromEntries(entries.map(({ path, sha256 }) => [path, sha256]))

async function indexed(...names: readonly string[]): Promise<Uint8Array> {
  for (const name of names) put(name, name)
  await settle()
  const { index } = await scan()
  return index?.() ?? new Uint8Array()
}

/** Against the truth: a scan that reads everything. */
async function expectRight(index: Uint8Array, known: number, request: Partial<SourceRequest> = {}): Promise<void> {
  const found = await scan(index, request)
  expect(found.filesKnown).toBe(known)
  expect(hashes(found)).toEqual(hashes(await scan(undefined, request)))
}

it('reads nothing where nothing changed', async () => {
  await expectRight(await indexed('a', 'b', 'c'), 3)
})

it('serves a source that rsync lists, too', async () => {
  await expectRight(await indexed('a', 'b', 'c'), 2, { exclude: ['c'] })
})

it('reads a file that was rewritten with its size and mtime as they were', async () => {
  const index = await indexed('a', 'b')
  const { mtimeMs, size } = statSync(tree('a'))
  put('a', 'A')
  expect(statSync(tree('a'))).toMatchObject({ mtimeMs, size })
  await expectRight(index, 1)
})

it('reads a file that another one took the place of', async () => {
  const index = await indexed('a', 'b')
  put('new', 'A')
  renameSync(tree('new'), tree('a'))
  await expectRight(index, 1)
})

it('does not trust what changed right before it was read, so that a change right after shows', async () => {
  put('a', 'a')
  const index = (await scan()).index?.() ?? new Uint8Array()
  put('a', 'A')
  await expectRight(index, 0)
})

it('is not trusted for another source, not even for the same files', async () => {
  const index = await indexed('a')
  renameSync(join(scratch, 'tree'), join(scratch, 'moved'))
  mkdirSync(join(scratch, 'tree'))
  await expectRight(index, 0, { path: ['moved'] })
})

it('is none when it is damaged', async () => {
  const index = await indexed('a')
  index[index.length - 1] = (index.at(-1) ?? 0) ^ 1
  await expectRight(index, 0)
  await expectRight(new Uint8Array([1, 2, 3]), 0)
})

describe('beside the series', () => {
  const series = (): ReturnType<typeof localSeries> => localSeries(join(scratch, 'volume'), 's', parts)
  const file = (): string => join(scratch, 'volume/s/.snapshots/source-index')

  beforeEach(() => {
    mkdirSync(join(scratch, 'volume/s/.snapshots'), { recursive: true })
  })

  it('it is kept as it was given, and replaced whole', async () => {
    expect(await series().sourceIndex?.()).toBeUndefined()
    await series().keepSourceIndex?.(new Once(new Uint8Array([1, 2, 3])))
    await series().keepSourceIndex?.(new Once(new Uint8Array([4])))
    expect([...((await series().sourceIndex?.()) ?? [])]).toEqual([4])
    expect(readFileSync(file())).toHaveLength(1)
  })

  it('it takes its place when what it waits for has come, and never where that fails', async () => {
    const kept = (): readonly string[] => readdirSync(join(scratch, 'volume/s/.snapshots')).sort()
    await series().keepSourceIndex?.(new Once(new Uint8Array([1])))
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const keeping = series().keepSourceIndex?.(new Once(new Uint8Array([2])), promise)
    await settle()
    expect([readFileSync(file())[0], kept()]).toEqual([1, ['source-index', 'source-index.tmp']])
    resolve(undefined)
    await keeping
    await series().keepSourceIndex?.(new Once(new Uint8Array([3])), Promise.reject(new Error('not published')))
    expect([readFileSync(file())[0], kept()]).toEqual([2, ['source-index']])
  })

  it('what is no file of its own there is not read, and a symlink is never written through', async () => {
    writeFileSync(join(scratch, 'secret'), 'secret')
    symlinkSync(join(scratch, 'secret'), file())
    symlinkSync(join(scratch, 'secret'), `${file()}.tmp`)
    expect(await series().sourceIndex?.()).toBeUndefined()
    await series().keepSourceIndex?.(new Once(new Uint8Array([4])))
    expect(readFileSync(join(scratch, 'secret'), 'utf8')).toBe('secret')
    rmSync(file())
    mkdirSync(file())
    expect(await series().sourceIndex?.()).toBeUndefined()
  })
})
