// Runs at once: of one series they take their turns (row 23), and what is read meanwhile is not pruned (row 38).

import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn, until } from '../support/alive.ts'
import { snapshotsIn } from '../support/series-state.ts'
import { contentDifferences } from '../support/trees.ts'
import { fault, negativeControl } from './support/fault.ts'
import type { Told } from './support/invariants.ts'
import { asRan, type Call, type Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'
import { whenWorking } from './support/stand-ins.ts'

const size = 'small'
const timeoutMs = 600_000
const patient = { 'lock-timeout': '10m' }
const waiting = 'Waiting for the series, which is being written by'

/** All at once, each of a build of its own. */
async function runAll(scene: Scene, count: number, call: (number: number) => Call = () => ({})): Promise<Ran[]> {
  const started = Array.from({ length: count }, (_, number) => {
    const path = `build-${number}`
    cpSync(scene.inBuild(), join(scene.workspace, path), { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(scene.workspace, path, 'own'), `of build ${number}`)
    const { inputs, ...more } = call(number)
    return scene.start({ inputs: { path, ...patient, ...inputs }, ...more })
  })
  return Promise.all(started.map(async ({ ended }) => asRan(await ended)))
}

const allCreated = (runs: readonly Ran[]): Told[] => runs.map(run => ({ run, exitCode: 0, says: /created/ }))

const expectOwn = (scene: Scene, runs: readonly Ran[]): void => {
  runs.forEach((run, number) => {
    scene.expectStored(run, join(scene.workspace, `build-${number}`))
  })
}

/** Whether each was made on top of the one before it: two that interleaved would share a base. */
function expectChain(scene: Scene): void {
  const ids = snapshotsIn(scene.series)
  for (const [index, id] of ids.entries()) {
    const record = JSON.parse(readFileSync(scene.own('records', `${id}.json`), 'utf8')) as { base?: { id: string } }
    if (record.base?.id !== ids[index - 1]) throw new Error(`${id} was made on top of ${String(record.base?.id)}`)
  }
}

for (const count of [2, 20]) {
  fault({ row: 23, tier: 'U', title: `${count} of one series, in turns`, size, timeoutMs }, async scene => {
    const runs = await runAll(scene, count)
    const ids = new Set(runs.map(({ outputs }) => outputs.snapshot))
    if (ids.size !== count) throw new Error(`${count} runs, and ${ids.size} snapshots`)
    expectOwn(scene, runs)
    expectChain(scene)
    const waited = runs.filter(({ log }) => log.includes(waiting)).length
    if (count > 2 && waited === 0) throw new Error('nobody had to wait, so they were not at once')
    scene.figure(`${count} of ${count} published`)
    return allCreated(runs)
  })
}

fault(
  { row: 23, tier: 'U', title: 'one that may not wait long enough fails clearly', size, timeoutMs },
  async scene => {
    const go = join(scene.scratch, 'go')
    const sync = whenWorking('sync', `while [ ! -e '${go}' ]; do sleep 0.05; done; exec /bin/sync "$@"`)
    const first = scene.start({ env: scene.tools({ sync }) })
    if (!(await until(() => isLocked(scene), 60_000))) throw new Error('the first never took the lock')
    const second = await scene.run({ inputs: { 'lock-timeout': '1s' } })
    writeFileSync(go, '')
    const run = asRan(await first.ended)
    scene.expectStored(run)
    return [
      ...allCreated([run]),
      { run: second, exitCode: 1, says: /^The series is still being written by .* after 1(\.0)? s\. .*"lock-timeout"/ }
    ]
  }
)

const isLocked = (scene: Scene): boolean =>
  existsSync(scene.own('lock')) && processesIn(scene.scratch).some(line => line.includes('sync --file-system'))

fault({ row: 23, tier: 'U', title: '20 different ones, and none waits', size, timeoutMs }, async scene => {
  const names = Array.from({ length: 20 }, (_, number) => `acme/widgets/build/other-${number}`)
  scene.ours.push(...names)
  // The one they are not is locked all the time.
  const holder = spawn('flock', ['--no-fork', scene.own('lock'), 'sleep', '600'], { stdio: 'ignore' })
  const closed = new Promise(resolve => holder.once('close', resolve))
  try {
    if (!(await until(() => processesIn(scene.own('lock')).length > 0, 20_000))) throw new Error('nobody holds it')
    const runs = await runAll(scene, names.length, number => ({ inputs: { name: names[number] ?? '' } }))
    runs.forEach((run, number) => {
      const stored = join(scene.volume, names[number] ?? '', run.outputs.snapshot ?? 'none')
      const differences = contentDifferences(join(scene.workspace, `build-${number}`), stored)
      if (differences !== '') throw new Error(`the snapshot is not the source: ${differences}`)
      if (run.log.includes(waiting)) throw new Error(`one waited:\n${run.log}`)
    })
    return allCreated(runs)
  } finally {
    holder.kill('SIGKILL')
    await closed
  }
})

negativeControl(
  {
    row: 23,
    tier: 'U',
    title: 'with a lock that locks nothing, they get in each other’s way',
    ...{ size, timeoutMs, goesRed: /I6 .*ended with 1, not with 0|the run took no snapshot|was made on top of/ }
  },
  async scene => {
    const [count, begun] = [3, join(scene.scratch, 'begun')]
    mkdirSync(begun)
    // None goes on before all are where only one may be.
    const all = `echo > '${begun}/'$$; until [ "$(ls '${begun}' | wc -l)" -ge ${count} ]; do sleep 0.05; done`
    const flock = whenWorking('flock', `case " $* " in *" --shared "*) ;; *) ${all} ;; esac; exit 0`)
    const runs = await runAll(scene, count, () => ({ env: scene.tools({ flock }) }))
    expectOwn(scene, runs)
    expectChain(scene)
    return allCreated(runs)
  }
)

/** A reader, stopped where it has the snapshot in hand, until `go` is there. */
const heldReader = (
  scene: Scene
): { readonly env: { readonly PATH: string }; readonly sign: string; readonly go: string } => {
  const [sign, go] = ['sign', 'go'].map(name => join(scene.scratch, name)) as [string, string]
  const wait = `"$real" "$@"; status=$?; echo > '${sign}'; while [ ! -e '${go}' ]; do sleep 0.05; done; exit $status`
  const flock = whenWorking('flock', `case " $* " in *" --shared "*) ${wait} ;; esac; exec "$real" "$@"`)
  return { env: scene.tools({ flock }), sign, go }
}

const readers: readonly (readonly [title: string, call: (id: string) => Call, says: RegExp])[] = [
  ['a restore', id => ({ action: 'restore', inputs: { snapshot: id, path: 'out' } }), /^Restored$/m],
  ['a verification', id => ({ action: 'verify', inputs: { snapshot: id } }), /^Verified: all /m]
]
const removers: readonly (readonly [title: string, call: Call, says: RegExp])[] = [
  ['a prune', { action: 'prune', inputs: { 'keep-last': '1' } }, /being read/],
  ['a snapshot’s own retention', { inputs: { 'keep-last': '1' } }, /being read/]
]

for (const [reader, read, done] of readers) {
  for (const [remover, remove, says] of removers) {
    fault(
      { row: 38, tier: 'U', title: `${reader} holds it, ${remover} leaves it and says so`, size, timeoutMs },
      async scene => {
        const [held = '', other = ''] = scene.earlier
        // Its turn would have come, were there another snapshot on top.
        if (remove.action === undefined) scene.mayGo.push(other)
        const { env, sign, go } = heldReader(scene)
        const reading = scene.start({ ...read(held), env })
        if (!(await until(() => existsSync(sign), 60_000))) throw new Error('it never held the snapshot')
        const removing = await scene.run(remove)
        if (!existsSync(scene.inSeries(held, 'large'))) throw new Error('it was removed while it was read')
        if (remove.action === undefined && existsSync(scene.inSeries(other))) throw new Error('another was not removed')
        writeFileSync(go, '')
        const run = asRan(await reading.ended)
        if (reader === 'a restore') {
          const differences = contentDifferences(scene.inSeries(held), join(scene.workspace, 'out'))
          if (differences !== '') throw new Error(`what was restored is not the snapshot: ${differences}`)
        }
        return [
          { run: removing, exitCode: 0, says },
          { run, exitCode: 0, says: done }
        ]
      }
    )
  }

  fault({ row: 38, tier: 'U', title: `${reader} is killed, and holds it no more`, size, timeoutMs }, async scene => {
    const [held = ''] = scene.earlier
    scene.mayGo.push(held)
    const { env, sign } = heldReader(scene)
    const reading = scene.start({ ...read(held), env })
    if (!(await until(() => existsSync(sign), 60_000))) throw new Error('it never held the snapshot')
    reading.child.kill('SIGKILL')
    const run = asRan(await reading.ended)
    await until(() => processesIn(scene.scratch).length === 0, 10_000)
    const removing = await scene.run({ action: 'prune', inputs: { 'keep-last': '1' } })
    if (existsSync(scene.inSeries(held))) throw new Error(`it is still there:\n${removing.log}`)
    return [
      { run, signal: 'SIGKILL' },
      { run: removing, exitCode: 0, says: /remove/ }
    ]
  })
}
