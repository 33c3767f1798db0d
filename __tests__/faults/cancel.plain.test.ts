// A job that is cancelled (row 11): over in two seconds wherever it was, and nothing of it goes on.

import { spawn } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { processesIn, until } from '../support/alive.ts'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import type { CancelWhen } from '../support/runner.ts'
import { fault } from './support/fault.ts'
import type { Told } from './support/invariants.ts'
import { asRan, type Call, type Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'
import { listedByRsync, whenListing, whenWorking } from './support/stand-ins.ts'

const says = /^Cancelled\. Nothing was published; what was begun is cleared by the next run\.$/
const limitMs = 2000

function stopped(scene: Scene, run: Ran, ms: number): Told {
  if (ms > limitMs) throw new Error(`it went on for ${ms} ms`)
  const left = processesIn(scene.scratch)
  if (left.length > 0) throw new Error(`it left ${left.join(', ')}`)
  scene.figure(`stopped within ${Math.ceil(ms / 500) * 500} ms`)
  return { run, exitCode: 130, says }
}

/** A hole takes no room, and hours to read. */
function addHole(scene: Scene): void {
  writeFileSync(scene.inBuild('hole'), '')
  truncateSync(scene.inBuild('hole'), 200_000_000_000)
}

interface Moment {
  readonly title: string
  readonly cancel: CancelWhen
  readonly prepare: (scene: Scene) => Call
}

/** A stand-in says that its turn has come by a line in the log of the run, which hands on none; so the log is waited for. */
const phase = (name: string): CancelWhen => ({ logMatches: new RegExp(`^::group::${name}`) })
const slowly = fakeRsyncCopy('exec "$real" --bwlimit=100 "$@"')
const deaf = fakeRsyncCopy('trap "" TERM INT; while :; do sleep 0.1; done')

const moments: readonly Moment[] = [
  { title: 'before it has begun', cancel: phase('Check'), prepare: () => ({}) },
  {
    title: 'while it hashes',
    cancel: { afterMs: 1500 },
    prepare: scene => {
      addHole(scene)
      return {}
    }
  },
  {
    title: 'while rsync lists',
    cancel: phase('Read the source'),
    prepare: scene => ({
      inputs: listedByRsync,
      env: scene.tools({ rsync: whenListing('exec sleep 60') })
    })
  },
  {
    title: 'while rsync copies',
    cancel: phase('Fill'),
    prepare: scene => {
      writeFileSync(scene.inBuild('more'), Buffer.alloc(5_000_000, 'more'))
      return { env: scene.tools({ rsync: slowly }) }
    }
  },
  {
    title: 'while rsync does not listen',
    cancel: phase('Fill'),
    prepare: scene => ({ env: scene.tools({ rsync: deaf }) })
  },
  {
    title: 'while the disk is synced',
    cancel: phase('Check what was stored'),
    prepare: scene => ({ env: scene.tools({ sync: whenWorking('sync', 'exec sleep 60') }) })
  }
]

for (const { title, cancel, prepare } of moments) {
  fault({ row: 11, tier: 'U', title: `as the runner does, ${title}` }, async scene => {
    const run = await scene.run({ ...prepare(scene), cancel })
    return stopped(scene, run, run.cancelledAfterMs ?? Number.NaN)
  })
}

fault({ row: 11, tier: 'U', title: 'as the runner does, while it waits for the lock' }, async scene => {
  const holder = spawn('flock', ['--no-fork', scene.own('lock'), 'sleep', '60'], { stdio: 'ignore' })
  const closed = new Promise(resolve => holder.once('close', resolve))
  await until(() => processesIn(scene.own('lock')).length > 0, 5000)
  const run = await scene.run({ cancel: { logMatches: /Waiting for the series/ } })
  // Nobody else had that lock in hand.
  holder.kill('SIGKILL')
  await closed
  return stopped(scene, run, run.cancelledAfterMs ?? Number.NaN)
})

const signals: readonly (readonly [title: string, signals: readonly NodeJS.Signals[]])[] = [
  ['SIGTERM alone', ['SIGTERM']],
  ['SIGINT and SIGTERM at once', ['SIGINT', 'SIGTERM']],
  ['SIGINT and SIGTERM, twice', ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGTERM']]
]
for (const [title, sent] of signals) {
  fault({ row: 11, tier: 'U', title }, async scene => {
    addHole(scene)
    const { child, ended } = scene.start()
    await new Promise(resolve => setTimeout(resolve, 1500))
    const sentAt = performance.now()
    for (const signal of sent) child.kill(signal)
    const run = asRan(await ended)
    return stopped(scene, run, performance.now() - sentAt)
  })
}
