// A series on a real disk: its directories, its listing, its `latest`, and that no link leads any of it elsewhere.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { publishOne, recordOf } from '../support/published.ts'
import { plainEntries } from '../support/plain-entries.ts'

const parts = adapterParts()
let scratch = ''
let volume = ''
let series: Series
const ids = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z'] as const

beforeEach(() => {
  scratch = scratchWith('volume', 'outside')
  volume = join(scratch, 'volume')
  writeFileSync(join(scratch, 'outside/canary'), 'canary')
  series = localVolume(volume, parts).series('acme/widgets')
})
afterEach(() => {
  // Whatever a test did, nothing went through a link.
  expect(readdirSync(join(scratch, 'outside'))).toEqual(['canary'])
  expect(readFileSync(join(scratch, 'outside/canary'), 'utf8')).toBe('canary')
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const lock = (): Promise<Lock> => series.lock('us', 1000, () => undefined)
const at = (...names: readonly string[]): string => join(series.path, ...names)

describe('the directories of a series', () => {
  it('are made when it is locked, and left alone when they are there', async () => {
    await (await lock()).release()
    await (await lock()).release()
    expect(readdirSync(at('.snapshots')).sort()).toEqual(['lock', 'manifests', 'partial', 'records', 'trash'])
  })

  it.each([
    ['its owner', 'acme'],
    ['the series', 'acme/widgets'],
    ['our own directory', 'acme/widgets/.snapshots'],
    ['the records', 'acme/widgets/.snapshots/records'],
    ['the unfinished trees', 'acme/widgets/.snapshots/partial'],
    ['the trash', 'acme/widgets/.snapshots/trash']
  ])('may not be symlinks: %s', async (_, place) => {
    mkdirSync(join(volume, place, '..'), { recursive: true })
    symlinkSync(join(scratch, 'outside'), join(volume, place))
    await expect(lock()).rejects.toMatchObject({
      kind: 'volume',
      message: expect.stringContaining(join(volume, place)) as unknown
    })
  })

  it('may not be files', async () => {
    writeFileSync(join(volume, 'acme'), '')
    await expect(lock()).rejects.toMatchObject({ kind: 'volume' })
  })

  it('are not made by looking', async () => {
    await expect(series.list()).resolves.toEqual([])
    await expect(series.latest()).resolves.toEqual({ state: 'absent', target: '' })
    await expect(series.takenIds()).resolves.toEqual(new Set())
    expect(readdirSync(volume)).toEqual([])
  })

  it('are written to under the lock alone', async () => {
    await (await lock()).release()
    expect(() => series.begin(ids[0])).toThrow('under the lock')
  })
})

describe('the listing', () => {
  beforeEach(async () => {
    const held = await lock()
    for (const id of ids) await publishOne(series, id)
    await held.release()
  })

  it('is newest first, with what each record says', async () => {
    const listed = await series.list()
    expect(listed.map(({ id, record }) => [id, record?.id])).toEqual(ids.toReversed().map(id => [id, id]))
    expect(plainEntries(await series.manifest(ids[0]))).toMatchObject([{ path: '.', type: 'dir' }])
  })

  it('has directories alone: no link, no file, no other name', async () => {
    symlinkSync('../../../outside', at('2026-11-21T00-00-00Z'))
    writeFileSync(at('2026-11-22T00-00-00Z'), '')
    for (const name of ['lost+found', '2026-11-23', '2026-13-01T00-00-00Z']) mkdirSync(at(name))
    expect((await series.list()).map(({ id }) => id)).toEqual(ids.toReversed())
  })

  it('a tree without a record is foreign', async () => {
    mkdirSync(at('2026-11-21T00-00-00Z'))
    expect((await series.list())[0]).toEqual({ id: '2026-11-21T00-00-00Z' })
  })

  it.each<[string, (record: string) => void, RegExp]>([
    [
      'cut off',
      record => {
        truncateSync(record, 40)
      },
      /is damaged/
    ],
    [
      'empty',
      record => {
        writeFileSync(record, '')
      },
      /is damaged/
    ],
    [
      'that of another',
      record => {
        writeFileSync(record, recordOf(series.name, ids[0]))
      },
      /is that of 2026-11-18/
    ],
    [
      'a directory',
      record => {
        rmSync(record)
        mkdirSync(record)
      },
      /not a regular file/
    ]
  ])('a record that is %s is damage, and hides no other snapshot', async (_, damage, why) => {
    damage(at('.snapshots/records', `${ids[2]}.json`))
    const [newest, ...others] = await series.list()
    expect(newest).toEqual({ id: ids[2], damage: expect.stringMatching(why) as unknown })
    expect(others.map(({ record }) => record?.id)).toEqual([ids[1], ids[0]])
  })

  it.each<[string, (manifest: string) => void]>([
    [
      'cut off',
      manifest => {
        truncateSync(manifest, 30)
      }
    ],
    [
      'no gzip',
      manifest => {
        writeFileSync(manifest, '#mtree\n')
      }
    ],
    [
      'empty',
      manifest => {
        writeFileSync(manifest, '')
      }
    ],
    [
      'gone',
      manifest => {
        rmSync(manifest)
      }
    ]
  ])('a manifest that is %s is refused', async (_, damage) => {
    damage(at('.snapshots/manifests', `${ids[1]}.mtree.gz`))
    await expect(series.manifest(ids[1])).rejects.toThrow()
  })

  it('every id that is in use anywhere is taken', async () => {
    for (const place of ['.snapshots/partial/P', '.snapshots/trash/T', 'F']) mkdirSync(at(place))
    writeFileSync(at('.snapshots/records/R.json'), '')
    const taken = await series.takenIds()
    expect([...ids, 'P', 'T', 'F', 'R'].filter(id => !taken.has(id))).toEqual([])
  })
})

describe('latest', () => {
  beforeEach(async () => {
    await (await lock()).release()
    for (const id of ids) mkdirSync(at(id))
  })

  it.each<[string, () => void, { state: string; target: string }]>([
    ['nothing', () => undefined, { state: 'absent', target: '' }],
    [
      'a link',
      () => {
        symlinkSync(ids[0], at('latest'))
      },
      { state: 'link', target: ids[0] }
    ],
    [
      'a dangling link',
      () => {
        symlinkSync('/nowhere', at('latest'))
      },
      { state: 'link', target: '/nowhere' }
    ],
    [
      'a directory',
      () => {
        mkdirSync(at('latest'))
      },
      { state: 'blocked', target: 'a directory' }
    ],
    [
      'a file',
      () => {
        writeFileSync(at('latest'), '')
      },
      { state: 'blocked', target: 'a file' }
    ]
  ])('is told as it is: %s', async (_, make, state) => {
    make()
    await expect(series.latest()).resolves.toEqual(state)
  })

  it.each([
    ['another snapshot', ids[0]],
    ['nothing', 'nowhere'],
    ['itself', 'latest'],
    ['a directory elsewhere', '../../../outside'],
    ['a file elsewhere', '../../../outside/canary']
  ])('is replaced, never followed, when it pointed to %s', async (_, target) => {
    symlinkSync(target, at('latest'))
    await series.pointLatest(ids[1])
    expect(readlinkSync(at('latest'))).toBe(ids[1])
    expect(ids.flatMap(id => readdirSync(at(id)))).toEqual([])
    expect(readdirSync(at('.snapshots'))).not.toContain('latest.tmp')
  })

  it('is moved although a crash left the link that was to become it', async () => {
    symlinkSync('../../../outside', at('.snapshots/latest.tmp'))
    await series.pointLatest(ids[2])
    expect(readlinkSync(at('latest'))).toBe(ids[2])
  })
})
