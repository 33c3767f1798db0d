// Restores that cannot do all, or must not begin: damaged and missing files, no room, targets that are none, a cancelled run.

import { beforeEach, describe, expect, test } from '@jest/globals'
import { Failure } from '../../src/core/failure.ts'
import { restoreFailure } from '../../src/core/report/restore-outcome.ts'
import { restoreOutputs } from '../../src/core/report/restore-outputs.ts'
import { RestoreWorld, targetPath } from '../support/fakes/restore-world.ts'
import { seriesPath } from '../support/fakes/world.ts'

let world: RestoreWorld
let id = ''

beforeEach(async () => {
  world = new RestoreWorld()
  for (const path of ['a', 'b', 'lib/c', 'lib/d']) world.source.write(path, `stored ${path}`)
  id = (await world.take()).snapshot
})

const stored = (path: string): string => `${seriesPath}/${id}/${path}`

describe('stored files that are damaged or gone', () => {
  test('do not keep the others from coming back, and leave what was in their place', async () => {
    world.write('a', 'old a')
    world.write('extra', 'x')
    world.disk.rot(stored('a'), 'rotten a')
    world.disk.rot(stored('lib/c'), 'short')
    world.disk.remove(stored('lib/d'))
    const report = await world.restore({ clean: true })
    expect(report).toMatchObject({
      status: 'partial',
      counts: { files: 4, filesWritten: 1 },
      lost: [
        { path: 'a', problem: 'damaged' },
        { path: 'lib/c', problem: 'damaged' },
        { path: 'lib/d', problem: 'missing' }
      ],
      removed: []
    })
    expect(world.there()).toEqual({ a: 'old a', b: 'stored b', extra: 'x', 'lib/': '' })
    expect(restoreOutputs(report, '')).toMatchObject({
      restored: 'false',
      verified: 'false',
      snapshot: id,
      'files-written': '1'
    })
    const failure = restoreFailure(report)
    expect(failure?.kind).toBe('damage')
    expect(failure?.text).toContain(`3 stored files of the snapshot ${id} that are damaged or missing`)
    expect(failure?.text).toContain('\n  lib/d: it is not there\n')
    expect(failure?.text).toContain(`"snapshot: before:${id}"`)
  })

  test('do not matter where the target has the file', async () => {
    await world.restore()
    world.disk.rot(stored('a'), 'rotten a')
    expect((await world.restore()).status).toBe('unchanged')
  })

  test('are not looked for when nothing is to be verified, but for their size', async () => {
    world.disk.rot(stored('a'), 'rotten a'.padEnd('stored a'.length))
    world.disk.rot(stored('b'), 'short')
    const report = await world.restore({ verify: false })
    expect(report.lost.map(({ path }) => path)).toEqual(['b'])
    expect(world.there()).toMatchObject({ a: 'rotten a' })
  })

  test('cost nobody a directory that is in their place', async () => {
    world.write('a/inside', 'x')
    world.write('b/inside', 'x')
    world.write('lib/c/inside', 'x')
    world.disk.rot(stored('a'), 'rotten a')
    world.disk.remove(stored('b'))
    const report = await world.restore({ clean: true })
    expect(report.lost.map(({ path, problem }) => [path, problem])).toEqual([
      ['a', 'damaged'],
      ['b', 'missing']
    ])
    expect(world.there()).toMatchObject({ 'a/inside': 'x', 'b/inside': 'x', 'lib/c': 'stored lib/c' })
    expect(report.counts).toMatchObject({ filesWritten: 2, filesRemoved: 1 })
  })
})

describe('room', () => {
  const used = (): number => world.target.disk.capacityBytes - world.target.disk.free().bytes

  test('that is not there is told before anything is written', async () => {
    world.target.disk.capacityBytes = used() + 5 * 4096
    const { kind, message } = await world.restoreFails()
    expect(kind).toBe('room')
    expect(message).toMatch(
      /"\/work\/out" has no room for this restore: it needs up to 32\.0 KiB, and 20\.0 KiB are free\./
    )
    expect(world.target.disk.at(targetPath)).toBeUndefined()
    expect((await world.restoreFails({ dryRun: true })).kind).toBe('room')
  })

  test('that is just enough is enough', async () => {
    world.target.disk.capacityBytes = used() + 8 * 4096
    expect((await world.restore()).status).toBe('restored')
  })

  test('is not asked of what may share its blocks with the volume', async () => {
    world.target.disk.capacityBytes = used() + 7 * 4096
    world.source.write('huge', 'h'.repeat(3 * 4096))
    await world.take()
    expect((await world.restoreFails()).kind).toBe('room')
    world.volume.differs = { filesystem: 'btrfs' }
    expect((await world.restoreFails()).message).toContain('has no room')
    // One and the same filesystem, as far as one can see.
    world.disk.capacityBytes = world.target.disk.capacityBytes
    await expect(world.restore()).rejects.toThrow(/There is no space left .* free now\): ENOSPC/)
    expect((await world.restoreFails({ method: 'copy' })).message).toContain('has no room')
  })

  test('is that of the blocks of a file with holes', async () => {
    world.source.write('sparse', 's'.repeat(300 * 4096), { sparse: 4096 })
    await world.take()
    world.target.disk.capacityBytes = used() + 8 * 4096
    expect((await world.restore({ paths: ['a', 'sparse'], dryRun: true })).counts).toMatchObject({ filesWritten: 2 })
  })

  test('counts inodes where they are counted', async () => {
    const all = world.target.disk
    all.capacityInodes = 1000
    all.capacityInodes = 1000 - (all.free().inodes ?? 0) + 5
    const { message } = await world.restoreFails()
    expect(message).toContain('has too few inodes for this restore: it needs up to 6, and 5 are free.')
    all.capacityInodes += 2
    expect((await world.restore()).status).toBe('restored')
  })
})

describe('a target', () => {
  test.each([
    ['is a file', { kind: 'not-a-directory' as const }, /^The target "\/work\/out" is not a directory\. "path" names/],
    ['cannot be written', { kind: 'directory' as const, isWritable: false }, /cannot be written by the runner's user/],
    ['cannot be made', { isWritable: false }, /cannot be made by the runner's user/],
    [
      'is the volume',
      { kind: 'directory' as const, realPath: '/mnt/backup' },
      /lies inside the volume "\/mnt\/backup"/
    ],
    ['lies in the volume', { realPath: '/mnt/backup/x' }, /lies inside the volume/],
    [
      'holds the volume',
      { kind: 'directory' as const, realPath: '/mnt' },
      /contains the volume "\/mnt\/backup", where/
    ],
    ['lies in it where else it is mounted', { realPath: '/srv/b/x' }, /lies inside the volume "\/srv\/b"/]
  ])('that %s is refused', async (_, differs, message) => {
    world.volume.alsoAt = ['/srv/b']
    world.target.differs = differs as typeof world.target.differs
    const failure = await world.restoreFails()
    expect(failure).toEqual({ kind: 'target', message: expect.stringMatching(message) })
    expect(world.target.disk.at(targetPath)).toBeUndefined()
  })

  test('with a directory that may not be looked into is refused in words', async () => {
    world.target.disk.makeDirectories(targetPath)
    world.target.inspect = () => Promise.reject(new Error("EACCES: permission denied, lstat '/work/out/d/e'"))
    const { kind, message } = await world.restoreFails()
    expect(kind).toBe('target')
    expect(message).toMatch(/may not look into, so nothing was written: EACCES: .*\nGive that user the directory/)
  })

  test('that is not there yet may lie beside the volume', async () => {
    world.target.differs = { realPath: '/mnt' as never }
    expect((await world.restore()).status).toBe('restored')
  })

  test('that another restore is writing makes this one fail', async () => {
    world.target.isBusy = true
    expect((await world.restoreFails()).kind).toBe('locked')
  })
})

describe('a volume', () => {
  test('need not be writable', async () => {
    world.volume.differs = { isWritable: false }
    expect((await world.restore()).status).toBe('restored')
  })

  test('must be one', async () => {
    world.disk.remove('/mnt/backup/.snapshot-volume.json')
    expect((await world.restoreFails()).kind).toBe('volume')
  })
})

test('a manifest that cannot be used makes it fail, and says what can be done', async () => {
  world.disk.edit(`${seriesPath}/.snapshots/manifests/${id}.mtree`, 'x')
  const { kind, message } = await world.restoreFails()
  expect(kind).toBe('stored')
  expect(message).toContain(`before:${id}`)
})

describe('a cancelled run', () => {
  test('says that the target is unfinished once it was begun', async () => {
    world.target.stopsAt = 'b'
    const { kind, message } = await world.restoreFails()
    expect(kind).toBe('cancelled')
    expect(message).toBe('Cancelled. The target holds some restored files; run the restore again.')
    world.target.stopsAt = undefined
    expect((await world.restore()).status).toBe('restored')
    expect(world.attributes()).toEqual(world.wanted(id))
  })

  test('says that nothing was written before that', async () => {
    world.target.inspect = () => Promise.reject(new Failure('cancelled', 'Cancelled.'))
    world.target.disk.makeDirectories(targetPath)
    expect((await world.restoreFails()).message).toBe('Cancelled. Nothing was written to the target.')
  })
})

test('a defect shows itself', async () => {
  world.target.beforePut = () => {
    throw new TypeError('undefined is not a function')
  }
  await expect(world.restore()).rejects.toThrow(TypeError)
})

test('a snapshot that is pruned between the choice and the hold is chosen anew', async () => {
  world.source.write('a', 'newer')
  const newest = (await world.take()).snapshot
  const series = world.volume.series.bind(world.volume)
  let isFirst = true
  world.volume.series = name => ({
    ...series(name),
    read: chosen => {
      if (!isFirst) return series(name).read(chosen)
      isFirst = false
      world.disk.remove(`${seriesPath}/${newest}`)
      return Promise.reject(new Failure('missing', 'It is not there any more.'))
    }
  })
  world.isPrunedMeanwhile = true
  expect((await world.restore({ paths: ['a'] })).from?.snapshot).toBe(id)
  expect(world.there()).toEqual({ a: 'stored a' })
})

test('one that is pruned again and again is an error', async () => {
  const series = world.volume.series.bind(world.volume)
  world.volume.series = name => ({
    ...series(name),
    read: () => Promise.reject(new Failure('missing', 'It is not there any more.'))
  })
  expect(await world.restoreFails()).toEqual({ kind: 'missing', message: 'It is not there any more.' })
})
