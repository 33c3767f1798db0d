// Copies in the cache when something is wrong: a snapshot is complete all the same, and says why it has no copy.

import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type CacheStand, cacheStand } from '../support/cache-stand.ts'
import { fakeTools } from '../support/fake-tools.ts'
import { seriesName } from '../support/restore-stand.ts'
import type { ActionResult } from '../support/runner.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { idsIn, output, succeeded } from '../support/volumes.ts'

const longMs = 300_000

let here: CacheStand
beforeEach(async () => {
  here = await cacheStand()
})
afterEach(async () => {
  await here.remove()
})

function expectWithoutCopy(result: ActionResult, why: RegExp): void {
  succeeded(result)
  expect(result.outputs).toMatchObject({ status: 'created', 'cache-copied': 'false', 'cache-key': '' })
  expect(idsIn(join(here.volume, seriesName))).toContain(output(result, 'snapshot'))
  expect(result.parsed.annotations).toEqual([
    expect.objectContaining({ name: 'warning', message: expect.stringMatching(why) as unknown })
  ])
  expect(result.summary).toContain('has no copy in the GitHub Actions cache')
  expect(result.parsed.unknown).toEqual([])
  expect(result.leftBehind).toEqual([])
  expect(here.leftovers()).toEqual([])
}

describe('a snapshot is complete, and says why it has no copy', () => {
  it('where the token may only read', async () => {
    here.cache.mood = 'read-only'
    expectWithoutCopy(await here.snapshot(), /cache write denied: token is read-only/)
  })

  it('where the run may only read, and its snapshot was allowed nevertheless', async () => {
    const result = await here.snapshot({ 'read-only': 'false' }, { ACTIONS_CACHE_MODE: 'read' })
    expectWithoutCopy(result, /cache-mode 'read' does not permit writes/)
    expect(here.cache.entries).toEqual([])
  })

  it('where the run has no cache', async () => {
    expectWithoutCopy(await here.snapshot({}, { ACTIONS_RUNTIME_TOKEN: '' }), /this run has no GitHub Actions cache/)
  })

  it.each(['failing', 'failing-uploads'] as const)(
    'where the service is %s',
    async mood => {
      here.cache.mood = mood
      expectWithoutCopy(await here.snapshot(), /cache: Failed to (restore|save)|upload/)
      here.cache.mood = 'well'
    },
    longMs
  )

  it('where another run has begun the same and not ended it', async () => {
    const first = output(succeeded(await here.snapshot()), 'cache-key')
    const entry = here.cache.entries.find(({ key }) => key === first)
    delete entry?.finishedAt
    expectWithoutCopy(await here.snapshot(), /already exists/)
  })

  it('where gzip is missing, or fails', async () => {
    const fake = fakeTools(join(here.scratch, 'bin'), { gzip: 'echo no room >&2; exit 1' })
    expectWithoutCopy(await here.snapshot({}, { PATH: fake }), /tar.*failed/)
    expect(here.cache.entries).toEqual([])
  })

  it('where stored files are damaged, as nobody could ever replace a damaged copy', async () => {
    const id = output(succeeded(await here.run()), 'snapshot')
    const stored = join(here.volume, seriesName, id, 'lib/same-7')
    const bytes = readFileSync(stored)
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1)
    chmodSync(stored, 0o644)
    execFileSync(
      'sh',
      ['-c', 'touch -r "$1" "$2"; cat > "$1"; touch -r "$2" "$1"', '-', stored, join(here.scratch, 't')],
      {
        input: bytes
      }
    )
    expectWithoutCopy(await here.snapshot(), /stored files are damaged or missing \(lib\/same-7\)/)
    expect(here.cache.entries).toEqual([])
  })

  it('where dist/ came without the program for it', async () => {
    const dist = join(here.scratch, 'action/dist')
    for (const part of ['snapshot', 'worker'])
      cpSync(join(repositoryRoot, 'dist', part), join(dist, part), { recursive: true })
    cpSync(join(repositoryRoot, 'action.yml'), join(here.scratch, 'action/action.yml'))
    const action = join(here.scratch, 'action')
    // Which is also the proof that a run without a copy loads nothing of it.
    const plain = succeeded(await here.run({}, { action, env: here.cache.env }))
    expect(plain.outputs).toMatchObject({ status: 'created', 'cache-copied': '', 'cache-key': '' })
    expectWithoutCopy(await here.snapshot({}, {}, { action }), /Cannot find module.*cache\/index\.js/)
  })
})

it('leaves no copy of a run that strangers can cause, nor of a dry one', async () => {
  const theirs = { full_name: 'mallory/widgets' }
  const ours = { full_name: 'acme/widgets' }
  const fork = { event_name: 'pull_request', event: { pull_request: { head: { repo: theirs }, base: { repo: ours } } } }
  const skipped = succeeded(await here.snapshot({}, {}, { github: fork }))
  expect(skipped.outputs).toMatchObject({ status: 'skipped', 'cache-copied': '', 'cache-key': '' })
  const lowTrust = succeeded(await here.snapshot({}, { ACTIONS_CACHE_MODE: 'read' }))
  expect(lowTrust.outputs).toMatchObject({ status: 'skipped', 'cache-copied': '' })
  const dry = succeeded(await here.snapshot({ 'dry-run': 'true' }))
  expect(dry.outputs).toMatchObject({ status: 'dry-run', 'cache-copied': '' })
  expect(here.cache.calls).toEqual([])
})

it('is cancelled while the cache is silent, and the snapshot is there', async () => {
  here.cache.mood = 'silent'
  const result = await here.snapshot({}, {}, { cancel: { logMatches: /Copy into the cache/ } })
  expect(result).toMatchObject({ outcome: 'cancelled', leftBehind: [] })
  expect(result.log).toMatch(/Snapshot \S+ is complete and published\. The run was cancelled after that/)
  expect(idsIn(join(here.volume, seriesName))).toHaveLength(1)
  expect(here.leftovers()).toEqual([])
})
