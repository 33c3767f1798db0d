// What a source does to whoever copies it: unreadable directories (row 12), and builds that go on meanwhile (row 13).

import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fakeRsyncCopy } from '../support/fake-tools.ts'
import { isRoot, missingTool } from '../support/skip-aloud.ts'
import { type Body, fault } from './support/fault.ts'
import { expectInjected, inject, injectedRsync, missingStrace } from './support/inject.ts'
import type { Scene } from './support/scene.ts'
import { listedByRsync, whenListing } from './support/stand-ins.ts'

for (const [title, directory] of [
  ['the top', '.'],
  ['one of them', 'd2'],
  ['one deep down', 'd3/deep']
] as const) {
  fault({ row: 12, tier: 'S', title, needs: [missingStrace()] }, async scene => {
    const trace = join(scene.scratch, 'trace')
    const injection = { calls: 'getdents64', error: 'EIO', paths: [scene.inBuild(directory).replace(/\/\.$/, '')] }
    const env = scene.tools({ rsync: injectedRsync(injection, 'list', trace) })
    const run = await scene.run({ inputs: listedByRsync, env })
    expectInjected(trace)
    return { run, exitCode: 1, says: /^The source could not be listed.*(\n.*)*Input\/output error/ }
  })

  fault({ row: 12, tier: 'S', title: `${title}, without rsync`, needs: [missingStrace()] }, async scene => {
    const trace = join(scene.scratch, 'trace')
    const injection = { calls: 'getdents64', error: 'EIO', paths: [scene.inBuild(directory).replace(/\/\.$/, '')] }
    const run = await scene.run({ under: inject(injection, trace) })
    expectInjected(trace)
    return { run, exitCode: 1, says: /^The source could not be listed.*(\n.*)*EIO: i\/o error/ }
  })
}

fault({ row: 12, tier: 'U', title: 'and rsync says nothing of it: no empty snapshot' }, async scene => {
  const rsync = whenListing('exit 0')
  return {
    run: await scene.run({ inputs: listedByRsync, env: scene.tools({ rsync }) }),
    exitCode: 1,
    says: /holds no files/
  }
})

interface Meanwhile {
  readonly title: string
  readonly rsync: (scene: Scene) => string
  readonly inputs?: Readonly<Record<string, string>>
  readonly exitCode: number
  readonly says: RegExp
  /** What was linked before it vanished stays. */
  readonly mayHoldMore?: boolean
}

const changes = (scene: Scene): string => `'${scene.inBuild('changes')}'`
/** Once, and not again when rsync is called again. */
const once = (scene: Scene, script: string): string =>
  `[ -e '${scene.scratch}/once' ] || { : > '${scene.scratch}/once'; ${script}; }`

const meanwhile: readonly Meanwhile[] = [
  {
    title: 'a file vanishes before it is read',
    rsync: scene => whenListing(`"$real" "$@"; status=$?; rm ${changes(scene)}; exit $status`),
    inputs: listedByRsync,
    exitCode: 1,
    says: /^1 path vanished from the source while it was read: changes\./
  },
  {
    title: 'a file vanishes before it is read, and may',
    rsync: scene => whenListing(`"$real" "$@"; status=$?; rm ${changes(scene)}; exit $status`),
    inputs: { ...listedByRsync, 'on-vanished': 'warn' },
    exitCode: 0,
    says: /::warning.*1 path vanished/
  },
  {
    title: 'a file vanishes before it is copied',
    rsync: scene => fakeRsyncCopy(`rm -f ${changes(scene)}; exec "$real" "$@"`),
    exitCode: 1,
    says: /^1 path vanished from the source/
  },
  {
    title: 'a file vanishes before it is copied, and may',
    rsync: scene => fakeRsyncCopy(`rm -f ${changes(scene)}; exec "$real" "$@"`),
    inputs: { 'on-vanished': 'warn' },
    exitCode: 0,
    says: /::warning.*1 path vanished/
  },
  {
    title: 'a whole directory vanishes before it is copied, and may',
    rsync: scene => fakeRsyncCopy(`rm -rf '${scene.inBuild('d4')}'; exec "$real" "$@"`),
    inputs: { 'on-vanished': 'warn' },
    exitCode: 0,
    says: /::warning.*paths? vanished/,
    mayHoldMore: true
  },
  {
    title: 'a file changes while it is copied, once',
    rsync: scene => fakeRsyncCopy(`${once(scene, `echo more >> ${changes(scene)}`)}; exec "$real" "$@"`),
    exitCode: 0,
    says: /created/
  },
  {
    title: 'a file changes after it was copied, once',
    rsync: scene => fakeRsyncCopy(`"$real" "$@"; ${once(scene, `echo more >> ${changes(scene)}`)}`),
    exitCode: 0,
    says: /created/
  },
  {
    title: 'a file deep down changes while it is copied, once',
    rsync: scene =>
      fakeRsyncCopy(`${once(scene, `echo more >> '${scene.inBuild('d2/deep/changes')}'`)}; exec "$real" "$@"`),
    exitCode: 0,
    says: /created/
  },
  {
    title: 'a file deep down changes after it was copied, once',
    rsync: scene => fakeRsyncCopy(`"$real" "$@"; ${once(scene, `echo more >> '${scene.inBuild('d2/deep/changes')}'`)}`),
    exitCode: 0,
    says: /created/
  },
  {
    title: 'a file never stops changing',
    rsync: scene => fakeRsyncCopy(`echo more >> ${changes(scene)}; "$real" "$@"; echo more >> ${changes(scene)}`),
    exitCode: 1,
    says: /still writing there:\n {2}changes/
  },
  {
    title: 'rsync says 23, and that all was stored',
    rsync: () => fakeRsyncCopy('"$real" "$@"; echo "rsync: [sender] something was wrong" >&2; exit 23'),
    exitCode: 1,
    says: /^rsync could not store everything:\n {2}rsync: \[sender\] something was wrong/
  },
  {
    title: 'rsync says 23, and nothing was stored',
    rsync: () => fakeRsyncCopy('cat > /dev/null; exit 23'),
    exitCode: 1,
    says: /could not be stored/
  },
  {
    title: 'rsync says 24',
    rsync: () => fakeRsyncCopy('"$real" "$@"; exit 24'),
    exitCode: 0,
    says: /created/
  }
]
for (const { title, rsync, inputs = {}, exitCode, says, mayHoldMore = false } of meanwhile) {
  fault({ row: 13, tier: 'U', title }, async scene => {
    const run = await scene.run({ inputs, env: scene.tools({ rsync: rsync(scene) }) })
    // What vanished, vanished from both; what changed is as it is now.
    if (exitCode === 0 && !mayHoldMore) scene.expectStored(run)
    return { run, exitCode, says }
  })
}

const prepared =
  (
    prepare: (scene: Scene) => void,
    exitCode: number,
    says: RegExp,
    inputs: Readonly<Record<string, string>> = {}
  ): Body =>
  async scene => {
    prepare(scene)
    scene.disown()
    return { run: await scene.run({ inputs }), exitCode, says }
  }

const needs = [isRoot ? missingTool('setpriv', 'util-linux') : undefined]
fault(
  { row: 13, tier: 'U', title: 'a file cannot be read', asNobody: true, needs },
  prepared(
    scene => {
      chmodSync(scene.inBuild('changes'), 0)
    },
    1,
    /^1 of the source's files could not be read.*\n {2}changes: EACCES/
  )
)
fault(
  { row: 13, tier: 'U', title: 'a directory cannot be read', asNobody: true, needs },
  prepared(
    scene => {
      chmodSync(scene.inBuild('d2'), 0)
    },
    1,
    /^The source could not be listed(.|\n)*d2: EACCES: permission denied/
  )
)

const empty = (scene: Scene): void => {
  rmSync(scene.inBuild(), { recursive: true })
  mkdirSync(scene.inBuild('only/directories'), { recursive: true })
}
const missing = (scene: Scene): void => {
  rmSync(scene.inBuild(), { recursive: true })
}
for (const [title, prepare, says] of [
  ['it is empty', empty, /holds no files/],
  ['it is missing', missing, /does not exist/]
] as const) {
  fault({ row: 13, tier: 'U', title }, prepared(prepare, 1, says))
  fault({ row: 13, tier: 'U', title: `${title}, and may be` }, async scene => {
    prepare(scene)
    const run = await scene.run({ inputs: { 'if-no-files-found': 'warn' } })
    if (run.outputs.status !== 'skipped') throw new Error(`the status is ${String(run.outputs.status)}`)
    return { run, exitCode: 0, says: new RegExp(`::warning.*${says.source}`) }
  })
}
