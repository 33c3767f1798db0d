// Many small copies by way of tar: all attributes to the nanosecond, whatever the names, and nothing that is not as it was read.

import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import type { SourceEntry } from '../../src/ports/source.ts'
import { makeNastyTree } from '../formats/real-tree.ts'
import { expectSteadyProgress, PackStand } from '../support/pack-stand.ts'
import { isRoot } from '../support/skip-aloud.ts'
import { entryWith } from '../../src/core/entry.ts'

let stand: PackStand

beforeEach(() => {
  stand = new PackStand()
})
afterEach(() => stand.remove())

describe('a tree of many small files', () => {
  it('is stored with every name, type, mode, owner, time and target', async () => {
    const longName = 'n'.repeat(200)
    mkdirSync(stand.tree(longName, longName), { recursive: true })
    writeFileSync(stand.tree(longName, longName, 'l'.repeat(101)), 'behind 504 bytes')
    symlinkSync('t'.repeat(101), stand.tree('long target'))
    writeFileSync(stand.tree('exactly' + 'x'.repeat(93)), 'name of 100 bytes')
    writeFileSync(stand.tree('--checkpoint=1'), 'no option')
    chmodSync(stand.tree('part', 'file1'), 0o4711)
    writeFileSync(stand.tree('shut'), '')
    chmodSync(stand.tree('shut'), isRoot ? 0 : 0o400)
    makeNastyTree(pathFromText(stand.tree('nasty')))
    await stand.begin()
    const outcome = await stand.copy(await stand.read())
    expect(outcome).toMatchObject({ status: 0, messages: [] })
    expect(stand.unsureOf(outcome)).toEqual([])
    stand.expectAllStored()
  })

  it('leaves its large and sparse files to rsync, and its directories have their times for all that', async () => {
    writeFileSync(stand.tree('part', 'large'), Buffer.alloc(1024 * 1024 + 1, 'x'))
    writeFileSync(stand.tree('part', 'sparse'), '')
    truncateSync(stand.tree('part', 'sparse'), 512 * 1024)
    await stand.begin()
    const outcome = await stand.copy(await stand.read(), { isSparse: true })
    expect(stand.unsureOf(outcome).toSorted()).toEqual(['part/large', 'part/sparse'])
    stand.expectAllStored()
    expect(lstatSync(stand.stored('part', 'sparse')).blocks).toBe(0)
    expectSteadyProgress(stand)
  })

  it('has directories in which nobody may write', async () => {
    mkdirSync(stand.tree('shut', 'in'), { recursive: true })
    chmodSync(stand.tree('shut', 'in'), 0o500)
    chmodSync(stand.tree('shut'), 0o500)
    await stand.begin()
    await stand.copy(await stand.read())
    stand.expectAllStored()
    for (const at of [stand.tree('shut'), stand.stored('shut')]) chmodSync(at, 0o700)
  })
})

describe('what is not as it was read is left to rsync, and is not sure', () => {
  const wrong: readonly (readonly [string, (entry: SourceEntry) => unknown])[] = [
    [
      'written since',
      ({ path }) => {
        writeFileSync(stand.tree(path), 'other')
      }
    ],
    [
      'grown since',
      ({ path }) => {
        writeFileSync(stand.tree(path), 'longer than it was when it was read')
      }
    ],
    [
      'emptied since',
      ({ path }) => {
        writeFileSync(stand.tree(path), '')
      }
    ],
    [
      'of another mode since',
      ({ path }) => {
        chmodSync(stand.tree(path), 0o600)
      }
    ],
    [
      'made anew with the same bytes',
      ({ path }) => {
        const bytes = readFileSync(stand.tree(path))
        rmSync(stand.tree(path))
        writeFileSync(stand.tree(path), bytes)
      }
    ],
    [
      'a symlink by now',
      ({ path }) => {
        rmSync(stand.tree(path))
        symlinkSync('file8', stand.tree(path))
      }
    ],
    ['of other bytes, where its ctime was too young to tell', () => ({ isRacy: true, sha256: '0'.repeat(64) })]
  ]
  it.each(wrong)('%s', async (_title, change) => {
    await stand.begin()
    const entries = await stand.read()
    const outcome = await stand.copy(
      entries.map(entry =>
        entry.path === 'part/file7' ? entryWith(entry, change(entry) as Partial<SourceEntry>) : entry
      )
    )
    expect(outcome).toMatchObject({ status: 0 })
    expect(stand.unsureOf(outcome)).toEqual(['part/file7'])
    const look = (at: string): unknown =>
      lstatSync(at).isSymbolicLink() ? readlinkSync(at) : [readFileSync(at, 'utf8'), lstatSync(at).mode]
    expect(look(stand.stored('part/file7'))).toEqual(look(stand.tree('part/file7')))
  })

  it('gone since: rsync says so', async () => {
    await stand.begin()
    const entries = await stand.read()
    rmSync(stand.tree('part/file7'))
    const outcome = await stand.copy(entries)
    expect(outcome.status).toBe(23)
    expect(outcome.messages[0]).toContain('part/file7')
    expect(stand.unsureOf(outcome)).toEqual(['part/file7'])
  })

  it('young, but of the same bytes: it is sure', async () => {
    await stand.begin()
    const outcome = await stand.copy((await stand.read()).map(entry => entryWith(entry, { isRacy: true })))
    expect(stand.unsureOf(outcome)).toEqual([])
  })
})

it('never writes into a stored file that is linked there already', async () => {
  await stand.begin()
  const base = join(stand.volume, 'base')
  writeFileSync(base, 'the base')
  mkdirSync(stand.stored('part'), { recursive: true })
  linkSync(base, stand.stored('part/file7'))
  const entries = (await stand.read()).filter(({ type }) => type !== 'dir')
  await stand.copy(entries)
  expect(readFileSync(base, 'utf8')).toBe('the base')
  expect(readFileSync(stand.stored('part/file7'), 'utf8')).toBe('bytes of 7')
})

it('options of rsync, or few files, are for rsync alone', async () => {
  await stand.begin()
  const files = (await stand.read()).filter(({ type }) => type !== 'dir')
  mkdirSync(stand.stored('part'))
  expect((await stand.copy(files, { extraArgs: ['--bwlimit=0'] })).unsure).toBeUndefined()
  expect((await stand.copy(files, { linkDest: [stand.scratch] })).unsure).toBeUndefined()
  expect((await stand.copy(files.slice(0, 400))).unsure).toBeUndefined()
})
