// The copy of a snapshot in a cache, as the snapshot action makes it and the restore action finds it.

import { expect, it } from '@jest/globals'
import { cacheKeys } from '../../src/core/cache-key.ts'
import { cancelled, Failure } from '../../src/core/failure.ts'
import { MemoryCopies } from '../support/fakes/copies.ts'
import { RestoreWorld } from '../support/fakes/restore-world.ts'
import { seriesName, seriesPath } from '../support/fakes/world.ts'

class CacheWorld extends RestoreWorld {
  override copies = new MemoryCopies(this.clock, this.source)

  build(files: Readonly<Record<string, string>>): void {
    for (const [path, data] of Object.entries(files)) this.source.disk.write(`/ws/dist/${path}`, data)
  }
}

const keys = cacheKeys(seriesName)

it('keeps the files once, and each snapshot for itself with those before it', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  const first = await world.take()
  expect(first.cacheCopy).toEqual({ state: 'copied', key: keys.files(first.digest), bytes: 3 })
  world.build({ 'a.js': 'two' })
  const second = await world.take()
  world.build({ 'a.js': 'one' })
  const third = await world.take()
  expect(third.cacheCopy).toEqual({ state: 'present', key: keys.files(first.digest) })
  expect(world.copies.sent).toEqual([
    keys.files(first.digest),
    keys.snapshot(first.snapshot),
    keys.files(second.digest),
    keys.snapshot(second.snapshot),
    keys.snapshot(third.snapshot)
  ])
  const records = world.copies.entries.get(keys.snapshot(third.snapshot))?.records ?? []
  expect(records.map(({ id }) => id)).toEqual([third.snapshot, second.snapshot, first.snapshot])
  expect(third.phases.map(({ phase }) => phase)).toContain('Copy into the cache')
})

it('takes an entry that another run has just brought for its own', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  world.copies.refuses = key => {
    world.copies.entries.set(key, {})
    return { state: 'failed', why: 'it is there already' }
  }
  const report = await world.take()
  expect(report.cacheCopy?.state).toBe('copied')
  expect(report.warnings).toEqual([])
})

it.each<[what: string, spoil: (world: CacheWorld) => void, why: RegExp]>([
  ['the run has no cache', world => (world.copies.unavailable = 'there is none'), /cache: there is none\. The next/],
  ['it cannot be asked', world => (world.copies.trouble = { state: 'failed', why: 'it is down' }), /it is down/],
  ['it refuses', world => (world.copies.refuses = () => ({ state: 'failed', why: 'it is full' })), /it is full/],
  [
    'its adapter fails',
    world =>
      (world.copies.refuses = () => {
        throw new Failure('room', 'No room.\nFree some.')
      }),
    /No room\. Free some\. The next/
  ],
  ['a stored file is damaged', world => (world.volume.unreadable = path => path.endsWith('a.js')), /\(a\.js\)/]
])('is only a warning where %s', async (_, spoil, why) => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  spoil(world)
  const report = await world.take()
  expect(report).toMatchObject({ status: 'created', cacheCopy: { state: 'failed' } })
  expect(report.warnings).toEqual([expect.stringMatching(why)])
  expect(report.warnings[0]).toMatch(/is complete, but has no copy/)
  expect(world.volume.readers).toEqual(new Set())
  expect([...world.copies.entries]).toEqual([])
})

it('is not made of a run that is cancelled, whose snapshot is there', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  world.copies.refuses = () => {
    throw cancelled()
  }
  const { kind, message } = await world.fails()
  expect(kind).toBe('cancelled')
  expect(message).toMatch(/is complete and published\. The run was cancelled after that/)
})

it('is found where the volume has nothing, in the order of the names', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  const first = await world.take({ tags: ['good'] })
  world.build({ 'a.js': 'two' })
  const second = await world.take()
  world.volume.disk.remove(seriesPath)
  world.isPrunedMeanwhile = true
  const found = { lookupOnly: true, cacheFallback: true } as const
  const latest = await world.restore(found)
  expect(latest).toMatchObject({
    status: 'found',
    from: { source: 'cache', snapshot: second.snapshot, snapshotPath: '' }
  })
  expect(latest.notes).toEqual([expect.stringMatching(/^It is not taken from the volume .* There is no series/)])
  const tagged = await world.restore({ ...found, selector: { by: 'tag', word: 'good' } })
  expect(tagged.from).toMatchObject({ snapshot: first.snapshot, isExact: true })
  const other = await world.restore({ ...found, name: 'acme/app/build/topic', fallbackNames: [seriesName] })
  expect(other.from).toMatchObject({ series: seriesName, isExact: false })
})

it('is a miss, of which nothing is told as found, where its files are gone', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  const { digest } = await world.take()
  world.volume.disk.remove(seriesPath)
  world.isPrunedMeanwhile = true
  world.copies.entries.delete(keys.files(digest))
  const missed = await world.restore({ cacheFallback: true })
  expect(missed.status).toBe('missed')
  expect(missed.from).toBeUndefined()
  expect(missed.reason).toMatch(
    /There is no series .*\nThe GitHub Actions cache has no copy of the files of the snapshot/
  )
})

it('stands in for a volume that is not there, and for nothing else that is wrong', async () => {
  const world = new CacheWorld()
  world.build({ 'a.js': 'one' })
  await world.take()
  world.volume.differs = { kind: 'missing' }
  expect((await world.restore({ cacheFallback: true, lookupOnly: true })).from?.source).toBe('cache')
  world.machine.missing = ['tar']
  expect((await world.restoreFails({ cacheFallback: true })).message).toMatch(/Tools of tar/)
  world.machine.missing = []
  world.copies.unavailable = 'this run has none'
  expect((await world.restoreFails({ cacheFallback: true, failOnMiss: true })).message).toMatch(
    /does not exist\. Is it mounted\?.*\n.*There is no copy to take instead: this run has none\./
  )
})
