// On a volume that is slow to answer, the lock is asked for while links are tried out there: who waits for whom is told all the
// same, and a run that is refused keeps no lock, also where it comes only afterwards.

import { expect, test } from '@jest/globals'
import { SeriesLock } from '../../src/actions/prepare.ts'
import { Failure } from '../../src/core/failure.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { copying } from '../support/fakes/copying.ts'
import { seriesName, World } from '../support/fakes/world.ts'

copying.isPrepared = true

const other = 'https://example.org/runs/16, since 2026-11-22T01:59:00.000Z'

test('another run holds it: that is told, and the source is read once more afterwards', async () => {
  const world = new World()
  world.source.write('a', 'a')
  world.volume.locks.set(seriesName, { holder: other, freeAfterMs: 60_000 })
  const report = await world.take()
  expect(report).toMatchObject({ status: 'created', durationMs: 60_000 })
  expect(world.reporter.infos).toContain(`Waiting for the series, which is being written by ${other}`)
  expect(report.phases.filter(({ phase }) => phase === 'Read the source')).toHaveLength(2)
})

test('a run that comes to nothing makes no directory for a series that is not there', async () => {
  const world = new World()
  const before = world.disk.dump('/mnt/backup')
  expect(await world.fails()).toMatchObject({ kind: 'source' })
  expect(world.disk.dump('/mnt/backup')).toEqual(before)
})

test('what another run had for too long at first is asked for once more when it is wanted', async () => {
  const world = new World()
  const asked: string[] = []
  const series: Pick<Series, 'lock'> = {
    lock: () => {
      asked.push('asked')
      const free = { release: () => Promise.resolve() }
      return asked.length === 1 ? Promise.reject(new Failure('locked', 'still written')) : Promise.resolve(free)
    }
  }
  const { clock, reporter, context } = world
  const locker = { inputs: { lockTimeoutMs: 0 }, ports: { clock, reporter }, context }
  const lock = new SeriesLock(locker, series)
  lock.ask()
  await lock.taken()
  expect(asked).toHaveLength(2)
  asked.length = 0
  await expect(new SeriesLock(locker, series).taken()).rejects.toThrow('still written')
  expect(asked).toHaveLength(1)
})

test('the lock comes when the run is over: it is given back', async () => {
  const world = new World()
  let come: (lock: Lock) => void = () => undefined
  let releases = 0
  const series: Pick<Series, 'lock'> = {
    lock: (_holder, _timeoutMs, onWait) => {
      onWait(other)
      return new Promise(resolve => {
        come = resolve
      })
    }
  }
  const { clock, reporter, context } = world
  const lock = new SeriesLock({ inputs: { lockTimeoutMs: 60_000 }, ports: { clock, reporter }, context }, series)
  lock.ask()
  expect(lock.hasWaited).toBe(true)
  await lock.release()
  expect(releases).toBe(0)
  come({
    release: () => {
      releases++
      return Promise.resolve()
    }
  })
  await lock.taken()
  expect(releases).toBe(1)
})
