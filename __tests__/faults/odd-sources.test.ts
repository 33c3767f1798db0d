// Odd things in a source (row 34): stored by policy, verified and restored; no link is followed, and nothing waits for a FIFO.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import { missingRoot, missingTool } from '../support/skip-aloud.ts'
import { contentDifferences, shapeOf } from '../support/trees.ts'
import { type Body, fault } from './support/fault.ts'
import type { Scene } from './support/scene.ts'
import { whenListing } from './support/stand-ins.ts'

/** Takes, verifies and restores it; the build must hold only what is stored by then. */
async function roundTrip(scene: Scene, run: Awaited<ReturnType<Scene['run']>>, says: RegExp): ReturnType<Body> {
  scene.expectStored(run)
  const verify = await scene.run({ action: 'verify', inputs: { snapshot: 'all' } })
  const restored = join(scene.scratch, 'restored')
  const restore = await scene.run({ action: 'restore', inputs: { path: restored } })
  const differences = contentDifferences(scene.inBuild(), restored)
  if (differences !== '') throw new Error(`what was restored is not the source: ${differences}`)
  const [shape, expected] = [shapeOf(restored), shapeOf(scene.inBuild())]
  const odd = expected.filter(line => !shape.includes(line))
  if (odd.length > 0 || shape.length !== expected.length) throw new Error(`not restored: ${odd.join(', ')}`)
  return [
    { run, exitCode: 0, says },
    { run: verify, exitCode: 0, says: /\S/ },
    { run: restore, exitCode: 0, says: /\S/ }
  ]
}

fault({ row: 34, tier: 'U', title: 'links that lead out stay links' }, async scene => {
  const targets = [
    '/etc/passwd',
    '/',
    '../../../../../../../../etc',
    scene.canaries[1] ?? '',
    '../../volume',
    'l5',
    '.'
  ]
  mkdirSync(scene.inBuild('links'))
  targets.forEach((target, index) => {
    symlinkSync(target, scene.inBuild('links', `l${index}`))
  })
  const run = await scene.run()
  const stored = scene.inSeries(run.outputs.snapshot ?? '', 'links')
  const found = targets.map((_, index) => readlinkSync(join(stored, `l${index}`)))
  if (found.join('\n') !== targets.join('\n')) throw new Error(`the links lead to ${found.join(', ')}`)
  return await roundTrip(scene, run, /created/)
})

fault({ row: 34, tier: 'U', title: 'FIFOs and sockets are left out, and said so' }, async scene => {
  mkdirSync(scene.inBuild('odd'))
  execFileSync('mkfifo', [scene.inBuild('odd/fifo'), scene.inBuild('d0/fifo')])
  const server = createServer()
  await new Promise<void>(resolve => {
    server.listen(scene.inBuild('odd/socket'), resolve)
  })
  try {
    const run = await scene.run()
    const stored = readdirSync(scene.inSeries(run.outputs.snapshot ?? '', 'odd'))
    if (stored.length > 0) throw new Error(`stored: ${stored.join(', ')}`)
    for (const name of ['odd/fifo', 'd0/fifo', 'odd/socket'])
      if (!run.log.includes(name)) throw new Error(`no word of ${name}:\n${run.log}`)
    // Whoever compares the source with something would wait for them.
    for (const name of ['odd/fifo', 'd0/fifo']) rmSync(scene.inBuild(name))
    await new Promise(resolve => server.close(resolve))
    return await roundTrip(scene, run, /left out/)
  } finally {
    if (server.listening) server.close()
  }
})

fault({ row: 34, tier: 'R', title: 'devices are left out, and said so', needs: [missingRoot()] }, async scene => {
  // Reading it would never end.
  execFileSync('mknod', [scene.inBuild('zero'), 'c', '1', '5'])
  execFileSync('mknod', [scene.inBuild('d0/disk'), 'b', '7', '200'])
  const run = await scene.run()
  for (const name of ['zero', 'd0/disk']) {
    if (!run.log.includes(name)) throw new Error(`no word of ${name}:\n${run.log}`)
    if (lstatSync(scene.inSeries(run.outputs.snapshot ?? '', name), { throwIfNoEntry: false })) throw new Error(name)
    rmSync(scene.inBuild(name))
  }
  return await roundTrip(scene, run, /left out/)
})

fault({ row: 34, tier: 'U', title: 'setuid, setgid and sticky are kept as they are' }, async scene => {
  const modes = { 'd0/f1': 0o4755, 'd0/f2': 0o2711, 'd1/f3': 0o6750, d2: 0o2775, d3: 0o1777 }
  for (const [name, mode] of Object.entries(modes)) chmodSync(scene.inBuild(name), mode)
  const run = await scene.run()
  for (const [name, mode] of Object.entries(modes)) {
    const stored = lstatSync(scene.inSeries(run.outputs.snapshot ?? '', name)).mode & 0o7777
    if (stored !== mode) throw new Error(`${name} has the mode ${stored.toString(8)}`)
  }
  return await roundTrip(scene, run, /created/)
})

fault({ row: 34, tier: 'U', title: 'a hole of 50 MB takes no room, in the snapshot or restored' }, async scene => {
  writeFileSync(scene.inBuild('sparse'), 'start')
  truncateSync(scene.inBuild('sparse'), 50_000_000)
  const run = await scene.run()
  const ended = await roundTrip(scene, run, /created/)
  const blocks = [scene.inSeries(run.outputs.snapshot ?? '', 'sparse'), join(scene.scratch, 'restored/sparse')].map(
    file => lstatSync(file).blocks * 512
  )
  if (blocks.some(bytes => bytes > 100_000)) throw new Error(`they take ${blocks.join(' and ')} bytes`)
  return ended
})

fault({ row: 34, tier: 'U', title: 'hard links of the source do not tie stored files to it' }, async scene => {
  linkSync(scene.inBuild('large'), scene.inBuild('twin'))
  const run = await scene.run()
  const [stored, source] = [scene.inSeries(run.outputs.snapshot ?? '', 'twin'), scene.inBuild('twin')]
  if (lstatSync(stored).ino === lstatSync(source).ino) throw new Error('they share an inode')
  return await roundTrip(scene, run, /created/)
})

fault(
  {
    row: 34,
    tier: 'U',
    title: 'extended attributes are no reason to store a file again',
    needs: [missingTool('setfattr', 'attr')]
  },
  async scene => {
    await scene.run()
    const { status, stderr } = spawnSync('setfattr', ['-n', 'user.note', '-v', 'x', scene.inBuild('large')])
    if (status !== 0) throw new Error(`no attribute could be set: ${String(stderr)}`)
    const run = await scene.run()
    if (run.outputs['files-copied'] !== '0') throw new Error(`${String(run.outputs['files-copied'])} were copied`)
    return await roundTrip(scene, run, /created/)
  }
)

const changes = 'changes'
/** As a build, or somebody who wants to be read elsewhere, may do it meanwhile. */
const turns: Readonly<Record<string, (scene: Scene) => string>> = {
  'a FIFO': scene => `rm -f '${scene.inBuild(changes)}'; mkfifo '${scene.inBuild(changes)}'`,
  'a link that leads out': scene => `ln -sf '${join(scene.canaries[1] ?? '', 'file')}' '${scene.inBuild(changes)}'`,
  'a directory': scene => `rm -f '${scene.inBuild(changes)}'; mkdir -p '${scene.inBuild(changes)}'`
}
const moments = {
  'before it is read': (turn: string) => whenListing(`"$real" "$@"; status=$?; ${turn}; exit $status`),
  'before it is copied': (turn: string) => fakeRsyncCopy(`${turn}; exec "$real" "$@"`)
}
for (const [what, turn] of Object.entries(turns)) {
  for (const [when, script] of Object.entries(moments)) {
    fault({ row: 34, tier: 'U', title: `a file becomes ${what} ${when}` }, async scene => {
      const run = await scene.run({ env: scene.tools({ rsync: script(turn(scene)) }) })
      if (spawnSync('grep', ['-rlF', 'not ours: file', scene.series]).stdout.length > 0)
        throw new Error('what lies outside of the source was stored')
      // Stored as what it is by then, or refused; but never taken for the file that it was.
      return run.exitCode === 0 ? { run, exitCode: 0, says: /created/ } : { run, exitCode: 1, says: /changes/ }
    })
  }
}
