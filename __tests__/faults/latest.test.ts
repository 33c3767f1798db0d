// `latest` is not the link it should be (row 32): repaired where it is a link, refused where it is not, followed in no case.

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { snapshotsIn } from '../support/series-state.ts'
import { fault } from './support/fault.ts'
import type { Scene } from './support/scene.ts'

const says = /latest did not point to the last complete snapshot, and points to \S+ again/

const links: readonly (readonly [title: string, target: (scene: Scene) => string])[] = [
  ['dangles', () => '2020-01-01T00-00-00Z'],
  ['leads to nothing outside', () => '../../../../nowhere'],
  ['leads to a tree beside the series', () => '../canary'],
  ['leads to a tree beside the volume', scene => scene.canaries[1] ?? ''],
  ['leads to the system', () => '/etc'],
  ['leads to itself', () => 'latest'],
  ['leads to the series', () => '.'],
  ['leads to what is being written', () => '.snapshots/partial'],
  ['leads to an older snapshot', scene => scene.earlier[0] ?? '']
]
for (const [title, target] of links) {
  fault({ row: 32, tier: 'U', title: `it ${title}: repaired` }, async scene => {
    rmSync(scene.inSeries('latest'))
    symlinkSync(target(scene), scene.inSeries('latest'))
    const run = await scene.run()
    scene.expectStored(run)
    if (readlinkSync(scene.inSeries('latest')) !== run.outputs.snapshot) throw new Error('it was not repaired')
    return { run, exitCode: 0, says }
  })
}

fault({ row: 32, tier: 'U', title: 'it is gone: made again' }, async scene => {
  rmSync(scene.inSeries('latest'))
  return { run: await scene.run(), exitCode: 0, says }
})

const others: readonly (readonly [title: string, make: (path: string) => void, what: RegExp])[] = [
  [
    'a directory',
    path => {
      mkdirSync(path)
      writeFileSync(join(path, 'theirs'), 'theirs')
    },
    /latest is a directory, where the link to the newest snapshot belongs\. Move it away/
  ],
  [
    'an empty directory',
    path => {
      mkdirSync(path)
    },
    /latest is a directory/
  ],
  [
    'a file',
    path => {
      writeFileSync(path, 'theirs')
    },
    /latest is a file/
  ]
]
for (const [title, make, what] of others) {
  fault({ row: 32, tier: 'U', title: `it is ${title}: refused` }, async scene => {
    const latest = scene.inSeries('latest')
    rmSync(latest)
    make(latest)
    const before = describe(latest)
    const isAsItWas = (): readonly string[] => (describe(latest) === before ? [] : ['it was touched'])
    let isMended = false
    scene.lookOtherwise('I3', 'what stands in the place of `latest` is somebody’s, and must be as it was', () =>
      isMended ? [] : isAsItWas()
    )
    scene.mend(() => {
      isMended = true
      renameSync(latest, join(scene.scratch, 'moved-away'))
    })
    return { run: await scene.run(), exitCode: 1, says: what }
  })
}

const describe = (path: string): string => {
  const { ino, mtimeMs, mode } = lstatSync(path)
  const content = lstatSync(path).isDirectory() ? readdirSync(path).join() : readFileSync(path, 'utf8')
  return [ino, mtimeMs, mode, content].join()
}

for (const [title, make] of [
  [
    'a directory',
    (path: string) => {
      mkdirSync(join(path, 'deep'), { recursive: true })
    }
  ],
  [
    'a link to a tree beside the series',
    (path: string) => {
      symlinkSync('../../canary', path)
    }
  ]
] as const) {
  fault({ row: 32, tier: 'U', title: `where it is made, there is ${title}` }, async scene => {
    make(scene.own('latest.tmp'))
    const run = await scene.run()
    if (readlinkSync(scene.inSeries('latest')) !== run.outputs.snapshot) throw new Error('it was not moved on')
    return { run, exitCode: 0, says: /created/ }
  })
}

fault({ row: 32, tier: 'U', title: 'it leads outside, and retention comes by: left alone' }, async scene => {
  const link = (): string | undefined =>
    lstatSync(scene.inSeries('latest'), { throwIfNoEntry: false }) && readlinkSync(scene.inSeries('latest'))
  rmSync(scene.inSeries('latest'))
  symlinkSync('../canary', scene.inSeries('latest'))
  scene.lookOtherwise('I3', 'prune leaves the link to the next snapshot, which repairs it', () =>
    link() === '../canary' || scene.inSeries(link() ?? '') === newestOf(scene) ? [] : [`latest is ${String(link())}`]
  )
  scene.mayGo.push(scene.earlier[0] ?? '')
  return { run: await scene.run({ action: 'prune', inputs: { 'keep-last': '1' } }), exitCode: 0, says: /newest/ }
})

const newestOf = (scene: Scene): string => scene.inSeries(snapshotsIn(scene.series).at(-1) ?? '')
