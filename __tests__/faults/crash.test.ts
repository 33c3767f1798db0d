// kill -9 at any moment: no earlier snapshot is touched, `latest` holds, and the next run goes on as if nothing had been.
// Killed at each single call: the sweeps of __tests__/faults.

import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from '@jest/globals'
import { processesIn, until } from '../support/alive.ts'
import { startBundle } from '../support/bundle-process.ts'
import { fakeRsyncCopy, fakeTools } from '../support/fake-tools.ts'
import { listing, snapshotsIn, troubleIn, troubleWith } from '../support/series-state.ts'
import { contentDifferences, shapeOf } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { output, stand, succeeded } from '../support/volumes.ts'

let here: Stand | undefined
const start = (): Stand => (here = stand())
afterEach(() => {
  here?.remove()
})

/** Mulberry32: the same delays in every run of the tests. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const seriesOf = ({ volume }: Stand): string => join(volume, 'acme/widgets/build/main')

/** A build of several hundred files, some of which are others in each. */
function build({ workspace }: Stand, number: number, directories = 12): void {
  for (let directory = 0; directory < directories; directory++) {
    const path = join(workspace, 'build', `d${directory}`)
    mkdirSync(path, { recursive: true })
    for (let file = 0; file < 30; file++) {
      const isNew = (directory * 30 + file) % 17 === number % 17
      writeFileSync(join(path, `f${file}`), `${isNew ? number : 'same'} ${directory} ${file} ${'x'.repeat(2000)}`)
    }
  }
  writeFileSync(join(workspace, 'build', `only-in-${number}`), String(number))
}

/** What every snapshot of the series is, to be compared with itself later. */
const frozen = (series: string): Map<string, string[]> =>
  new Map(snapshotsIn(series).map(id => [id, listing(join(series, id))]))

/** What must hold right after a crash, before anyone has cleared up. */
async function expectUnharmed(stand: Stand, before: ReadonlyMap<string, string[]>): Promise<void> {
  const series = seriesOf(stand)
  expect(await until(() => processesIn(stand.scratch).length === 0, 1000)).toBe(true)
  for (const [id, entries] of before) expect(listing(join(series, id))).toEqual(entries)
  const now = snapshotsIn(series)
  // Whatever is visible is whole, also one that became visible a moment before the crash.
  for (const id of now.filter(each => !before.has(each))) expect(troubleWith(series, id)).toEqual([])
  if (now.length > 0) expect(now.slice(-2)).toContain(readlinkSync(join(series, 'latest')))
}

async function expectNextRunFine(stand: Stand): Promise<void> {
  const path = output(succeeded(await stand.run()), 'snapshot-path')
  expect(contentDifferences(join(stand.workspace, 'build'), path)).toBe('')
  expect(shapeOf(path)).toEqual(shapeOf(join(stand.workspace, 'build')))
  expect(readdirSync(join(seriesOf(stand), '.snapshots/partial'))).toEqual([])
  expect(readlinkSync(join(seriesOf(stand), 'latest'))).toBe(path.split('/').at(-1))
}

it('is survived 20 times, after delays from a seed', async () => {
  const stand = start()
  const series = seriesOf(stand)
  const random = seeded(20_261_120)
  build(stand, 0)
  let lastMs = succeeded(await stand.run()).durationMs
  const phases = new Set<string | undefined>()
  for (let round = 1; round <= 20; round++) {
    rmSync(join(stand.workspace, 'build'), { recursive: true })
    build(stand, round)
    const before = frozen(series)
    const { child, ended } = startBundle(stand)
    await new Promise(resolve => setTimeout(resolve, random() * lastMs))
    child.kill('SIGKILL')
    phases.add([...(await ended).log.matchAll(/^::group::(.*)$/gm)].at(-1)?.[1])
    await expectUnharmed(stand, before)
    const startedAt = performance.now()
    await expectNextRunFine(stand)
    lastMs = performance.now() - startedAt
  }
  // Else it was always killed at the same place, and this proves little.
  expect(phases.size).toBeGreaterThanOrEqual(3)
  expect(troubleIn(series)).toEqual([])
  const contents = snapshotsIn(series).map(id => readFileSync(join(series, id, 'd0/f0'), 'utf8').slice(0, 4))
  expect(contents.filter(text => text === 'same').length).toBeGreaterThan(10)
})

it.each([
  ['rsync has copied half', 'rsync', fakeRsyncCopy('head -zn 10 | "$real" "$@"; kill -9 $PPID; exec sleep 30')],
  ['rsync is copying', 'rsync', fakeRsyncCopy('kill -9 $PPID; exec "$real" --bwlimit=1 "$@"')],
  ['all is copied', 'rsync', fakeRsyncCopy('"$real" "$@"; kill -9 $PPID')],
  ['the tree is synced', 'sync', 'kill -9 $PPID; exec /bin/sync "$@"'],
  ['leftovers are being deleted', 'rm', 'kill -9 $PPID; exec sleep 30']
])('is survived when %s', async (_, tool, script) => {
  const stand = start()
  build(stand, 0, 3)
  succeeded(await stand.run())
  build(stand, 1, 3)
  const before = frozen(seriesOf(stand))
  if (tool === 'rm')
    mkdirSync(join(seriesOf(stand), '.snapshots/partial/2020-01-01T00-00-00Z/left'), { recursive: true })
  const env = { PATH: fakeTools(join(stand.scratch, 'bin'), { [tool]: script }) }
  const { signal } = await startBundle(stand, { env }).ended
  expect(signal).toBe('SIGKILL')
  await expectUnharmed(stand, before)
  await expectNextRunFine(stand)
  expect(troubleIn(seriesOf(stand))).toEqual([])
})
