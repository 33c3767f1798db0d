// A source that changes while it is read: the snapshot is whole and its manifest right, or there is none.

import { beforeEach, describe, expect, test } from '@jest/globals'
import { seriesPath, World } from '../support/fakes/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

/** Nothing was published, and the run left nothing behind. */
function expectNothing(): void {
  expect(world.ids()).toEqual([])
  expect(world.latest()).toBeUndefined()
  expect(world.leftovers()).toEqual([])
}

describe('files that vanish', () => {
  beforeEach(() => {
    for (const name of ['kept', 'lib/gone', 'lib/kept']) world.source.write(name, `bytes of ${name}`)
  })

  const moments: [title: string, script: () => void][] = [
    ['while the source is read', () => world.source.vanishing.add('lib/gone')],
    [
      'after it was read',
      () =>
        (world.source.afterScan = () => {
          world.source.remove('lib/gone')
        })
    ]
  ]

  test.each(moments)('%s: an error', async (_, script) => {
    script()
    const { kind, message } = await world.fails()
    expect(kind).toBe('source')
    expect(message).toMatch(/vanished from the source while it was read: lib\/gone.*"on-vanished: warn"/s)
    expectNothing()
  })

  test.each(moments)('%s: the rest with a warning, on-vanished: warn', async (_, script) => {
    script()
    const report = await world.take({ onVanished: 'warn' })
    expect(report).toMatchObject({ status: 'created', counts: { files: 2, filesAdded: 2 } })
    expect(report.warnings).toEqual([expect.stringMatching(/lib\/gone\. They are not in the snapshot/)])
    expect(Object.keys(world.stored(report.snapshot))).toEqual(['kept', 'lib/kept'])
  })

  test('right after it was copied: it was stored whole, and stays', async () => {
    world.source.afterCopyOf = path => {
      if (path === 'lib/gone') world.source.remove(path)
    }
    const report = await world.take()
    expect(report).toMatchObject({ status: 'created', counts: { files: 3 }, warnings: [] })
    expect(world.stored(report.snapshot)).toMatchObject({ 'lib/gone': 'bytes of lib/gone' })
  })

  test.each([
    [
      'of another size',
      () => {
        world.source.write('lib/gone', 'half of the')
      }
    ],
    [
      'of the same size and time',
      () => {
        world.source.disk.rot('/ws/dist/lib/gone', 'BYTES OF LIB/GONE')
      }
    ]
  ])('right after other bytes of it were copied, %s: an error, for nobody knows what those are', async (_, change) => {
    world.source.afterScan = () => {
      change()
    }
    world.source.afterCopyOf = path => {
      if (path === 'lib/gone') world.source.remove(path)
    }
    const { kind, message } = await world.fails({ onVanished: 'warn' })
    expect(kind).toBe('source')
    expect(message).toContain('lib/gone')
    expectNothing()
  })

  test('many of them are counted, five are named', async () => {
    for (let at = 1; at <= 7; at++) {
      world.source.write(`temp-${at}`, '')
      world.source.vanishing.add(`temp-${at}`)
    }
    const { warnings } = await world.take({ onVanished: 'warn' })
    expect(warnings[0]).toMatch(/7 paths.*temp-1, temp-2, temp-3, temp-4, temp-5 and 2 more/)
  })

  describe('in a series that has a base', () => {
    let base: string

    beforeEach(async () => {
      world.source.write('moved', 'bytes that move')
      base = (await world.take()).snapshot
      world.source.remove('moved')
      world.source.write('moved-here', 'bytes that move')
      world.source.write('kept', 'other bytes')
      world.source.write('fresh', 'bytes of fresh')
      world.source.afterScan = () => {
        world.source.remove('fresh')
      }
    })

    test('what vanished is in no count of what differs from it', async () => {
      const { counts, warnings } = await world.take({ onVanished: 'warn' })
      expect(warnings).toEqual([expect.stringMatching(/fresh\. They are not in the snapshot/)])
      expect(counts).toMatchObject({ filesAdded: 0, filesChanged: 1, filesMoved: 1, filesRemoved: 0 })
    })

    test('a base that cannot be read a second time is told, and harms nothing', async () => {
      world.source.afterCopyOf = () => {
        world.disk.remove(`${seriesPath}/.snapshots/manifests/${base}.mtree`)
      }
      const { counts, warnings } = await world.take({ onVanished: 'warn' })
      expect(warnings[1]).toMatch(/^What vanished is still in the counts .*could not be read again \(/)
      expect(counts).toMatchObject({ files: 4, filesAdded: 1, filesChanged: 1, filesMoved: 1, filesRemoved: 0 })
    })
  })

  test('one that equal files were to be linked to leaves them a copy of their own', async () => {
    for (const name of ['a-gone', 'b', 'c']) world.source.write(name, 'of one content')
    world.source.afterScan = () => {
      world.source.remove('a-gone')
    }
    const report = await world.take({ onVanished: 'warn' })
    expect(report.counts).toMatchObject({ files: 5, filesCopied: 4, filesLinked: 1 })
    expect(world.disk.at(`${seriesPath}/${report.snapshot}/c`)?.links).toBe(2)
  })
})

describe('files that change after they were read', () => {
  beforeEach(() => {
    for (const name of ['kept', 'lib/log']) world.source.write(name, `bytes of ${name}`)
  })

  test.each([
    [
      'written anew and renamed into place',
      () => {
        world.source.write('lib/log', 'other bytes')
      }
    ],
    [
      'appended to',
      () => {
        world.source.disk.edit('/ws/dist/lib/log', 'bytes of lib/log and more')
      }
    ]
  ])('%s: what is there now is stored, and the manifest says so', async (_, change) => {
    world.source.afterScan = () => {
      change()
    }
    const { snapshot, counts } = await world.take()
    expect(world.stored(snapshot)).toEqual(world.built())
    expect(counts).toMatchObject({ files: 2, filesCopied: 2 })
    const entry = world.manifest(snapshot).find(({ path }) => path === 'lib/log')
    expect(entry?.size).toBe(world.built()['lib/log']?.length)
    expect(entry?.mtimeNs).toBe(world.source.disk.at('/ws/dist/lib/log')?.mtimeNs)
  })

  test('once while it is copied: taken again', async () => {
    world.source.afterCopyOf = (path, time) => {
      if (path === 'lib/log' && time === 1) world.source.write(path, 'final bytes')
    }
    const { snapshot } = await world.take()
    expect(world.stored(snapshot)).toMatchObject({ 'lib/log': 'final bytes' })
  })

  test('within one tick of the clock: the stored bytes tell', async () => {
    world.source.racy.add('lib/log')
    world.source.afterScan = () => {
      world.source.disk.rot('/ws/dist/lib/log', 'BYTES OF LIB/LOG')
    }
    const { snapshot } = await world.take()
    expect(world.stored(snapshot)).toMatchObject({ 'lib/log': 'BYTES OF LIB/LOG' })
  })

  test('again and again: a failure that names them, and nothing is published', async () => {
    for (let at = 1; at <= 7; at++) world.source.write(`log-${at}`, '')
    world.source.afterCopyOf = (path, time) => {
      if (path.includes('log-')) world.source.disk.edit(`/ws/dist/${path}`, 'line\n'.repeat(time))
    }
    const { kind, message } = await world.fails()
    expect(kind).toBe('source')
    expect(message).toMatch(/7 paths.*still writing there:\n {2}log-1\n.*and 2 more.*after the build has ended/s)
    expectNothing()
  })

  test('into a directory: a failure', async () => {
    world.source.afterScan = () => {
      world.source.remove('lib/log')
      world.source.disk.makeDirectory('/ws/dist/lib/log')
    }
    expect(await world.fails()).toMatchObject({ kind: 'source', message: expect.stringContaining('lib/log') })
    expectNothing()
  })

  test('a file that equal ones were to be linked to: they have the old bytes, it has the new', async () => {
    for (const name of ['a', 'b', 'c']) world.source.write(name, 'of one content')
    world.source.afterScan = () => {
      world.source.write('a', 'of its own now')
    }
    const { snapshot, counts } = await world.take()
    expect(world.stored(snapshot)).toEqual(world.built())
    expect(counts).toMatchObject({ files: 5, filesCopied: 4, filesLinked: 1 })
  })

  test('a directory that gets another file meanwhile has the time it had then', async () => {
    world.source.afterScan = () => {
      world.source.write('lib/late', 'too late')
    }
    const { snapshot } = await world.take()
    expect(Object.keys(world.stored(snapshot))).toEqual(['kept', 'lib/log'])
    const mtimeNs = world.source.disk.at('/ws/dist/lib')?.mtimeNs
    expect(world.manifest(snapshot).find(({ path }) => path === 'lib')?.mtimeNs).toBe(mtimeNs)
  })

  test('a symlink that is set to something else is stored as it is now', async () => {
    world.source.disk.symlink('/ws/dist/current', 'v1')
    world.source.afterScan = () => {
      world.source.disk.symlink('/ws/dist/current', 'v2')
    }
    const { snapshot } = await world.take()
    expect(world.stored(snapshot)).toMatchObject({ current: 'v2' })
    expect(world.manifest(snapshot).find(({ path }) => path === 'current')?.target).toBe('v2')
  })
})
