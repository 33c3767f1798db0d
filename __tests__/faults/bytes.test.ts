// What decides whether a file is stored again: its bytes (row 14), not its times (row 15); and that shared inodes stay as they are (row 16).

import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import { missingTool } from '../support/skip-aloud.ts'
import { type Body, fault, negativeControl } from './support/fault.ts'
import type { Scene } from './support/scene.ts'

/** Other bytes of the same size, and the time put back to the nanosecond. */
function rewrite(scene: Scene, name: string): void {
  const file = scene.inBuild(name)
  const like = join(scene.scratch, 'like')
  execFileSync('touch', ['--reference', file, like])
  writeFileSync(file, Buffer.alloc(lstatSync(file).size, 'other bytes '))
  execFileSync('touch', ['--reference', like, file])
}

const withOtherBytes =
  (compare: string): Body =>
  async scene => {
    // By times, what is stored is the same as the source only after this.
    await scene.run({ inputs: { compare } })
    for (const name of ['large', 'd0/f5', 'read-only-directory/file']) rewrite(scene, name)
    const run = await scene.run({ inputs: { compare } })
    scene.expectStored(run)
    if (run.outputs['files-copied'] !== '3') throw new Error(`${String(run.outputs['files-copied'])} were copied`)
    return { run, exitCode: 0, says: /created/ }
  }

fault({ row: 14, tier: 'U', title: 'the new bytes are stored' }, withOtherBytes('content'))
negativeControl(
  {
    row: 14,
    tier: 'U',
    title: 'compared by size and time alone, the old bytes are stored again',
    goesRed: /is not the source: .*d0\/f5 differ/
  },
  withOtherBytes('quick')
)

const withOtherTimes =
  (compare: string): Body =>
  async scene => {
    await scene.run()
    execFileSync('find', [scene.inBuild(), '-exec', 'touch', '--no-dereference', '{}', '+'])
    const run = await scene.run({ inputs: { compare } })
    const { files, 'files-linked': linked, 'files-copied': copied } = run.outputs
    if (linked !== files || copied !== '0') throw new Error(`${String(linked)} of ${String(files)} files were linked`)
    scene.expectStored(run)
    scene.figure(`${String(linked)} of ${String(files)} files linked`)
    return { run, exitCode: 0, says: /created/ }
  }

fault({ row: 15, tier: 'U', title: 'every file is linked' }, withOtherTimes('content'))
negativeControl(
  { row: 15, tier: 'U', title: 'compared by size and time, none is linked', goesRed: /^0 of \d+ files were linked/ },
  withOtherTimes('quick')
)

/** Modes, attributes and bytes of what the earlier snapshots share. */
function changeAll(scene: Scene): void {
  const files = ['large', 'empty', 'program', 'private', 'd1/f3', 'd2/f4']
  for (const name of files) chmodSync(scene.inBuild(name), 0o600 + Math.trunc(name.length / 2))
  for (const name of ['d1', 'd2/deep']) chmodSync(scene.inBuild(name), 0o700)
  for (const name of files) execFileSync('setfattr', ['-n', 'user.fault', '-v', name, scene.inBuild(name)])
  for (const name of ['d3/f1', 'd3/f2']) writeFileSync(scene.inBuild(name), `other bytes of ${name}`)
  rewrite(scene, 'd4/f1')
}

const needs = [missingTool('setfattr', 'attr')]

for (const compare of ['content', 'quick']) {
  fault(
    { row: 16, tier: 'U', title: `killed when all was linked, then all changes (${compare})`, needs },
    async scene => {
      const inputs = { compare }
      // By times everything is the same, so that rsync has links to make.
      await scene.run({ inputs })
      writeFileSync(scene.inBuild('new'), 'new')
      const rsync = fakeRsyncCopy('"$real" "$@"; kill -9 $PPID; exec sleep 5')
      const killed = await scene.run({ inputs, env: scene.tools({ rsync }) })
      const [left = ''] = execFileSync('find', [scene.own('partial'), '-type', 'f', '-links', '+1'], {
        encoding: 'utf8'
      }).split('\n')
      if (left === '') throw new Error('the tree that was left shares nothing')
      changeAll(scene)
      const run = await scene.run()
      scene.expectStored(run)
      return [
        { run: killed, signal: 'SIGKILL' },
        { run, exitCode: 0, says: /What an interrupted run had begun was cleared/ }
      ]
    }
  )
}

fault({ row: 16, tier: 'U', title: 'an interrupted tree of closed directories' }, async scene => {
  const left = scene.own('partial/2026-01-01T00-00-00Z')
  mkdirSync(left)
  execFileSync('cp', ['-al', `${scene.inSeries('latest')}/.`, left])
  for (const directory of ['d0/deep', 'd0', 'd1']) chmodSync(join(left, directory), 0)
  const run = await scene.run()
  return { run, exitCode: 0, says: /cleared: 2026-01-01T00-00-00Z/ }
})

/** A first copy links these files, then they change, then they are copied again: into the very inodes that are shared. */
const changedBetween =
  (options: string): Body =>
  async scene => {
    const inputs = { compare: 'quick' }
    await scene.run({ inputs })
    writeFileSync(scene.inBuild('new'), 'new')
    const [first, large, mode] = [join(scene.scratch, 'first'), scene.inBuild('large'), scene.inBuild('d0/f7')]
    const meanwhile = `printf 'CHANGED' | dd of='${large}' conv=notrunc status=none; chmod 611 '${mode}'`
    const script = `[ -e '${first}' ] && exec "$real" ${options} "$@"; : > '${first}'; "$real" "$@"; ${meanwhile}`
    const run = await scene.run({ inputs, env: scene.tools({ rsync: fakeRsyncCopy(script) }) })
    scene.expectStored(run)
    return { run, exitCode: 0, says: /created/ }
  }

fault({ row: 16, tier: 'U', title: 'what was linked changes before the copy is done' }, changedBetween(''))
negativeControl(
  { row: 16, tier: 'U', title: 'with --inplace, the bytes of earlier snapshots change', goesRed: /I[12] .*large/ },
  changedBetween('--inplace')
)
