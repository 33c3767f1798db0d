// What a series takes, counted as du counts it: also when snapshots share files, and when someone removed one by hand.

import { execFileSync } from 'node:child_process'
import { linkSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { type Processes, realProcesses } from '../../src/adapters/process.ts'
import { seriesLayout, type SeriesLayout } from '../../src/adapters/volume/layout.ts'
import { countAdded, type Counted, countSeries, localCounted } from '../../src/adapters/volume/usage.ts'
import type { Added } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { someRecord } from '../support/records.ts'
import { diskUse } from '../support/disk-use.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'

const { processes } = adapterParts()
const ids = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z'] as const
let scratch = ''
let layout: SeriesLayout

beforeEach(() => {
  scratch = scratchWith()
  layout = seriesLayout(scratch, 's')
  for (const directory of [layout.records, layout.manifests, layout.partial, layout.trash])
    mkdirSync(directory, { recursive: true })
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const du = (): number => diskUse(layout.series)[0] ?? 0

/** A snapshot of one shared file and one of its own; returns what it brought. */
function add(id: string, shared?: string): number {
  const before = du()
  mkdirSync(layout.snapshot(id))
  if (shared === undefined) writeFileSync(join(layout.snapshot(id), 'shared'), Buffer.alloc(100_000, 1))
  else linkSync(join(layout.snapshot(shared), 'shared'), join(layout.snapshot(id), 'shared'))
  writeFileSync(join(layout.snapshot(id), 'own'), Buffer.alloc(50_000, 2))
  return du() - before
}

/** A snapshot with its record, as far as the count reads that. */
const recorded = (id: string, base?: string): Counted => ({
  id,
  record: someRecord(id, {
    bytesOnDisk: diskUse(layout.snapshot(id))[0] ?? 0,
    ...(base === undefined ? {} : { base: { id: base } })
  })
})

async function count(use: readonly Counted[], added?: Added, mayKeep = true, by = processes): Promise<number> {
  const counted = localCounted(by, layout)
  if (added !== undefined) await countAdded(counted, use, added)
  return await countSeries(counted, use, mayKeep)
}

const bare = (...names: readonly string[]): Counted[] => names.map(id => ({ id }))

/** Processes that can walk no snapshot: neither du nor find. */
const blind = (): Processes => {
  const script = (tool: string): string => `case "$*" in *Z*) exit 1 ;; esac; exec ${realTool(tool)} "$@"`
  const tools = fakeTools(join(scratch, 'bin'), { du: script('du'), find: script('find') })
  return realProcesses({ PATH: tools }, new AbortController().signal)
}

it('equals du after each snapshot, and after the oldest were removed, without walking any', async () => {
  const [one, two, three] = ids
  const processesThatCannotWalk = blind()
  const measure = (all: readonly Counted[], added?: Added): Promise<number> =>
    count(all, added, true, processesThatCannotWalk)
  add(one)
  expect(await measure([recorded(one)])).toBe(du())
  const second = add(two, one)
  expect(await measure([recorded(one), recorded(two, one)], { id: two, bytes: second, recount: false })).toBe(du())
  const third = add(three, two)
  const all = [recorded(one), recorded(two, one), recorded(three, two)]
  expect(await measure(all, { id: three, bytes: third, recount: false })).toBe(du())
  rmSync(layout.snapshot(one), { recursive: true })
  expect(await measure(all.slice(1))).toBe(du())
})

it('walks the two trees beside a snapshot that was removed from between them', async () => {
  const [one, two, three] = ids
  add(one)
  add(two, one)
  add(three, two)
  expect(await count(bare(one, two, three))).toBe(du())
  rmSync(layout.snapshot(two), { recursive: true })
  await expect(count(bare(one, three), undefined, true, blind())).rejects.toThrow()
  expect(await count(bare(one, three))).toBe(du())
})

it('equals du after a snapshot was removed by hand, or added by hand', async () => {
  const [one, two, three] = ids
  const all = [one, two, three]
  add(one)
  add(two, one)
  const third = add(three, one)
  expect(await count(bare(...all))).toBe(du())
  rmSync(layout.snapshot(one), { recursive: true })
  expect(await count(bare(two, three))).toBe(du())
  // Removed, and a new one published since: what it brought does not follow from the count that was kept.
  rmSync(layout.snapshot(two), { recursive: true })
  expect(await count(bare(three), { id: three, bytes: third, recount: false })).toBe(du())
  add(one, three)
  add(two, three)
  expect(await count(bare(...all))).toBe(du())
})

it('counts leftovers and records, which are ours too', async () => {
  add(ids[0])
  writeFileSync(join(layout.records, 'r'), Buffer.alloc(9000))
  mkdirSync(join(layout.partial, ids[1]))
  writeFileSync(join(layout.partial, ids[1], 'half'), Buffer.alloc(70_000))
  expect(await count(bare(ids[0]))).toBe(du())
})

it('writes nothing when it may not', async () => {
  add(ids[0])
  const before = readdirSync(layout.own)
  expect(await count(bare(ids[0]), undefined, false)).toBe(du())
  expect(readdirSync(layout.own)).toEqual(before)
})

it('writes nothing when nothing has changed since', async () => {
  add(ids[0])
  await count(bare(ids[0]))
  const file = join(layout.own, 'usage.json')
  const { ino } = lstatSync(file)
  expect(await count(bare(ids[0]))).toBe(du())
  expect(lstatSync(file).ino).toBe(ino)
})

it('walks nothing for a new snapshot of a series that is counted as a whole', async () => {
  const [one, two, three] = ids
  add(one)
  add(two, one)
  const third = add(three, one)
  const woven = [recorded(one), recorded(two, one), recorded(three, one)]
  await countAdded(localCounted(blind(), layout), woven, { id: three, bytes: third, recount: false })
  expect(await count(woven)).toBe(du())
})

it.each([
  '',
  '{}',
  '[]',
  'null',
  `{"${ids[0]}":1}`,
  `{"${ids[0]}":{"after":"","bytes":"1"}}`,
  `{"${ids[0]}":{"after":1,"bytes":1}}`,
  `{"${ids[0]}":{"after":"","bytes":-1}}`
])('counts anew when what was kept cannot be used: %s', async text => {
  add(ids[0])
  writeFileSync(join(layout.own, 'usage.json'), text)
  expect(await count(bare(ids[0]))).toBe(du())
})

it('counts a name that du could take for an option or a pattern', async () => {
  const odd = seriesLayout(scratch, '--exclude=*')
  mkdirSync(odd.own, { recursive: true })
  mkdirSync(odd.snapshot(ids[0]))
  writeFileSync(join(odd.snapshot(ids[0]), 'file'), Buffer.alloc(50_000))
  const total = execFileSync('du', ['-sB1', '--', odd.series], { encoding: 'utf8' }).split('\t')[0]
  expect(await countSeries(localCounted(processes, odd), bare(ids[0]), false)).toBe(Number(total))
})

it('equals du where an inode came back past a snapshot that lacks it', async () => {
  const [one, two, three] = ids
  add(one)
  mkdirSync(layout.snapshot(two))
  add(three, one)
  const linkedPast = recorded(three, one)
  expect(await count([recorded(one), recorded(two, one), linkedPast])).toBe(du())
  const fromElsewhere = { id: three, record: someRecord(three, { base: { id: two }, linkedFrom: ['main'] }) }
  expect(await count([recorded(one), recorded(two, one), fromElsewhere])).toBe(du())
})
