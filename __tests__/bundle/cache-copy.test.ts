// The copy in the GitHub Actions cache, by the built bundles and a real service on loopback: kept once, brought back exactly.

import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { type CacheServer, startCacheServer } from '../support/cache-server.ts'
import { expectSame, keep, makeBuild, runRestore, seriesName } from '../support/restore-stand.ts'
import type { ActionResult } from '../support/runner.ts'
import { output, stand, type Stand, succeeded } from '../support/volumes.ts'

let here: Stand
let cache: CacheServer
let build = ''

beforeEach(async () => {
  here = stand()
  cache = await startCacheServer()
  build = join(here.workspace, 'build')
})
afterEach(async () => {
  await cache.close()
  here.remove()
})

const snapshot = (
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = cache.env
): Promise<ActionResult> => here.run({ 'cache-copy': 'true', ...inputs }, { env })

/** On a machine that has no volume. */
const restore = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  runRestore(here, { 'cache-fallback': 'true', volume: '', ...inputs }, { env: cache.env })

it('keeps a copy, from which a runner without the volume has the very same tree', async () => {
  makeBuild(build)
  const original = keep(here, build)
  const taken = succeeded(await snapshot())
  expect(taken.outputs).toMatchObject({ status: 'created', 'cache-copied': 'true' })
  expect(cache.keys()).toContain(output(taken, 'cache-key'))
  expect(taken.summary).toMatch(
    /A copy is in the GitHub Actions cache&#58; .* of files went there, as <code>snapshot-1\//
  )
  expect(taken.parsed.annotations).toEqual([])
  rmSync(here.volume, { recursive: true })
  const result = succeeded(await restore())
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
  expect(readdirSync(here.tempDir).filter(name => name.startsWith('snapshot-cache-'))).toEqual([])
  expect([taken, result].map(({ leftBehind }) => leftBehind)).toEqual([[], []])
})

const uploads = (): number => cache.calls.filter(call => call === 'upload' || call === 'block').length

it('never sends the same files twice, and still knows each snapshot with its own times', async () => {
  makeBuild(build)
  const first = succeeded(await snapshot())
  const kept = new Map([[output(first, 'snapshot'), keep(here, build, 'first')]])
  makeBuild(build, 2)
  const second = succeeded(await snapshot())
  kept.set(output(second, 'snapshot'), keep(here, build, 'second'))
  // As the first one, built anew: all times but those that the build sets are others.
  makeBuild(build)
  cache.calls.length = 0
  const third = succeeded(await snapshot())
  kept.set(output(third, 'snapshot'), keep(here, build, 'third'))
  expect(output(third, 'cache-key')).toBe(output(first, 'cache-key'))
  expect(third.outputs['cache-copied']).toBe('true')
  expect(third.summary).toContain('its files were there already')
  // Only what tells of the snapshot itself.
  expect(uploads()).toBe(1)
  // The newest entry of files is the second's; the latest snapshot is not.
  const latest = succeeded(await restore())
  expect(output(latest, 'snapshot')).toBe(output(third, 'snapshot'))
  for (const [id, original] of kept) {
    succeeded(await restore({ snapshot: id, clean: 'true' }))
    expectSame(join(here.workspace, 'out'), original)
  }
})

it('copies an unchanged snapshot again that was evicted, and sends nothing of one that is there', async () => {
  makeBuild(build)
  const first = succeeded(await snapshot())
  cache.calls.length = 0
  const unchanged = succeeded(await snapshot({ 'skip-if-unchanged': 'true' }))
  expect(unchanged.outputs).toMatchObject({ status: 'unchanged', 'cache-copied': 'true' })
  expect(uploads()).toBe(0)
  cache.evict(output(first, 'cache-key'))
  const again = succeeded(await snapshot({ 'skip-if-unchanged': 'true' }))
  expect(again.outputs).toMatchObject({ status: 'unchanged', 'cache-key': output(first, 'cache-key') })
  expect(uploads()).toBe(1)
  expect(succeeded(await restore()).outputs).toMatchObject({ source: 'cache', verified: 'true' })
})

it('takes the volume where it has the snapshot, and asks the cache nothing then', async () => {
  makeBuild(build)
  succeeded(await snapshot())
  cache.calls.length = 0
  const result = succeeded(await restore({ volume: here.volume }))
  expect(result.outputs).toMatchObject({ source: 'volume', restored: 'true' })
  expect(cache.calls).toEqual([])
})

it('takes the copy where the volume has none of it, or is no volume', async () => {
  makeBuild(build)
  const original = keep(here, build)
  const id = output(succeeded(await snapshot()), 'snapshot')
  rmSync(join(here.volume, seriesName), { recursive: true })
  const out = join(here.workspace, 'out')
  for (const volume of [here.volume, join(here.scratch, 'not-mounted'), here.workspace, 'nobody@127.0.0.1:/x']) {
    rmSync(out, { recursive: true, force: true })
    const result = succeeded(await restore({ volume }))
    expect(result.outputs).toMatchObject({ source: 'cache', snapshot: id, 'exact-match': 'true' })
    expectSame(out, original)
    expect(result.summary).toContain('not taken from the volume but from its copy')
  }
  expect(readdirSync(here.workspace).sort()).toEqual(['build', 'out'])
})

it('has the ways to choose, the stand-ins, selections and dry runs of any restore', async () => {
  makeBuild(build)
  const first = succeeded(await snapshot({ tags: 'release' }, { ...cache.env, GITHUB_SHA: 'a'.repeat(40) }))
  makeBuild(build, 2)
  succeeded(await snapshot())
  const id = output(first, 'snapshot')
  const out = join(here.workspace, 'out')
  cache.calls.length = 0
  const found = succeeded(await restore({ snapshot: 'tag:release', 'lookup-only': 'true' }))
  expect(found.outputs).toMatchObject({ snapshot: id, source: 'cache', restored: 'false', commit: 'a'.repeat(40) })
  const dry = succeeded(await restore({ 'dry-run': 'true' }))
  expect(dry.outputs).toMatchObject({ restored: 'false', source: 'cache' })
  expect(readdirSync(here.workspace)).not.toContain('out')
  const paths = succeeded(await restore({ snapshot: `before:${output(succeeded(await restore()), 'snapshot')}` }))
  expect(output(paths, 'snapshot')).toBe(id)
  rmSync(out, { recursive: true })
  succeeded(await restore({ snapshot: 'commit:aaaaaaa', paths: 'lib/deep\n!lib/deep/er' }))
  expect(readdirSync(out)).toEqual(['lib'])
  expect(readdirSync(join(out, 'lib'))).toEqual(['deep'])
  const other = succeeded(await restore({ name: 'acme/widgets/build/topic', 'fallback-names': seriesName }))
  expect(other.outputs).toMatchObject({ 'exact-match': 'false', 'matched-name': seriesName, source: 'cache' })
})
