// A large file that starts as a clone of its old version (row 40): refused, full half-way, killed, or no clone at all.

import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { snapshotId } from '../../src/core/snapshot-id.ts'
import { missingImage, mountImage } from '../support/loop-image.ts'
import { snapshotsIn } from '../support/series-state.ts'
import { fault, type FaultSpec, negativeControl } from './support/fault.ts'
import { expectInjected, inject, missingStrace } from './support/inject.ts'
import { asRan, type Ran } from './support/running.ts'
import type { Told } from './support/invariants.ts'
import type { Scene } from './support/scene.ts'

const mebi = 1024 * 1024
const name = 'disk.img'
const preload = ['after-clone']

/** A snapshot with a large file, and the next build, in which parts of it are others. */
async function lay(scene: Scene, changed = 12): Promise<void> {
  // Nothing compresses or repeats in it.
  const bytes = Buffer.alloc(24 * mebi)
  for (let at = 0; at < bytes.length; at += 32) createHash('sha256').update(String(at)).digest().copy(bytes, at)
  writeFileSync(scene.inBuild(name), bytes)
  scene.expectStored(await scene.run())
  const fd = openSync(scene.inBuild(name), 'r+')
  for (let part = 0; part < changed; part++)
    writeSync(fd, Buffer.alloc(mebi, `changed ${part}`), 0, mebi, part * 2 * mebi)
  closeSync(fd)
}

const stored = (scene: Scene, id = snapshotsIn(scene.series).at(-1) ?? ''): string => scene.inSeries(id, name)

/** What the snapshot before has, in bytes and attributes. */
function lookAt(file: string): string {
  const { mode, mtimeMs, size, ino, nlink, uid, gid } = lstatSync(file)
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
  return JSON.stringify({ mode, mtimeMs, size, ino, nlink, uid, gid, digest })
}

/** Whether it was really a clone, by what was reported of it. */
function clonesOf({ outputs }: Ran): number {
  const report = JSON.parse(readFileSync(outputs.report ?? '', 'utf8')) as { clones?: { files: number } }
  return report.clones?.files ?? 0
}

/** By its clock the id of the next run is known, and with it where the clone will be. */
function foreseen(scene: Scene): { readonly clock: { readonly frozenMs: number }; readonly target: string } {
  const frozenMs = Math.floor(Date.now() / 1000) * 1000 + 1000
  return {
    clock: { frozenMs },
    target: scene.own(
      'partial',
      snapshotId(new Date(frozenMs), () => false),
      name
    )
  }
}

type CloneBody = (scene: Scene, call: (more?: Parameters<Scene['run']>[0]) => Promise<Ran>) => Promise<Told>

for (const filesystem of ['xfs', 'btrfs'] as const) {
  const spec = (title: string, needs: FaultSpec['needs'] = []): FaultSpec => ({
    row: 40,
    tier: 'R',
    title: `${filesystem}: ${title}`,
    needs: [missingImage(filesystem), ...needs],
    on: () => mountImage(filesystem, { megabytes: 400 }),
    timeoutMs: 400_000
  })
  const body =
    (work: CloneBody) =>
    async (scene: Scene): Promise<Told> => {
      await lay(scene)
      const old = stored(scene)
      const before = lookAt(old)
      const told = await work(scene, more => scene.run(more))
      if (lookAt(old) !== before) throw new Error('I2: the snapshot before was changed')
      return told
    }

  fault(
    spec('it works'),
    body(async (scene, run) => {
      const ran = await run()
      scene.expectStored(ran)
      if (clonesOf(ran) !== 1) throw new Error('nothing was cloned, so the other tests of this row prove nothing')
      if (Number(ran.outputs['bytes-added']) > 13 * mebi) throw new Error(`it added ${ran.outputs['bytes-added']}`)
      return { run: ran, exitCode: 0, says: /1 large file shares unchanged blocks/ }
    })
  )
  fault(
    spec('the clone is refused: it is copied', [missingStrace()]),
    body(async (scene, run) => {
      const trace = join(scene.scratch, 'trace')
      const { clock, target } = foreseen(scene)
      const under = inject({ calls: 'ioctl', error: 'EOPNOTSUPP', paths: [target] }, trace)
      const ran = await run({ under, clock })
      expectInjected(trace)
      scene.expectStored(ran)
      if (clonesOf(ran) !== 0) throw new Error('it was cloned')
      return { run: ran, exitCode: 0, says: /Published|published|Snapshot/ }
    })
  )
  fault(
    spec('a write into the clone fails half-way: it is copied', [missingStrace()]),
    body(async (scene, run) => {
      const trace = join(scene.scratch, 'trace')
      const { clock, target } = foreseen(scene)
      const under = inject({ calls: 'pwrite64', error: 'ENOSPC', when: '3+', paths: [target] }, trace)
      const ran = await run({ under, clock })
      expectInjected(trace)
      scene.expectStored(ran)
      if (clonesOf(ran) !== 0) throw new Error('half a clone was kept')
      return { run: ran, exitCode: 0, says: /Published|published|Snapshot/ }
    })
  )
  fault(
    spec('the disk is full once it is cloned'),
    body(async (scene, run) => {
      const ground = join(scene.volume, '..')
      scene.mend(() => {
        for (const one of readdirSync(ground)) if (one.startsWith('filler')) rmSync(join(ground, one))
      })
      const fill = `(cat /dev/zero > '${ground}/filler1'; dd if=/dev/zero of='${ground}/filler2' bs=1k oflag=sync) 2>/dev/null; true`
      return { run: await run({ preload, env: { AFTER_CLONE: fill } }), exitCode: 1, says: /space/ }
    })
  )
  fault(
    spec('killed once it is cloned'),
    body(async scene => {
      const { ended } = scene.start({ preload, env: { AFTER_CLONE: 'kill -9 $PPID' } })
      return { run: asRan(await ended), signal: 'SIGKILL' }
    })
  )
  fault(
    spec('killed half-way through the changed blocks', [missingStrace()]),
    body(async scene => {
      const trace = join(scene.scratch, 'trace')
      const { clock, target } = foreseen(scene)
      const under = inject({ calls: 'pwrite64', signal: 'KILL', when: '4', paths: [target] }, trace)
      const { ended } = scene.start({ under, clock })
      const run = asRan(await ended)
      expectInjected(trace)
      return { run, signal: 'SIGKILL' }
    })
  )
  fault(
    spec('what was made is no clone but a link: refused'),
    body(async (_, run) => ({
      run: await run({ preload, env: { CLONE_BY_LINK: 'yes' } }),
      exitCode: 1,
      says: /no file of its own but shares the stored one/
    }))
  )
  negativeControl(
    { ...spec('the same, and nobody checks'), goesRed: /I2: the snapshot before was changed/ },
    body(async (_, run) => ({
      run: await run({ preload, env: { CLONE_BY_LINK: 'yes', BLIND_CHECK: 'yes' } }),
      exitCode: 0,
      says: /Snapshot/
    }))
  )
}
