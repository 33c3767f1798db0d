// Records, manifests and notes of damage that were harmed at random: every action goes round them, and prune removes nothing on their word.

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Failure } from '../../src/core/failure.ts'
import { decodeRecord, RecordDamage } from '../../src/core/record-text.ts'
import { ListWorld, recordFile } from '../support/fakes/list-world.ts'
import { idsOf, keepLast, PruneWorld } from '../support/fakes/prune-world.ts'
import { RestoreWorld } from '../support/fakes/restore-world.ts'
import { found, VerifyWorld } from '../support/fakes/verify-world.ts'
import { seriesName, seriesPath } from '../support/fakes/world.ts'
import { anyHarm } from '../support/mutated.ts'

const manifestFile = (id: string): string => `${seriesPath}/.snapshots/manifests/${id}.mtree`
const damageFile = `${seriesPath}/.snapshots/damaged.json`

/** Whether the record of a snapshot still says what can be relied on. */
const isIntact = (text: string, id: string): boolean => {
  try {
    return decodeRecord(text).id === id
  } catch (error) {
    expect(error).toBeInstanceOf(RecordDamage)
    return false
  }
}

/** What a run ends with: its result, or a failure that a person can act on. A defect fails the test. */
const ended = async <T>(work: Promise<T>): Promise<T | Failure> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

const harms = fc.array(fc.option(anyHarm, { freq: 1, nil: undefined }), { minLength: 5, maxLength: 5 })
const some = { numRuns: 60 } as const

describe('prune', () => {
  it('keeps every snapshot whose record was harmed, and of the others those that its rules keep', async () => {
    await fc.assert(
      fc.asyncProperty(harms, fc.integer({ min: 1, max: 4 }), async (given, count) => {
        const world = new PruneWorld()
        const ids = await world.takeSome(seriesName, 5)
        const intact = ids.filter((id, index) => {
          const file = recordFile(seriesName, id)
          const text = given[index]?.(world.disk.at(file)?.data ?? '')
          if (text === undefined) return true
          world.disk.write(file, text)
          return isIntact(text, id)
        })
        const latest = ids.at(-1) ?? ''
        const trees = new Map(ids.map(id => [id, world.stored(id)]))
        // The promise of prune-world (that `latest` stays) is looked at in every run, too.
        const report = await world.prune(seriesName, keepLast(count))
        const removed = idsOf(report, 'remove')
        const tags = (id: string): boolean => decodeRecord(world.disk.at(recordFile(seriesName, id))?.data ?? '').pinned
        for (const id of removed) expect(intact).toContain(id)
        expect(removed).not.toContain(latest)
        const stays = world.ids(seriesName)
        expect(stays).toEqual(ids.filter(id => !removed.includes(id)))
        for (const id of stays) expect(world.stored(id)).toEqual(trees.get(id))
        // Not one more than the rules take from those that can be read.
        const unpinned = intact.filter(id => removed.includes(id) || !tags(id))
        expect(removed.length).toBeLessThanOrEqual(Math.max(0, unpinned.length - Math.min(count, intact.length)) + 1)
        expect(intact.length - removed.length).toBeGreaterThanOrEqual(Math.min(count, intact.length))
      }),
      some
    )
  }, 240_000)
})

describe('with records, manifests and notes of damage harmed', () => {
  const harmed = async (
    world: PruneWorld | VerifyWorld | RestoreWorld,
    given: typeof harms extends fc.Arbitrary<infer T> ? T : never
  ) => {
    const ids = world.ids()
    const files = [
      ...ids.slice(0, 2).map(id => recordFile(seriesName, id)),
      ...ids.slice(1, 3).map(manifestFile),
      damageFile
    ]
    files.forEach((file, index) => {
      const harm = given[index]
      if (harm !== undefined) world.disk.write(file, harm(world.disk.at(file)?.data ?? '{"format":1,"damaged":[]}\n'))
    })
    return await Promise.resolve(ids)
  }

  it('a snapshot is taken, whole, and nothing stored is touched', async () => {
    await fc.assert(
      fc.asyncProperty(harms, async given => {
        const world = new VerifyWorld()
        await world.takeThree()
        await harmed(world, given)
        world.source.write('version', '4')
        expect(await world.take({ retention: { prune: false, ...keepLast(1).retention } as never })).toMatchObject({
          status: 'created'
        })
      }),
      some
    )
  }, 240_000)

  it('verification tells it, or finds nothing where the harm says the same', async () => {
    await fc.assert(
      fc.asyncProperty(harms, async given => {
        const world = new VerifyWorld()
        await world.takeThree()
        await harmed(world, given)
        const report = await ended(world.verify())
        if (!(report instanceof Failure)) expect(found(report)).toEqual(expect.any(Array))
      }),
      some
    )
  }, 240_000)

  it('a restore gives back what was stored, or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(harms, fc.nat(2), async (given, nth) => {
        const world = new RestoreWorld()
        for (const version of ['1', '2', '3']) {
          world.source.write('lib/a.js', 'a'.repeat(5000))
          world.source.write('version', version)
          await world.take()
        }
        const id = (await harmed(world, given))[nth] ?? ''
        const stored = world.stored(id)
        const report = await ended(world.restore({ selector: { by: 'id', start: id } }))
        if (report instanceof Failure || report.status === 'missed') expect(world.there()).toEqual({})
        else {
          const files = Object.entries(world.there()).filter(([path]) => !path.endsWith('/'))
          expect(Object.fromEntries(files)).toEqual(stored)
        }
      }),
      some
    )
  }, 240_000)

  it('a listing has them all', async () => {
    await fc.assert(
      fc.asyncProperty(harms, async given => {
        const world = new ListWorld()
        const ids = await world.takeSome(seriesName, 3)
        await harmed(world, given)
        expect((await world.list(seriesName)).snapshots.map(({ id }) => id)).toEqual(ids.toReversed())
      }),
      some
    )
  }, 240_000)
})
