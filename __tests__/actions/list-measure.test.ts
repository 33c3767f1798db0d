// What removing a snapshot would free: measured unasked where that is soon done, and never the end of a listing.

import { beforeEach, describe, expect, test } from '@jest/globals'
import { mostUnasked } from '../../src/actions/measure-freed.ts'
import { cancelled, Failure } from '../../src/core/failure.ts'
import { freedOf, ListWorld, recordFile } from '../support/fakes/list-world.ts'
import { ownBytes } from '../support/fakes/prune-world.ts'

let world: ListWorld

beforeEach(() => {
  world = new ListWorld()
})

describe('measuring', () => {
  let ids: readonly string[] = []

  beforeEach(async () => {
    ids = await world.takeSome('acme/a', 2)
  })

  /** As if each snapshot had so many files. */
  const withFiles = (files: number): void => {
    for (const id of ids) {
      const record = { ...world.record(id, 'acme/a'), files, filesLinked: 0, filesCopied: files }
      world.disk.write(recordFile('acme/a', id), JSON.stringify(record))
    }
  }

  test('is done unasked up to a number of files and directories', async () => {
    // Each has one directory.
    withFiles(mostUnasked / 2 - 1)
    expect(freedOf(await world.list('acme/a'))).toEqual([ownBytes, ownBytes])
    expect(world.reporter.phases).toEqual(['Check', 'List', 'Measure'])
    expect(world.reporter.progressed.at(-1)).toEqual({
      doing: 'measuring',
      files: mostUnasked,
      bytes: 0,
      totalFiles: mostUnasked
    })
    withFiles(mostUnasked / 2)
    const report = await world.list('acme/a')
    expect(freedOf(report)).toEqual([undefined, undefined])
    expect(report.notes).toEqual([
      'What removing a snapshot would free was not measured, because 500,002 files and directories would have to be looked at; `measure: true` does it.'
    ])
    expect(freedOf(await world.list('acme/a', { measure: true }))).toEqual([ownBytes, ownBytes])
  })

  test('is not done when nobody wants it', async () => {
    const report = await world.list('acme/a', { measure: false })
    expect(freedOf(report)).toEqual([undefined, undefined])
    expect(report.notes).toEqual([])
  })

  test('looks at many snapshots in one go: a program for each would take longer than the look', async () => {
    const asked: (readonly string[])[] = []
    world.seriesDiffers(series => ({
      inodes: some => {
        asked.push(some)
        return series.inodes(some)
      }
    }))
    expect(freedOf(await world.list('acme/a'))).toEqual([ownBytes, ownBytes])
    expect(asked).toEqual([ids.toReversed()])
  })

  test('looks alone at a tree without a record, whose size nobody knows, and at each series by itself', async () => {
    const [other = ''] = await world.takeSome('acme/b', 1)
    world.disk.makeDirectories('/mnt/backup/acme/a/2020-01-01T00-00-00Z')
    const asked: (readonly string[])[] = []
    world.seriesDiffers(series => ({
      inodes: some => {
        asked.push(some)
        return series.inodes(some)
      }
    }))
    const report = await world.list('acme/*', { measure: true })
    expect(asked.map(some => some.toSorted()).toSorted()).toEqual(
      [['2020-01-01T00-00-00Z'], ids.toSorted(), [other]].toSorted()
    )
    expect(report.snapshots.map(({ id }) => id)).toEqual(
      [other, ...ids, '2020-01-01T00-00-00Z'].toSorted().toReversed()
    )
    expect(freedOf(report)).not.toContain(undefined)
  })

  test('passes over a snapshot that is removed meanwhile', async () => {
    let isGone = false
    world.seriesDiffers(series => ({
      list: async () => (await series.list()).filter(({ id }) => !isGone || id !== ids[0]),
      inodes: asked => {
        if (!asked.includes(ids[0] ?? '')) return series.inodes(asked)
        isGone = true
        return Promise.reject(new Failure('volume', 'find: No such file or directory'))
      }
    }))
    const report = await world.list('acme/a')
    expect(report.snapshots.map(({ id }) => id)).toEqual([ids[1]])
    expect(report.warnings).toEqual([])
  })

  test('warns of a tree that cannot be looked through, and tells the others', async () => {
    world.seriesDiffers(series => ({
      inodes: asked =>
        asked.includes(ids[0] ?? '')
          ? Promise.reject(new Failure('volume', 'Input/output error'))
          : series.inodes(asked)
    }))
    const report = await world.list('acme/a')
    expect(freedOf(report)).toEqual([ownBytes, undefined])
    expect(report.warnings).toEqual([
      `What removing acme/a/${String(ids[0])} would free could not be measured: Input/output error`
    ])
  })

  test.each([
    ['the run is cancelled', cancelled()],
    ['there is a defect', new TypeError('x is not a function')]
  ])('ends when %s', async (_, error) => {
    world.seriesDiffers(() => ({ inodes: () => Promise.reject(error) }))
    await expect(world.list('acme/a')).rejects.toBe(error)
  })
})
