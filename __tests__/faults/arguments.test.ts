// Options that would make rsync do something else (row 17): by the input they are refused, from anywhere else they do not arrive.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realTool } from '../support/fake-tools.ts'
import { fault, negativeControl } from './support/fault.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const dangerous: readonly string[] = [
  '--inplace',
  '--append',
  '--append-verify',
  '--delete',
  '--delete-excluded',
  '--remove-source-files',
  '--old-args',
  '--no-s',
  '-e sh -c evil',
  '-esh',
  '--rsh=sh',
  '--rsync-path=evil',
  '-M--inplace',
  '--remote-option=--inplace',
  '--copy-as=root',
  '--files-from=/etc/passwd',
  '--link-dest=/',
  '--copy-dest=/',
  '--backup-dir=/tmp',
  '--temp-dir=/tmp',
  '--log-file=/tmp/log',
  '--write-batch=/tmp/batch',
  '--keep-dirlinks',
  '-K',
  '--copy-links',
  '--filter=. /etc/passwd',
  '--filter=: .rsync-filter',
  '-F',
  '--exclude-from=/etc/passwd',
  '--partial-dir=/tmp',
  '--super',
  '--chmod=u+s',
  '--inpl',
  '-avz',
  '--no-such-option',
  '/etc',
  'host::module'
]

fault({ row: 17, tier: 'U', title: `each of ${dangerous.length} options is refused by name` }, async scene => {
  const run = await scene.run({ inputs: { 'rsync-args': dangerous.join('\n') } })
  const said = run.annotations.map(({ message }) => message).join('\n')
  const missing = dangerous.filter(option => !said.includes(option))
  if (missing.length > 0) throw new Error(`not refused: ${missing.join(', ')}`)
  return { run, exitCode: 1, says: new RegExp(`^${dangerous.length} inputs are wrong:`) }
})

for (const option of ['--inplace', '--delete', '-e sh', '--filter=merge /etc/passwd']) {
  fault({ row: 17, tier: 'U', title: `${option} alone` }, async scene => ({
    run: await scene.run({ inputs: { 'rsync-args': option } }),
    exitCode: 1,
    says: /^One input is wrong:\n.*rsync-args/
  }))
}

fault({ row: 17, tier: 'U', title: 'harmless options are taken' }, async scene => {
  const run = await scene.run({ inputs: { 'rsync-args': '--bwlimit=1G\n--whole-file\n--fsync' } })
  scene.expectStored(run)
  return { run, exitCode: 0, says: /created/ }
})

/** A rule that matches nothing: without any, the source is not listed by rsync. */
const listing = { exclude: 'no such name in this build' }

const hostile = {
  RSYNC_RSH: 'sh -c evil',
  RSYNC_PARTIAL_DIR: '/tmp',
  RSYNC_OLD_ARGS: '1',
  RSYNC_CHECKSUM_LIST: 'none',
  RSYNC_MAX_ALLOC: '1',
  RSYNC_PROTECT_ARGS: '0',
  POPT_ALIASES: 'rsync alias --archive --inplace',
  LD_PRELOAD: '/nonexistent.so'
}

/** Writes the environment of every rsync that is started to a file of its own. */
const noting = (scene: Scene): string => {
  mkdirSync(join(scene.scratch, 'env'))
  return `env > '${scene.scratch}/env/'$$; exec ${realTool('rsync')} "$@"`
}

fault({ row: 17, tier: 'U', title: 'variables that change what rsync does are dropped' }, async scene => {
  const { LD_PRELOAD, ...env } = hostile
  // Not for the action's own node, which the loader would complain about.
  const run = await scene.run({
    inputs: listing,
    env: { ...scene.tools({ rsync: noting(scene) }), ...env, NODE_LD_PRELOAD: LD_PRELOAD }
  })
  scene.expectStored(run)
  const seen = readdirSync(join(scene.scratch, 'env'))
  const found = seen.flatMap(
    name => readFileSync(join(scene.scratch, 'env', name), 'utf8').match(/^(RSYNC|POPT|INPUT|GITHUB|NODE)_.*/gm) ?? []
  )
  if (seen.length < 3 || found.length > 0)
    throw new Error(`rsync was given ${found.join(', ') || 'no environment at all'}`)
  return { run, exitCode: 0, says: /created/ }
})

/** popt(3) takes aliases for a program's options from ~/.popt: here for one that every copy has. */
async function withAliases(scene: Scene, rsync: string): Promise<Ran> {
  const home = join(scene.scratch, 'home')
  mkdirSync(home)
  writeFileSync(
    join(home, '.popt'),
    'rsync alias --archive --archive --exclude=f1\nrsync alias --recursive --recursive --exclude=f1\n'
  )
  const run = await scene.run({
    inputs: listing,
    env: { ...scene.tools({ rsync: rsync.replace('HOME', `HOME='${home}'`) }), HOME: home }
  })
  scene.expectStored(run)
  return run
}

fault({ row: 17, tier: 'U', title: 'aliases in a home directory are not read' }, async scene => ({
  run: await withAliases(scene, `exec ${realTool('rsync')} "$@"`),
  exitCode: 0,
  says: /created/
}))
negativeControl(
  {
    row: 17,
    tier: 'U',
    title: 'with HOME handed on, aliases leave files out',
    goesRed: /is not the source: Only in .*: f1/
  },
  async scene => ({
    run: await withAliases(scene, `export HOME; exec ${realTool('rsync')} "$@"`),
    exitCode: 0,
    says: /created/
  })
)
