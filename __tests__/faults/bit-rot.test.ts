// A byte of an old snapshot is another one than was stored, and its times say nothing of it (row 22).

import { lstatSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { contentDifferences } from '../support/trees.ts'
import { flip } from '../support/verify-stand.ts'
import { type Body, fault, negativeControl } from './support/fault.ts'
import { freeze, olderAreUnchanged, wholeSnapshots } from './support/invariants.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const rotten = 'd0/f7'
const why = 'a file of theirs is rotten on purpose'

/** Flips a byte of what these snapshots share; from then on they are looked at as they are. */
function rot(scene: Scene, ids: readonly string[]): void {
  flip(scene.inSeries(ids[0] ?? '', rotten))
  const before = freeze(scene.series)
  scene.lookOtherwise('I1', why, () => {
    const expected = ids.map(id => `${id}/${rotten} has other bytes`)
    const found = wholeSnapshots(scene.series)
    return [
      ...found.filter(line => !expected.includes(line)),
      ...expected.filter(line => !found.includes(line)).map(line => `nobody found that ${line}`)
    ]
  })
  scene.lookOtherwise('I2', why, () => olderAreUnchanged(scene.series, before))
}

/** Runs the verification, which has to name the file, and all snapshots that share it. */
async function verified(scene: Scene, ids: readonly string[]): Promise<Ran> {
  const run = await scene.run({ action: 'verify', inputs: { snapshot: 'all' } })
  const all = JSON.parse(run.outputs.damaged ?? '[]') as { readonly wholeIn?: unknown }[]
  // Where else the same bytes are is another matter.
  const damaged = all.map(told => Object.fromEntries(Object.entries(told).filter(([name]) => name !== 'wholeIn')))
  const snapshots = [...ids].reverse()
  const expected = [{ path: rotten, what: 'content', why: 'other bytes, same size and time', snapshots }]
  if (!isDeepStrictEqual(damaged, expected)) throw new Error(`found damaged: ${JSON.stringify(damaged)}`)
  return run
}

const says = /d0\/f7: other bytes, same size and time/

const throughVerification =
  (isVerified: boolean): Body =>
  async scene => {
    rot(scene, scene.earlier)
    const verify = isVerified ? await verified(scene, scene.earlier) : undefined
    const run = await scene.run()
    scene.expectStored(run)
    if (!run.log.includes('a verification found the stored bytes damaged'))
      throw new Error(`no word of it:\n${run.log}`)
    const { nlink } = lstatSync(scene.inSeries(run.outputs.snapshot ?? '', rotten))
    if (nlink !== 1) throw new Error(`the new copy has ${nlink} links`)
    const restored = join(scene.scratch, 'restored')
    const restore = await scene.run({ action: 'restore', inputs: { path: restored } })
    const differences = contentDifferences(scene.inBuild(), restored)
    if (differences !== '') throw new Error(`what was restored is not the source: ${differences}`)
    return [
      ...(verify === undefined ? [] : [{ run: verify, exitCode: 1, says }]),
      { run, exitCode: 0, says: /created/ },
      { run: restore, exitCode: 0, says: /[Rr]estored/ }
    ]
  }

fault(
  { row: 22, tier: 'U', title: 'file and snapshots are named, and the next one does not inherit it' },
  throughVerification(true)
)
negativeControl(
  {
    row: 22,
    tier: 'U',
    title: 'without a verification it is linked on',
    goesRed: /the snapshot is not the source: .*d0\/f7 differ/
  },
  throughVerification(false)
)

fault({ row: 22, tier: 'U', title: 'nor where rsync compares by size and time' }, async scene => {
  const inputs = { compare: 'quick' }
  const base = await scene.run({ inputs })
  rot(scene, [base.outputs.snapshot ?? ''])
  const verify = await verified(scene, [base.outputs.snapshot ?? ''])
  const run = await scene.run({ inputs })
  scene.expectStored(run)
  if (run.outputs['files-copied'] !== '1') throw new Error(`${String(run.outputs['files-copied'])} files were copied`)
  return [
    { run: verify, exitCode: 1, says },
    { run, exitCode: 0, says: /created/ }
  ]
})

fault({ row: 22, tier: 'U', title: 'an unchanged source is stored anew, once' }, async scene => {
  const base = await scene.run()
  const ids = [...scene.earlier, base.outputs.snapshot ?? '']
  rot(scene, ids)
  const verify = await verified(scene, ids)
  const inputs = { 'skip-if-unchanged': 'true' }
  const run = await scene.run({ inputs })
  scene.expectStored(run)
  const again = await scene.run({ inputs })
  if (again.outputs.status !== 'unchanged') throw new Error(`then the status is ${String(again.outputs.status)}`)
  return [
    { run: verify, exitCode: 1, says },
    { run, exitCode: 0, says: /created/ },
    { run: again, exitCode: 0, says: /unchanged|same/i }
  ]
})
