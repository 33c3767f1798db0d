// On a volume that is slow to answer, the lock is asked for while links are tried out there: who waits for whom is told all the
// same, and a run that is refused keeps no lock, also where it comes only afterwards.

import { expect, test } from '@jest/globals'
import { SeriesLock } from '../../src/actions/prepare.ts'
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
