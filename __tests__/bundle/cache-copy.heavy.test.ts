// The copy in the GitHub Actions cache, by the built bundles and a real service on loopback: kept once, brought back exactly.

import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { type CacheStand, cacheStand } from '../support/cache-stand.ts'
import { expectSame, keep, makeBuild, seriesName } from '../support/restore-stand.ts'
import { output, succeeded } from '../support/volumes.ts'

let here: CacheStand
beforeEach(async () => {
  here = await cacheStand()
})
afterEach(async () => {
  await here.remove()
})

it('keeps a copy, from which a runner without the volume has the very same tree', async () => {
  const original = keep(here, here.build)
  const taken = succeeded(await here.snapshot())
  expect(taken.outputs).toMatchObject({ status: 'created', 'cache-copied': 'true' })
  expect(here.cache.keys()).toContain(output(taken, 'cache-key'))
  expect(taken.summary).toMatch(
    /A copy is in the GitHub Actions cache&#58; .* of files went there, as <code>snapshot-1\//
  )
  expect(taken.parsed.annotations).toEqual([])
  rmSync(here.volume, { recursive: true })
  const result = succeeded(await here.restore())
  expectSame(join(here.workspace, 'out'), original)
  expect(result.outputs).toMatchObject({
    restored: 'true',
    verified: 'true',
    source: 'cache',
    snapshot: output(taken, 'snapshot'),
    'matched-name': seriesName,
    'exact-match': 'true'
  })
  expect(result.summary).toContain('It is the copy that <code>cache-copy</code> had put into the GitHub Actions cache')
  expect(result.parsed.annotations).toEqual([])
  expect(here.leftovers()).toEqual([])
  expect([taken, result].map(({ leftBehind }) => leftBehind)).toEqual([[], []])
})

const uploads = (): number => here.cache.calls.filter(call => call === 'upload' || call === 'block').length

it('never sends the same files twice, and still knows each snapshot with its own times', async () => {
  const first = succeeded(await here.snapshot())
  const kept = new Map([[output(first, 'snapshot'), keep(here, here.build, 'first')]])
  makeBuild(here.build, 2)
  const second = succeeded(await here.snapshot())
  kept.set(output(second, 'snapshot'), keep(here, here.build, 'second'))
  // As the first one, built anew: all times but those that the here.build sets are others.
  makeBuild(here.build)
  here.cache.calls.length = 0
  const third = succeeded(await here.snapshot())
  kept.set(output(third, 'snapshot'), keep(here, here.build, 'third'))
  expect(output(third, 'cache-key')).toBe(output(first, 'cache-key'))
  expect(third.outputs['cache-copied']).toBe('true')
  expect(third.summary).toContain('its files were there already')
  // Only what tells of the snapshot itself.
  expect(uploads()).toBe(1)
  // The newest entry of files is the second's; the latest snapshot is not.
  const latest = succeeded(await here.restore())
  expect(output(latest, 'snapshot')).toBe(output(third, 'snapshot'))
  for (const [id, original] of kept) {
    succeeded(await here.restore({ snapshot: id, clean: 'true' }))
    expectSame(join(here.workspace, 'out'), original)
  }
})

it('copies an unchanged snapshot again that was evicted, and sends nothing of one that is there', async () => {
  const first = succeeded(await here.snapshot())
  here.cache.calls.length = 0
  const unchanged = succeeded(await here.snapshot({ 'skip-if-unchanged': 'true' }))
  expect(unchanged.outputs).toMatchObject({ status: 'unchanged', 'cache-copied': 'true' })
  expect(uploads()).toBe(0)
  here.cache.evict(output(first, 'cache-key'))
  const again = succeeded(await here.snapshot({ 'skip-if-unchanged': 'true' }))
  expect(again.outputs).toMatchObject({ status: 'unchanged', 'cache-key': output(first, 'cache-key') })
  expect(uploads()).toBe(1)
  expect(succeeded(await here.restore()).outputs).toMatchObject({ source: 'cache', verified: 'true' })
})

it('takes the volume where it has the snapshot, and asks the cache nothing then', async () => {
  succeeded(await here.snapshot())
  here.cache.calls.length = 0
  const result = succeeded(await here.restore({ volume: here.volume }))
  expect(result.outputs).toMatchObject({ source: 'volume', restored: 'true' })
  expect(here.cache.calls).toEqual([])
})

it('takes the copy where the volume has none of it, or is no volume', async () => {
  const original = keep(here, here.build)
  const id = output(succeeded(await here.snapshot()), 'snapshot')
  rmSync(join(here.volume, seriesName), { recursive: true })
  const far = 'nobody@127.0.0.1:/x'
  for (const volume of [here.volume, join(here.scratch, 'not-mounted'), here.workspace, far]) {
    rmSync(here.out, { recursive: true, force: true })
    const result = succeeded(await here.restore({ volume }))
    expect(result.outputs).toMatchObject({ source: 'cache', snapshot: id, 'exact-match': 'true' })
    expectSame(here.out, original)
    expect(result.summary).toContain('not taken from the volume but from its copy')
    // A directory that is no volume may be a mount that is missing; a machine that is named is one that should answer.
    const warned = result.parsed.annotations.map(({ name, message }) => `${name}: ${message}`)
    if (volume === here.workspace) expect(warned).toEqual([expect.stringMatching(/^warning: /)])
    else if (volume === far) expect(warned).toEqual([expect.stringMatching(/^warning: .*refuses the connection/)])
    else expect(warned).toEqual([])
  }
  expect(readdirSync(here.workspace).sort()).toEqual(['build', 'out'])
})

it('has the ways to choose, the stand-ins, selections and dry runs of any restore', async () => {
  const first = succeeded(await here.snapshot({ tags: 'release' }, { ...here.cache.env, GITHUB_SHA: 'a'.repeat(40) }))
  makeBuild(here.build, 2)
  succeeded(await here.snapshot())
  const id = output(first, 'snapshot')
  here.cache.calls.length = 0
  const found = succeeded(await here.restore({ snapshot: 'tag:release', 'lookup-only': 'true' }))
  expect(found.outputs).toMatchObject({ snapshot: id, source: 'cache', restored: 'false', commit: 'a'.repeat(40) })
  const dry = succeeded(await here.restore({ 'dry-run': 'true' }))
  expect(dry.outputs).toMatchObject({ restored: 'false', source: 'cache' })
  expect(readdirSync(here.workspace)).not.toContain('out')
  const paths = succeeded(
    await here.restore({ snapshot: `before:${output(succeeded(await here.restore()), 'snapshot')}` })
  )
  expect(output(paths, 'snapshot')).toBe(id)
  rmSync(here.out, { recursive: true })
  succeeded(await here.restore({ snapshot: 'commit:aaaaaaa', paths: 'lib/deep\n!lib/deep/er' }))
  expect(readdirSync(here.out)).toEqual(['lib'])
  expect(readdirSync(join(here.out, 'lib'))).toEqual(['deep'])
  const other = succeeded(await here.restore({ name: 'acme/widgets/build/topic', 'fallback-names': seriesName }))
  expect(other.outputs).toMatchObject({ 'exact-match': 'false', 'matched-name': seriesName, source: 'cache' })
})

it('finds its copies whatever the machine is called, has installed, or lets be stored', async () => {
  const odd = join(here.scratch, 'a runner’s $(id) temp')
  mkdirSync(odd)
  const original = keep(here, here.build)
  succeeded(await here.snapshot({}, {}, { tempDir: odd }))
  // A cache finds only what was packed in the same way from the same path.
  const version = createHash('sha256').update('snapshot-action|gzip|1.0').digest('hex')
  expect(new Set(here.cache.entries.map(entry => entry.version))).toEqual(new Set([version]))
  expect(here.cache.keys().every(key => /^[\x21-\x2b\x2d-\x7e]{1,512}$/.test(key))).toBe(true)
  succeeded(await here.restore())
  expectSame(here.out, original)
})

it('keeps series apart whose names look alike in a key', async () => {
  const names = ['a,b', 'a;b', `${'long'.repeat(60)}/1`, `${'long'.repeat(60)}/2`]
  for (const [turn, name] of names.entries()) {
    makeBuild(here.build, turn)
    expect(succeeded(await here.snapshot({ name })).outputs['cache-copied']).toBe('true')
  }
  for (const [turn, name] of names.entries()) {
    succeeded(await here.restore({ name, clean: 'true' }))
    expect(readdirSync(here.out)).toContain(`only-${turn}`)
  }
})

it('has a copy of a tree without any file', async () => {
  rmSync(here.build, { recursive: true })
  mkdirSync(join(here.build, 'empty'), { recursive: true })
  symlinkSync('empty', join(here.build, 'link'))
  const original = keep(here, here.build)
  const taken = await here.snapshot({ 'if-no-files-found': 'ignore' })
  expect(succeeded(taken).outputs).toMatchObject({ status: 'created', 'cache-copied': 'true' })
  succeeded(await here.restore())
  expectSame(here.out, original)
})

it('says how far a long upload is', async () => {
  // More than the sockets of both sides hold, and nothing that a packer makes smaller.
  writeFileSync(join(here.build, 'large'), randomBytes(32 * 1024 * 1024))
  here.cache.mood = 'slow-uploads'
  const taken = succeeded(await here.snapshot())
  expect(taken.outputs['cache-copied']).toBe('true')
  expect(taken.log).toMatch(/^Copying [\d,]+ files of 3\d\.\d MiB into the cache: /m)
  const [, sent, total] =
    /^sending to the GitHub Actions cache: ([\d.]+) (?:B|KiB|MiB) of ([\d.]+) MiB/m.exec(taken.log) ?? []
  expect(Number(total)).toBeGreaterThanOrEqual(32)
  expect(sent).toBeDefined()
  expect(taken.log).not.toMatch(/MBs\/sec/)
})
