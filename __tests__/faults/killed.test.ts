// Programs that are killed: a part of rsync (row 9), the action while rsync works (row 10), the holder of the lock (row 24).

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn, until } from '../support/alive.ts'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import { whenWorking } from './support/stand-ins.ts'
import { fault, negativeControl } from './support/fault.ts'
import { expectInjected, type Injection, injectedRsync, missingStrace } from './support/inject.ts'
import { asRan } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const needs = [missingStrace()]
const renames = 'rename,renameat,renameat2'
const links = 'link,linkat'

const parts: readonly (readonly [title: string, compare: string, injection: Injection])[] = [
  ['its receiver, at the first rename', 'content', { calls: renames, signal: 'KILL', when: '1' }],
  ['its receiver, at the fifth rename', 'content', { calls: renames, signal: 'KILL', when: '5' }],
  ['its generator, at the first link', 'quick', { calls: links, signal: 'KILL', when: '1' }],
  ['its generator, at the twentieth link', 'quick', { calls: links, signal: 'KILL', when: '20' }],
  ['its generator, when it makes a symlink', 'content', { calls: 'symlink,symlinkat', signal: 'KILL', when: '1' }]
]
for (const [title, compare, injection] of parts) {
  fault({ row: 9, tier: 'S', title, needs }, async scene => {
    const inputs = { compare }
    // By times everything is the same then, and links are rsync's to make.
    if (compare === 'quick') await scene.run({ inputs })
    writeFileSync(scene.inBuild('new'), 'new')
    symlinkSync('new', scene.inBuild('new-link'))
    const trace = join(scene.scratch, 'trace')
    const run = await scene.run({ inputs, env: scene.tools({ rsync: injectedRsync(injection, 'copy', trace) }) })
    expectInjected(trace)
    return { run, exitCode: 1, says: /^rsync failed: .*\(exit code 12\)/ }
  })
}

const isFree = (scene: Scene): boolean => spawnSync('flock', ['--nonblock', scene.own('lock'), 'true']).status === 0

/** Waits for the sign that a stand-in gives when it has begun. */
async function signOf(scene: Scene): Promise<void> {
  if (!(await until(() => existsSync(join(scene.scratch, 'sign')), 30_000))) throw new Error('it never began')
}

const rounded = (ms: number, step: number): number => Math.ceil(ms / step) * step

fault({ row: 10, tier: 'U', title: 'rsync follows it at once' }, async scene => {
  writeFileSync(scene.inBuild('more'), Buffer.alloc(5_000_000, 'more'))
  const rsync = fakeRsyncCopy(`echo > '${scene.scratch}/sign'; exec "$real" --bwlimit=200 "$@"`)
  const { child, ended } = scene.start({ env: scene.tools({ rsync }) })
  await signOf(scene)
  const killedAt = performance.now()
  child.kill('SIGKILL')
  const isGone = await until(() => processesIn(scene.scratch).length === 0, 5000)
  const ms = performance.now() - killedAt
  if (!isGone || ms > 1000) throw new Error(`rsync was there ${ms} ms after the kill`)
  scene.figure(`rsync gone within ${rounded(ms, 250)} ms`)
  return { run: asRan(await ended), signal: 'SIGKILL' }
})

fault({ row: 10, tier: 'U', title: 'rsync does not follow, and keeps the lock while it writes' }, async scene => {
  const script = `trap '' TERM; echo > '${scene.scratch}/sign'; sleep 2; cat > /dev/null; exit 0`
  const { child, ended } = scene.start({ env: scene.tools({ rsync: fakeRsyncCopy(script) }) })
  await signOf(scene)
  child.kill('SIGKILL')
  const copying = (): boolean => processesIn(scene.scratch).some(line => line.includes('--files-from'))
  let looks = 0
  for (; copying(); looks++) {
    // It may end between the two looks.
    if (isFree(scene) && copying()) throw new Error('the lock is free while rsync still writes')
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  if (looks < 3) throw new Error('rsync did not go on')
  return { run: asRan(await ended), signal: 'SIGKILL' }
})

/** One that holds the lock and does nothing, for as long as it lives. */
const holding = (scene: Scene): { sync: string } => ({
  sync: whenWorking('sync', `echo > '${scene.scratch}/sign'; exec sleep 60`)
})

fault({ row: 24, tier: 'U', title: 'the lock is free at once' }, async scene => {
  const { child, ended } = scene.start({ env: scene.tools(holding(scene)) })
  await signOf(scene)
  if (isFree(scene)) throw new Error('nobody holds the lock')
  const waiting = spawn('flock', ['--timeout', '20', scene.own('lock'), 'true'])
  const got = new Promise<number>(resolve =>
    waiting.once('close', () => {
      resolve(performance.now())
    })
  )
  await until(() => processesIn(scene.own('lock')).length > 1, 2000)
  const killedAt = performance.now()
  child.kill('SIGKILL')
  const ms = (await got) - killedAt
  if (waiting.exitCode !== 0 || ms > 500) throw new Error(`the lock was free after ${ms} ms`)
  scene.figure(`free within ${rounded(ms, 50)} ms`)
  return { run: asRan(await ended), signal: 'SIGKILL' }
})

fault({ row: 24, tier: 'U', title: 'another run that waits for it goes on' }, async scene => {
  const first = scene.start({ env: scene.tools(holding(scene)) })
  await signOf(scene)
  const second = scene.start({ inputs: { 'lock-timeout': '1m' } })
  if (!(await until(() => processesIn(scene.own('lock')).length > 1, 20_000))) throw new Error('nobody waits')
  await new Promise(resolve => setTimeout(resolve, 300))
  first.child.kill('SIGKILL')
  const run = asRan(await second.ended)
  scene.expectStored(run)
  return [
    { run: asRan(await first.ended), signal: 'SIGKILL' },
    { run, exitCode: 0, says: /Waiting for the series, which is being written by/ }
  ]
})

negativeControl(
  {
    row: 24,
    tier: 'U',
    title: 'with a lock that locks nothing, one run deletes the tree of another',
    goesRed: /I6 .*ended with 1, not with 0/
  },
  async scene => {
    const flock = whenWorking('flock', 'exit 0')
    const go = join(scene.scratch, 'go')
    const wait = `echo > '${scene.scratch}/sign'; while [ ! -e '${go}' ]; do sleep 0.05; done`
    const sync = whenWorking('sync', `${wait}; exec /bin/sync "$@"`)
    const first = scene.start({ env: scene.tools({ flock, sync }) })
    await signOf(scene)
    const run = await scene.run({ env: scene.tools({ flock }) })
    writeFileSync(go, '')
    return [
      { run, exitCode: 0, says: /created/ },
      { run: asRan(await first.ended), exitCode: 0, says: /created/ }
    ]
  }
)
