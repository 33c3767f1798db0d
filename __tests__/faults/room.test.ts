// A disk that fills up, by bytes (row 1) and by inodes (row 3): it is said, nothing is published, and the next run has room.

import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fakeRsyncCopy, fakeTools, realTool } from '../support/fake-tools.ts'
import { missingImage, missingTmpfs, type Mounted, mountImage, mountTmpfs } from '../support/loop-image.ts'
import type { Missing } from '../support/skip-aloud.ts'
import { missingSshd, startSshd } from '../support/sshd.ts'
import { type Body, fault } from './support/fault.ts'
import type { Scene } from './support/scene.ts'

interface Disk {
  readonly name: string
  readonly missing: Missing
  readonly on: () => Mounted
}

const disks: readonly Disk[] = [
  {
    name: 'ext4',
    missing: missingImage('ext4'),
    on: () => mountImage('ext4', { megabytes: 64, make: ['-N', '600'] })
  },
  { name: 'tmpfs', missing: missingTmpfs(), on: () => mountTmpfs('size=40m,nr_inodes=600') }
]

// By small synced writes at last: ext4 keeps blocks back while it has not decided where data goes.
const fillBytes = (at: string): string =>
  `(cat /dev/zero > '${at}/filler1'; dd if=/dev/zero of='${at}/filler2' bs=1k oflag=sync) 2>/dev/null`
const fillInodes = (at: string): string => `n=0; while : > '${at}/filler'$((n=n+1)); do :; done 2>/dev/null`

/** The list of what is to be copied comes on standard input; the first eight of it, then the rest on a full disk. */
const halfWay = (at: string, fill: string): string =>
  `cat > '${at}.list'; head -zn 8 '${at}.list' | "$real" "$@"; (${fill}); exec "$real" "$@" < '${at}.list'`

/** Where in a run the disk fills up, as a program that does it. */
const moments: readonly (readonly [
  when: string,
  tool: 'rsync' | 'sync',
  script: (scene: Scene, fill: string) => string
])[] = [
  ['before anything is copied', 'rsync', (_, fill) => fakeRsyncCopy(`(${fill}); exec "$real" "$@"`)],
  ['half-way through', 'rsync', ({ scratch }, fill) => fakeRsyncCopy(halfWay(join(scratch, 'half'), fill))],
  ['when all is copied', 'sync', (_, fill) => `/bin/sync "$@"; (${fill}); true`]
]

/** More to be copied than before, on what can be filled up: where that is. */
function prepare(scene: Scene): string {
  for (let file = 0; file < 30; file++) writeFileSync(scene.inBuild(`more-${file}`), Buffer.alloc(50_000, String(file)))
  const ground = join(scene.volume, '..')
  scene.mend(() => {
    for (const name of readdirSync(ground)) if (name.startsWith('filler')) rmSync(join(ground, name))
  })
  return ground
}

const fillUp =
  (
    tool: 'rsync' | 'sync',
    script: (scene: Scene, fill: string) => string,
    fill: (at: string) => string,
    says: RegExp
  ): Body =>
  async scene => {
    const ground = prepare(scene)
    return { run: await scene.run({ env: scene.tools({ [tool]: script(scene, fill(ground)) }) }), exitCode: 1, says }
  }

/** The same over ssh, where the other machine is asked; it is this one. */
const fillUpFar =
  (tool: 'rsync' | 'sync', fill: (at: string) => string, says: RegExp): Body =>
  async scene => {
    const ground = prepare(scene)
    const script = `case "$*" in *--server*|*--file-system*) (${fill(ground)}) ;; esac\nexec ${realTool(tool)} "$@"`
    const path = fakeTools(join(scene.scratch, 'far-bin'), { [tool]: script })
    const server = await startSshd({ config: [`SetEnv PATH=${path}`] })
    try {
      return { run: await scene.run({ inputs: server.inputs(scene.volume) }), exitCode: 1, says }
    } finally {
      server.stop()
    }
  }

/** Which of both it was, with the figures that tell it. */
const noByte = /here is no space left (?:for what was being written )?\(\S+ \S+ and \d+ inodes free now\)/
const noInode = /here is no inode left \(\S+ \S+ and 0 inodes free now\)/

for (const { name, missing, on } of disks) {
  for (const [when, tool, script] of moments) {
    fault(
      { row: 1, tier: 'R', title: `${name}: no byte is left ${when}`, needs: [missing], on },
      fillUp(tool, script, fillBytes, noByte)
    )
    fault(
      { row: 3, tier: 'R', title: `${name}: no inode is left ${when}`, needs: [missing], on },
      fillUp(tool, script, fillInodes, noInode)
    )
  }
  fault(
    { row: 1, tier: 'R', title: `${name}: less is free than the build takes`, needs: [missing], on },
    async scene => {
      writeFileSync(scene.inBuild('too-large'), Buffer.alloc(70_000_000, 1))
      return { run: await scene.run(), exitCode: 1, says: /has no room for this snapshot: it needs about .* are free/ }
    }
  )
  fault(
    { row: 3, tier: 'R', title: `${name}: fewer inodes are free than the build takes`, needs: [missing], on },
    async scene => {
      execFileSync('sh', ['-c', 'for n in $(seq 600); do echo $n > too-many-$n; done'], { cwd: scene.inBuild() })
      return { run: await scene.run(), exitCode: 1, says: /too few inodes .*: it needs about .* are free/ }
    }
  )
}

for (const tool of ['rsync', 'sync'] as const) {
  const when = tool === 'rsync' ? 'before anything is copied' : 'when all is copied'
  const needs = [missingImage('ext4'), missingSshd()]
  const on = disks[0]?.on
  const spec = { tier: 'R', needs, ...(on && { on }) } as const
  fault({ row: 1, title: `over ssh: no byte is left ${when}`, ...spec }, fillUpFar(tool, fillBytes, noByte))
  fault({ row: 3, title: `over ssh: no inode is left ${when}`, ...spec }, fillUpFar(tool, fillInodes, noInode))
}
