// The page of a series after prune: written anew where there is one of ours, and never a reason for the run to fail.

import { beforeEach, expect, test } from '@jest/globals'
import { Failure } from '../../src/core/failure.ts'
import { pruneFailure } from '../../src/core/report/prune-outcome.ts'
import { emptyPolicy } from '../../src/core/retention/policy.ts'
import { keepLast, ownBytes, PruneWorld } from '../support/fakes/prune-world.ts'

let world: PruneWorld
beforeEach(() => {
  world = new PruneWorld()
})

const pageOf = (name: string): string => world.disk.at(`/mnt/backup/${name}/index.html`)?.data ?? ''

/** Not only as what a later one was compared with. */
const shown = (id: string): boolean => pageOf('acme/a').includes(`id="s-${id}"`)

async function takeWithPage(name: string, count: number): Promise<string[]> {
  await world.takeSome(name, count)
  await world.take({ linkFrom: [], name, page: true, retention: { prune: false, policy: emptyPolicy, space: {} } })
  return world.ids(name)
}

test('shows no snapshot that is gone', async () => {
  const ids = await takeWithPage('acme/a', 3)
  for (const id of ids) expect(shown(id)).toBe(true)
  const report = await world.prune('acme/a')
  expect(report.warnings).toEqual([])
  for (const id of ids.slice(0, 2)) expect(shown(id)).toBe(false)
  for (const id of ids.slice(2)) expect(shown(id)).toBe(true)
})

test('is left as it is where nothing was removed, and in a dry run', async () => {
  await takeWithPage('acme/a', 3)
  const before = pageOf('acme/a')
  await world.prune('acme/a', { dryRun: true })
  expect(pageOf('acme/a')).toBe(before)
  await world.prune('acme/a', keepLast(9))
  expect(pageOf('acme/a')).toBe(before)
})

test('is made for no series that had none, and never in the place of a stranger’s file', async () => {
  await world.takeSome('acme/a', 3)
  await world.takeSome('acme/b', 3)
  world.disk.write('/mnt/backup/acme/b/index.html', 'theirs')
  const report = await world.prune('acme/*')
  expect(report).toMatchObject({ status: 'pruned', warnings: [] })
  expect(world.disk.at('/mnt/backup/acme/a/index.html')).toBeUndefined()
  expect(pageOf('acme/b')).toBe('theirs')
})

test('that cannot be written is a warning', async () => {
  const ids = await takeWithPage('acme/a', 3)
  world.volume.pageFails = new Failure('volume', 'the disk is failing')
  const report = await world.prune('acme/a')
  expect(world.ids('acme/a')).toEqual(ids.slice(2))
  expect(report.warnings).toEqual([
    'The page of the series could not be written anew, and shows snapshots that are gone: the disk is failing'
  ])
  expect(pruneFailure(report)).toBeUndefined()
})

test('ends the run where it is cancelled', async () => {
  await takeWithPage('acme/a', 3)
  world.volume.pageFails = new Failure('cancelled', 'Cancelled.')
  expect(await world.pruneFails('acme/a')).toBe('Cancelled.')
})

test('is also written anew by what makes room', async () => {
  await takeWithPage('acme/a', 2)
  const [gone = ''] = world.ids('acme/a')
  await takeWithPage('acme/b', 2)
  const free = world.disk.free().bytes
  await world.prune('acme/*', keepLast(9, { minFreeSpace: { text: '1G', amount: free + ownBytes } }))
  expect(world.ids('acme/a')).not.toContain(gone)
  expect(shown(gone)).toBe(false)
})
