// Several runs at once on one series: one after the other, each on top of the one before; and what it would be without the lock.

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { processesIn, until } from '../support/alive.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import type { ActionResult } from '../support/runner.ts'
import { snapshotsIn, troubleIn } from '../support/series-state.ts'
import { contentDifferences } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { output, stand, succeeded } from '../support/volumes.ts'

let here: Stand | undefined
const start = (): Stand => (here = stand())
afterEach(() => {
  here?.remove()
})

/** Builds with much in common and something of their own. */
function build({ workspace }: Stand, number: number): string {
  const name = `build-${number}`
  mkdirSync(join(workspace, name, 'sub'), { recursive: true })
  for (let file = 0; file < 100; file++) writeFileSync(join(workspace, name, 'sub', `f${file}`), `same ${file}`)
  for (let file = 0; file < 20; file++) writeFileSync(join(workspace, name, `own${file}`), `${number} ${file}`)
  return name
}

/** All at once, each with its own build and temporary directory. */
const runAll = (stand: Stand, count: number, more: Readonly<Record<string, string>> = {}): Promise<ActionResult[]> =>
  Promise.all(
    Array.from({ length: count }, (_, number) => {
      const tempDir = join(stand.scratch, `temp-${number}`)
      mkdirSync(tempDir)
      return stand.run({ path: build(stand, number), 'lock-timeout': '2m' }, { tempDir, env: more })
    })
  )

/** Two quick ones might not meet: each copies for at least half a second, under the lock. */
const slowCopies = ({ scratch }: Stand): string =>
  fakeTools(join(scratch, 'bin'), {
    rsync: `case " $* " in *" --files-from=- "*) sleep 0.5 ;; esac\nexec ${realTool('rsync')} "$@"`
  })

const seriesOf = ({ volume }: Stand): string => join(volume, 'acme/widgets/build/main')

/** Whether each snapshot was made on top of the one before it: two that interleaved would share a base. */
const isChain = (series: string): boolean => {
  const ids = snapshotsIn(series)
  const bases = ids.map(id => {
    const record: unknown = JSON.parse(readFileSync(join(series, '.snapshots/records', `${id}.json`), 'utf8'))
    return (record as { base?: { id: string } }).base?.id
  })
  return bases.every((base, index) => base === ids[index - 1])
}

describe.each([2, 10])('%d at once', count => {
  it('all succeed, one after the other, and each snapshot is that of its own build', async () => {
    const stand = start()
    const series = seriesOf(stand)
    const results = (await runAll(stand, count, { PATH: slowCopies(stand) })).map(succeeded)
    expect(new Set(results.map(result => output(result, 'snapshot'))).size).toBe(count)
    expect(snapshotsIn(series)).toHaveLength(count)
    results.forEach((result, number) => {
      expect(contentDifferences(join(stand.workspace, `build-${number}`), output(result, 'snapshot-path'))).toBe('')
    })
    expect(isChain(series)).toBe(true)
    expect(troubleIn(series)).toEqual([])
    // Those who waited say for whom.
    const waited = results.filter(({ log }) => log.includes('Waiting for the series, which is being written by'))
    expect(waited.length).toBeGreaterThan(0)
  })
})

it('a series does not wait for another', async () => {
  const stand = start()
  build(stand, 0)
  succeeded(await stand.run({ path: 'build-0', name: 'one' }))
  const lock = join(stand.volume, 'one/.snapshots/lock')
  const holder = spawn('flock', [lock, 'sleep', '30'], { detached: true, stdio: 'ignore' })
  try {
    expect(await until(() => processesIn(lock).length > 0, 2000)).toBe(true)
    const other = succeeded(await stand.run({ path: 'build-0', name: 'two' }))
    expect(other.log).not.toContain('Waiting')
    const blocked = await stand.run({ path: 'build-0', name: 'one', 'lock-timeout': '1s' })
    expect(blocked.outcome).toBe('failure')
    expect(blocked.log).toMatch(
      /::error::The series is still being written by .* after 1(\.0)? s\. .*raise "lock-timeout"/
    )
    expect(snapshotsIn(join(stand.volume, 'one'))).toHaveLength(1)
  } finally {
    if (holder.pid !== undefined) process.kill(-holder.pid, 'SIGKILL')
  }
})

it('the negative control: with a lock that locks nothing, ten at once do get in each other’s way', async () => {
  const stand = start()
  // Its version is asked for first: a flock that cannot say it is refused, and nothing would run at all.
  const flock = `[ "$1" = --version ] && exec ${realTool('flock')} "$@"; exit 0`
  const results = await runAll(stand, 10, { PATH: fakeTools(join(stand.scratch, 'bin'), { flock }) })
  expect(results.map(({ log }) => log).join('\n')).toContain('::group::Fill')
  const areFine = results.every(({ outcome }) => outcome === 'success') && isChain(seriesOf(stand))
  expect(areFine).toBe(false)
})
