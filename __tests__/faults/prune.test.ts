// What a prune meets in a series (row 29): what is not ours stays and is said, what resists goes, or is told and tried again.

import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { diskUse } from '../support/disk-use.ts'
import { snapshotsIn } from '../support/series-state.ts'
import { isRoot, type Missing, missingRoot, missingTool } from '../support/skip-aloud.ts'
import { type Body, fault } from './support/fault.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'

const keepOne = { 'keep-last': '1' }
const prune = (scene: Scene): Promise<Ran> => scene.run({ action: 'prune', inputs: keepOne })

/** All that lies in the series as snapshots or trash, as du counts it. */
const used = (scene: Scene): number =>
  diskUse(...snapshotsIn(scene.series).map(id => scene.inSeries(id)), scene.own('trash')).reduce(
    (sum, bytes) => sum + bytes,
    0
  )

/** The older of the two snapshots is what the prune wants; the newer one stays. */
const older = (scene: Scene, ...names: readonly string[]): string => scene.inSeries(scene.earlier[0] ?? '', ...names)

/** Something that a prune has to leave alone: `lay` gives its id. */
const leaves =
  (lay: (scene: Scene) => string, says: RegExp): Body =>
  async scene => {
    const id = lay(scene)
    scene.foreign.push(id)
    if (id !== scene.earlier[0]) scene.mayGo.push(scene.earlier[0] ?? '')
    const before = execFileSync('find', [scene.inSeries(id), '-printf', '%P %y %i %m %s %T@\\n'], { encoding: 'utf8' })
    const run = await prune(scene)
    const after = execFileSync('find', [scene.inSeries(id), '-printf', '%P %y %i %m %s %T@\\n'], { encoding: 'utf8' })
    if (before !== after) throw new Error(`${id} was touched`)
    if (id !== scene.earlier[0] && existsSync(older(scene))) throw new Error('the other one was not pruned')
    return { run, exitCode: 0, says }
  }

const strange = '2020-01-01T00-00-00Z'

/** As if it had been taken by us: record and manifest of another one, with its id. */
function describeAsOurs(scene: Scene): void {
  const [like = ''] = scene.earlier
  const record = readFileSync(scene.own('records', `${like}.json`), 'utf8')
  writeFileSync(scene.own('records', `${strange}.json`), record.replaceAll(like, strange))
  cpSync(scene.own('manifests', `${like}.mtree.gz`), scene.own('manifests', `${strange}.mtree.gz`))
}

const strangers: readonly (readonly [title: string, lay: (scene: Scene) => string, says: RegExp])[] = [
  [
    'a symlink with the name of a snapshot',
    scene => {
      symlinkSync(scene.canaries[0] ?? '', scene.inSeries(strange))
      return strange
    },
    /remove \S+: /
  ],
  [
    'a symlink in the place of a snapshot that has a record',
    scene => {
      symlinkSync(scene.canaries[0] ?? '', scene.inSeries(strange))
      describeAsOurs(scene)
      return strange
    },
    /remove \S+: /
  ],
  [
    'a directory of somebody else, which has no record',
    scene => {
      mkdirSync(scene.inSeries(strange, 'deep'), { recursive: true })
      writeFileSync(scene.inSeries(strange, 'deep/file'), 'not ours')
      return strange
    },
    new RegExp(`keep ${strange}: .*(foreign|no record)`)
  ],
  [
    'a file with the name of a snapshot',
    scene => {
      writeFileSync(scene.inSeries(strange), 'not ours')
      return strange
    },
    /remove \S+: /
  ],
  [
    'a snapshot whose record is gone',
    scene => {
      const [id = ''] = scene.earlier
      rmSync(scene.own('records', `${id}.json`))
      return id
    },
    /keep \S+: .*(foreign|no record)/
  ],
  [
    'a snapshot whose record is damaged',
    scene => {
      const [id = ''] = scene.earlier
      writeFileSync(scene.own('records', `${id}.json`), '{"format":1')
      return id
    },
    /::warning.*is kept, because its record cannot be used/
  ],
  [
    'a snapshot whose record is that of another',
    scene => {
      const [id = '', other = ''] = scene.earlier
      cpSync(scene.own('records', `${other}.json`), scene.own('records', `${id}.json`))
      return id
    },
    /::warning.*is kept, because its record cannot be used: its record is that of/
  ]
]
for (const [title, lay, says] of strangers) fault({ row: 29, tier: 'U', title }, leaves(lay, says))

/** Something that goes all the same, with what came free as du says. */
const removes =
  (resist: (scene: Scene) => void, meanwhile: (scene: Scene) => () => void = () => () => undefined): Body =>
  async scene => {
    scene.mayGo.push(scene.earlier[0] ?? '')
    resist(scene)
    const before = used(scene)
    const done = meanwhile(scene)
    try {
      const run = await prune(scene)
      if (existsSync(older(scene))) throw new Error(`it is still there:\n${run.log}`)
      const left = readdirSync(scene.own('trash'))
      if (left.length > 0) throw new Error(`left in trash: ${left.join(', ')}`)
      const freed = before - used(scene)
      if (Number(run.outputs['bytes-freed']) !== freed)
        throw new Error(`${String(run.outputs['bytes-freed'])} bytes are said to be freed, and ${freed} were`)
      if (run.log.includes('::warning')) throw new Error(`it warns of something:\n${run.log}`)
      return { run, exitCode: 0, says: /remove \S+: / }
    } finally {
      done()
    }
  }

/** As sources have them: directories that nobody may write to, or even look into. */
function closeDirectories(scene: Scene): void {
  // What lies in one that nobody may enter is not counted, so nothing of its own does.
  chmodSync(older(scene, 'read-only-directory'), 0)
  chmodSync(older(scene, 'd1/deep'), 0o555)
  chmodSync(older(scene, 'd1'), 0o555)
}
fault(
  { row: 29, tier: 'R', title: 'directories that nobody may enter, as root', needs: [missingRoot()] },
  removes(closeDirectories)
)
fault(
  {
    row: 29,
    tier: 'U',
    title: 'directories that nobody may enter, as their owner',
    needs: [isRoot ? missingTool('setpriv', 'util-linux') : undefined],
    asNobody: true
  },
  removes(closeDirectories)
)
fault(
  { row: 29, tier: 'U', title: 'links in it that lead to what is not ours' },
  removes(scene => {
    const [canary = '', beside = ''] = scene.canaries
    symlinkSync(canary, older(scene, 'd0/out'))
    symlinkSync(join(beside, 'file'), older(scene, 'd0/file-out'))
    symlinkSync('../..', older(scene, 'd0/up'))
  })
)
fault(
  { row: 29, tier: 'U', title: 'a file of it that is open' },
  removes(
    () => undefined,
    scene => {
      const fd = openSync(older(scene, 'only-in-1'), 'r')
      return () => {
        const text = readFileSync(fd, 'utf8')
        closeSync(fd)
        if (text !== '1'.repeat(5000)) throw new Error('whoever had it open lost what he read')
      }
    }
  )
)

const missingImmutable = (): Missing => {
  const probe = join(import.meta.dirname, '.immutable-probe')
  writeFileSync(probe, '')
  const made = spawnSync('chattr', ['+i', probe]).status === 0
  if (made) execFileSync('chattr', ['-i', probe])
  rmSync(probe)
  return made ? undefined : 'files that chattr makes immutable (root, and a filesystem that has them)'
}

fault(
  { row: 29, tier: 'R', title: 'immutable files: told as still there, and tried again', needs: [missingImmutable()] },
  async scene => {
    const [id = ''] = scene.earlier
    scene.mayGo.push(id)
    const before = used(scene)
    // Of one snapshot alone, and what both of them share.
    for (const name of ['only-in-1', 'd0/f9']) execFileSync('chattr', ['+i', older(scene, name)])
    scene.mend(() => {
      execFileSync('find', [scene.series, '-type', 'f', '-exec', 'chattr', '-i', '{}', '+'])
    })
    const run = await prune(scene)
    const again = await prune(scene)
    const freed = before - used(scene)
    if (Number(run.outputs['bytes-freed']) !== freed || again.outputs['bytes-freed'] !== '0')
      throw new Error(`${freed} bytes came free:\n${run.log}`)
    if (!lstatSync(scene.own('trash', id)).isDirectory()) throw new Error('it is not in trash')
    const says = /::warning.*could not be, and is tried again by the next run: .*(only-in-1|d0\/f9)/
    for (const { log } of [run, again])
      if (log.match(/::warning/g)?.length !== 1) throw new Error(`not one warning:\n${log}`)
    return [run, again].map(each => ({ run: each, exitCode: 0, says }))
  }
)
