// Copies that are made while links still are: one thing at a time tells how far it is, and a failure waits for the other.

import { expect, test } from '@jest/globals'
import { copying } from '../support/fakes/copying.ts'
import { World } from '../support/fakes/world.ts'

/** What told how far it is, in its order, in a run that links one file and copies another. */
async function told(besideLinksFrom: number): Promise<readonly string[]> {
  copying.besideLinksFrom = besideLinksFrom
  const world = new World()
  world.source.write('a', 'stays')
  await world.take()
  world.source.write('b', 'is new')
  const report = await world.take()
  expect(report.counts).toMatchObject({ filesLinked: 1, filesCopied: 1 })
  return world.reporter.progressed.map(({ doing }) => doing).filter(doing => ['linking', 'copying'].includes(doing))
}

test('two that tell in turns would tell nothing: copies are silent until the links are made', async () => {
  // The copy is over by then here.
  expect(await told(1)).toEqual(['linking'])
  expect(await told(2)).toEqual(['linking', 'copying'])
})

test('a copy that fails is told when the links are made, and nothing is left of either', async () => {
  copying.besideLinksFrom = 1
  const world = new World()
  world.source.write('a', 'stays')
  const first = await world.take()
  world.source.write('b', 'is new')
  world.volume.beforeCopy = () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  expect((await world.fails()).kind).toBe('room')
  expect([world.ids(), world.latest(), world.leftovers()]).toEqual([[first.snapshot], first.snapshot, []])
})
