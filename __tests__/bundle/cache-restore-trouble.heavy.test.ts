// A restore from a copy that is not there, not whole, or not ours: a miss or a failure with its reason, and never other bytes.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cacheKeys } from '../../src/core/cache-key.ts'
import { type CacheStand, cacheStand } from '../support/cache-stand.ts'
import { expectSame, keep, makeBuild, seriesName } from '../support/restore-stand.ts'
import { output, succeeded } from '../support/volumes.ts'

const longMs = 300_000

let here: CacheStand
beforeEach(async () => {
  here = await cacheStand()
})
afterEach(async () => {
  await here.remove()
})

it(
  'sends a large copy in blocks, and brings it back',
  async () => {
    // Above 128 MiB an upload is no longer one request; nothing of this can be packed smaller.
    const large = join(here.build, 'random')
    for (let at = 0; at < 150; at++) appendFileSync(large, randomBytes(1 << 20))
    const original = keep(here, here.build)
    expect(succeeded(await here.snapshot()).outputs['cache-copied']).toBe('true')
    expect(here.cache.calls.filter(call => call === 'block').length).toBeGreaterThan(1)
    expect(succeeded(await here.restore()).outputs).toMatchObject({ source: 'cache', verified: 'true' })
    expectSame(here.out, original)
  },
  longMs
)

describe('a restore', () => {
  it('is a miss, with both reasons, where there is nothing', async () => {
    const missed = succeeded(await here.restore({ volume: join(here.scratch, 'gone') }))
    expect(missed.outputs).toMatchObject({ restored: 'false', source: '', snapshot: '' })
    expect(missed.log).toMatch(
      /does not exist\. Is it mounted\?.*\n?.*The GitHub Actions cache has no copy of the series/
    )
    expect((await here.restore({ 'fail-on-miss': 'true' })).outcome).toBe('failure')
  })

  it('is a miss where the files were evicted', async () => {
    here.cache.evict(output(succeeded(await here.snapshot()), 'cache-key'))
    const missed = succeeded(await here.restore())
    expect(missed.outputs).toMatchObject({ restored: 'false', source: '' })
    expect(missed.log).toContain('has no copy of the files of the snapshot')
    expect(existsSync(here.out)).toBe(false)
  })

  it(
    'says that the cache could not be asked',
    async () => {
      here.cache.mood = 'failing'
      expect(succeeded(await here.restore()).log).toMatch(
        /The GitHub Actions cache could not be asked \(Failed to restore/
      )
      here.cache.mood = 'well'
    },
    longMs
  )

  it('fails, and leaves the old file, where the copy has other bytes', async () => {
    const key = output(succeeded(await here.snapshot()), 'cache-key')
    here.cache.tamper(key, directory => {
      const archive = join(directory, 'snapshot-action/files.tar')
      const bytes = readFileSync(archive)
      bytes.writeUInt8(0x58, bytes.indexOf('same 9same 9'))
      writeFileSync(archive, bytes)
    })
    mkdirSync(join(here.out, 'lib'), { recursive: true })
    writeFileSync(join(here.out, 'lib/same-9'), 'old')
    const result = await here.restore({ clean: 'true' })
    expect(result.outcome).toBe('failure')
    expect(readFileSync(join(here.out, 'lib/same-9'), 'utf8')).toBe('old')
    expect(result.log).toContain('It is the copy in the GitHub Actions cache that is damaged')
    expect(result.summary).not.toContain('rsync -a')
  })

  it('refuses a manifest that is not that of the snapshot', async () => {
    makeBuild(here.build)
    const id = output(succeeded(await here.snapshot()), 'snapshot')
    makeBuild(here.build, 2)
    const other = output(succeeded(await here.snapshot()), 'snapshot')
    const keyOf = (one: string): string => cacheKeys(seriesName).snapshot(one)
    let manifest = Buffer.alloc(0)
    const file = 'snapshot-action/manifest.mtree.gz'
    here.cache.tamper(keyOf(id), directory => {
      manifest = readFileSync(join(directory, file))
    })
    here.cache.tamper(keyOf(other), directory => {
      writeFileSync(join(directory, file), manifest)
    })
    const result = await here.restore()
    expect(result.outcome).toBe('failure')
    expect(result.log).toContain('cannot be used: its manifest is damaged')
    expect(existsSync(here.out)).toBe(false)
  })

  it('lets no entry write outside of its own directory', async () => {
    const key = output(succeeded(await here.snapshot()), 'cache-key')
    const canary = join(here.scratch, 'canary')
    writeFileSync(canary, 'ours')
    const ways = (directory: string): string[] => {
      const evil = join(directory, 'evil')
      writeFileSync(evil, 'theirs')
      symlinkSync(here.scratch, join(directory, 'link'))
      return ['--transform', `s,^evil$,${canary},`, '--transform', 's,^link$,snapshot-action/link,', 'evil', 'link']
    }
    const blob = here.cache.entries.find(entry => entry.key === key)?.id ?? 0
    const packed = join(here.scratch, 'evil.tar')
    here.cache.tamper(key, directory => {
      execFileSync('tar', ['-cPf', packed, '-C', directory, 'snapshot-action'])
      execFileSync('tar', ['-rPf', packed, '-C', directory, ...ways(directory)])
      const up = ['--transform', `s,^evil$,../../../../../../../../..${canary},`]
      execFileSync('tar', ['-rPf', packed, '-C', directory, ...up, 'evil'])
    })
    here.cache.blobs.set(blob, execFileSync('gzip', ['-c', packed], { maxBuffer: 2 ** 30 }))
    await here.restore()
    expect(readFileSync(canary, 'utf8')).toBe('ours')
  })

  it('follows no link that an entry has in the place of what it should hold', async () => {
    const id = output(succeeded(await here.snapshot()), 'snapshot')
    const theirs = join(here.scratch, 'theirs')
    here.cache.tamper(cacheKeys(seriesName).snapshot(id), directory => {
      renameSync(join(directory, 'snapshot-action'), theirs)
      symlinkSync(theirs, join(directory, 'snapshot-action'))
    })
    const before = readdirSync(theirs).sort()
    expect(succeeded(await here.restore()).outputs).toMatchObject({ restored: 'false', source: '' })
    expect(readdirSync(theirs).sort()).toEqual(before)
    expect(existsSync(here.out)).toBe(false)
  })
})
