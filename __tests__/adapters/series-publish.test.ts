// The moment a snapshot becomes visible, on a real disk: all at once, over nothing that is there, through no link.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import type { PartialTree } from '../../src/ports/partial-tree.ts'
import type { Lock, Series } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { emptyTop, publish } from '../support/published.ts'

const parts = adapterParts()
const [base, id] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
let scratch = ''
let series: Series
let lock: Lock
let partial: PartialTree

beforeEach(async () => {
  scratch = scratchWith('volume')
  series = localVolume(join(scratch, 'volume'), parts).series('s')
  lock = await series.lock('us', 0, () => undefined)
  partial = await series.begin(id)
})
afterEach(async () => {
  await lock.release()
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const at = (...names: readonly string[]): string => join(series.path, ...names)

describe('publishing', () => {
  it('gives the top its mode and its time to the nanosecond, then makes everything visible at once', async () => {
    mkdirSync(join(partial.path, 'dir'))
    chmodSync(join(partial.path, 'dir'), 0o555)
    await partial.seal([{ ...emptyTop, mode: 0o750, mtimeNs: -1_500_000_001n }])
    expect((await series.list()).map(listed => listed.id)).toEqual([])
    await publish(partial, 's', id)
    expect(lstatSync(at(id), { bigint: true })).toMatchObject({ mtimeNs: -1_500_000_001n, mode: 0o40750n })
    expect((await series.list())[0]?.record?.id).toBe(id)
    expect(readlinkSync(at('latest'))).toBe(id)
    expect(readdirSync(at('.snapshots/partial'))).toEqual([])
  })

  it.each<[string, () => void]>([
    [
      'an empty directory',
      () => {
        mkdirSync(at(id))
      }
    ],
    [
      'a full one',
      () => {
        mkdirSync(at(id, 'x'), { recursive: true })
      }
    ],
    [
      'a file',
      () => {
        writeFileSync(at(id), 'x')
      }
    ],
    [
      'a dangling symlink',
      () => {
        symlinkSync('nowhere', at(id))
      }
    ]
  ])('never takes the place of %s, nor makes it pass for ours', async (_, make) => {
    make()
    const before = execFileSync('find', [at(id), '-printf', '%P %y %i %l\n'], { encoding: 'utf8' })
    await partial.seal([emptyTop])
    await expect(publish(partial, 's', id)).rejects.toMatchObject({ kind: 'volume' })
    expect(execFileSync('find', [at(id), '-printf', '%P %y %i %l\n'], { encoding: 'utf8' })).toBe(before)
    expect(readdirSync(at('.snapshots/records'))).toEqual([])
    expect(readdirSync(at('.snapshots/manifests'))).toEqual([])
    expect((await series.latest()).state).toBe('absent')
    expect(existsSync(partial.path)).toBe(true)
  })

  it('writes through no symlink that waits where its files will be', async () => {
    const canary = join(scratch, 'canary')
    writeFileSync(canary, 'canary')
    const places = [`manifests/${id}.mtree.gz`, `records/${id}.json`].flatMap(place => [place, `${place}.tmp`])
    for (const place of [...places, 'latest.tmp']) symlinkSync(canary, at('.snapshots', place))
    await partial.seal([emptyTop])
    await publish(partial, 's', id)
    expect(readFileSync(canary, 'utf8')).toBe('canary')
    expect((await series.list())[0]?.record?.id).toBe(id)
    await expect(series.manifest(id)).resolves.toHaveLength(1)
  })

  it('moves `latest` beside the old snapshot, not into it', async () => {
    mkdirSync(at(base))
    symlinkSync(base, at('latest'))
    linkSync(at('.snapshots/lock'), at(base, 'shared'))
    await partial.seal([emptyTop])
    await publish(partial, 's', id)
    expect(readlinkSync(at('latest'))).toBe(id)
    expect(readdirSync(at(base))).toEqual(['shared'])
  })
})
