// Run in a guest: what is wrong with a series after a fault, by the invariants of the whole suite; one line each.
// Usage: check.ts <volume> <series> <directory of what is remembered> begin|faulted|held|settled

import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { snapshotsIn, troubleIn } from '../../support/series-state.ts'
import { makeCanary } from '../support/canaries.ts'
import {
  freeze,
  latestIsWhole,
  lookOutside,
  olderAreUnchanged,
  outsideIsUntouched,
  wholeSnapshots
} from '../support/invariants.ts'

const [volume = '', name = '', memory = '', state = ''] = process.argv.slice(2)
const series = join(volume, name)
const outside = { volume, name, canaries: [join(volume, 'beside')], ours: [] }

/** What was found the last time nothing was wrong; on the host, so that it outlives the machine. */
interface Seen {
  readonly snapshots: readonly (readonly [id: string, lines: readonly string[]])[]
  readonly hadLatest: boolean
  readonly outside: readonly string[]
}

const seenFile = join(memory, 'seen.json')
const look = (): Seen => ({
  snapshots: [...freeze(series)],
  hadLatest: lstatSync(join(series, 'latest'), { throwIfNoEntry: false }) !== undefined,
  outside: lookOutside(outside)
})

/** What a run said it had published, one id a line: the last one is never removed by a rule that keeps the last ones. */
function lostReports(): string[] {
  const file = join(memory, 'reported')
  const last = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').at(-1) : undefined
  if (last === undefined || last === '' || snapshotsIn(series).includes(last)) return []
  return [`${last} was reported and is not there`]
}

/** I7. `held`: by somebody whom the fault lets live on. */
function lockedOrAlive(): string[] {
  if (state === 'held') return []
  const lock = join(series, '.snapshots/lock')
  const isLocked = existsSync(lock) && spawnSync('flock', ['--nonblock', lock, 'true']).status !== 0
  const alive = spawnSync('pgrep', ['--full', '--list-full', 'dist/snapshot/index.js'], { encoding: 'utf8' }).stdout
  return [...(isLocked ? ['I7 the lock is held'] : []), ...(alive === '' ? [] : [`I7 still there: ${alive.trim()}`])]
}

const keptFile = join(memory, 'kept')

/** What the rules of the runs since the last look let go: as many that are newer are there as the strictest keeps. */
function mayBePruned(ids: readonly string[]): string[] {
  // boot.sh has the last three kept where nothing else was asked for.
  const asked = existsSync(keptFile) ? readFileSync(keptFile, 'utf8').split('\n').filter(Boolean).map(Number) : []
  const kept = Math.min(3, ...asked)
  const now = snapshotsIn(series)
  return ids.filter(id => now.filter(other => other > id).length >= kept)
}

/** Leftovers and an older `latest` are no trouble after a fault: they are the next run's to clear. */
function trouble(seen: Seen): string[] {
  const older = new Map(seen.snapshots)
  return [
    ...wholeSnapshots(series).map(line => `I1 ${line}`),
    ...olderAreUnchanged(series, older, mayBePruned([...older.keys()])).map(line => `I2 ${line}`),
    ...latestIsWhole(series, seen.hadLatest).map(line => `I3 ${line}`),
    ...outsideIsUntouched(outside, seen.outside).map(line => `I4 ${line}`),
    ...(state === 'settled' ? troubleIn(series).map(line => `I5 ${line}`) : []),
    ...lostReports(),
    ...lockedOrAlive()
  ]
}

if (state === 'begin') makeCanary(join(volume, 'beside'))
else {
  const found = trouble(JSON.parse(readFileSync(seenFile, 'utf8')) as Seen)
  for (const line of found) console.log(line)
  process.exitCode = found.length === 0 ? 0 : 1
}
if (process.exitCode !== 1) {
  writeFileSync(seenFile, JSON.stringify(look()))
  rmSync(keptFile, { force: true })
}
