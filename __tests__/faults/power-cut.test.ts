// The power is cut after a snapshot was published (row 18): what reached the disk's image by then is all there is.

import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../../src/core/failure.ts'
import { missingImage, type MountedImage, mountCopy, mountImage } from '../support/loop-image.ts'
import { isRoot, missingTool } from '../support/skip-aloud.ts'
import { contentDifferences } from '../support/trees.ts'
import { type Body, fault, negativeControl } from './support/fault.ts'
import {
  freeze,
  type Frozen,
  latestIsWhole,
  lookOutside,
  nextRunWasFine,
  olderAreUnchanged,
  outsideIsUntouched,
  wholeSnapshots
} from './support/invariants.ts'
import type { Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'
import { whenWorking } from './support/stand-ins.ts'

const filesystems = ['ext4', 'xfs', 'btrfs'] as const
type Journaling = (typeof filesystems)[number]

const newFiles = 200

/** A disk whose image lies on an xfs that clones it: the copy of a live image has to be that of one moment. */
class Disk {
  readonly copies: string
  readonly volume: MountedImage
  readonly #filesystem: Journaling
  readonly #around: MountedImage

  constructor(filesystem: Journaling) {
    this.#filesystem = filesystem
    this.#around = mountImage('xfs', { megabytes: 2048 })
    this.copies = join(this.#around.at, 'copies')
    mkdirSync(this.copies)
    this.volume = mountImage(filesystem, { under: this.#around.at })
  }

  get mounted(): MountedImage {
    return {
      ...this.volume,
      remove: () => {
        this.volume.remove()
        this.#around.remove()
      }
    }
  }

  /** A shell that runs the action and copies the image as soon as it has ended, then so many seconds after that. */
  copying(seconds: readonly number[]): string[] {
    const waits = seconds.map((at, index) => `sleep ${at - (seconds[index - 1] ?? 0)}`)
    const copy = (at: number): string => `cp --reflink=always '${this.volume.image}' '${join(this.copies, String(at))}'`
    const steps = seconds.map((at, index) => `${waits[index] ?? ''} && ${copy(at)}`)
    return ['sh', '-c', `"$@" || exit; ${steps.join(' && ')}`, 'sh']
  }

  /** What came through the power cut at that moment. */
  async after(seconds: number, look: (at: string) => Promise<readonly string[]>): Promise<readonly string[]> {
    const at = join(this.copies, 'mnt')
    mkdirSync(at, { recursive: true })
    const copy = mountCopy(this.#filesystem, join(this.copies, String(seconds)), at)
    try {
      return (await look(at)).map(what => `cut ${seconds} s after publishing: ${what}`)
    } catch (error) {
      return [`cut ${seconds} s after publishing: ${messageOf(error)}`]
    } finally {
      copy.remove()
    }
  }
}

interface Before {
  readonly snapshots: Frozen
  readonly outside: readonly string[]
}

/** I1 to I4 there, what was reported, and, where the next run is tried, I5. */
async function troubleOn(
  at: string,
  scene: Scene,
  before: Before,
  run: Ran,
  isTried: boolean
): Promise<readonly string[]> {
  const here = (path: string): string => path.replace(scene.volume, join(at, 'volume'))
  const series = here(scene.series)
  const canaries = [here(scene.canaries[0] ?? ''), join(at, 'beside')]
  const outside = { volume: join(at, 'volume'), name: scene.name, canaries, ours: [] }
  const stored = join(series, run.outputs.snapshot ?? '')
  const differences = contentDifferences(scene.inBuild(), stored).split('\n')
  const empty = emptyIn(join(stored, 'new'))
  const found = [
    ...wholeSnapshots(series),
    ...olderAreUnchanged(series, before.snapshots),
    ...latestIsWhole(series, true),
    ...outsideIsUntouched(
      outside,
      before.outside.map(line => line.replace(join(scene.volume, '..'), at))
    ),
    ...(differences[0] === '' ? [] : [`the snapshot is not the build: ${differences[0] ?? ''} …`]),
    ...(empty === 0 ? [] : [`${empty} of ${newFiles} new files are empty`])
  ]
  if (found.length > 0 || !isTried) return found
  const next = await scene.run({ inputs: { volume: outside.volume } })
  return nextRunWasFine(next, scene.inBuild(), series)
}

/** As ext4 leaves them whose names are on the disk before their blocks are. */
const emptyIn = (directory: string): number =>
  readdirSync(directory).filter(name => lstatSync(join(directory, name)).size === 0).length

type Protection = 'synced' | 'not synced'

const cutting =
  (disk: () => Disk, seconds: readonly number[], protection: Protection): Body =>
  async scene => {
    mkdirSync(scene.inBuild('new'))
    for (let file = 0; file < newFiles; file++)
      writeFileSync(scene.inBuild('new', String(file)), `${file} `.repeat(2000))
    // What was there before has been for long; only what the run does is to be lost.
    execFileSync('sync', ['--file-system', scene.volume])
    const before = { snapshots: freeze(scene.series), outside: lookOutside(scene) }
    const run = await scene.run({
      under: disk().copying(seconds),
      ...(protection === 'synced'
        ? {}
        : { env: scene.tools({ sync: whenWorking('sync', 'exit 0') }), preload: ['no-sync'] })
    })
    if (run.exitCode !== 0) throw new Error(`it ended with ${String(run.exitCode)}:\n${run.log}`)
    const trouble: string[] = []
    await disk().volume.whileAway(async () => {
      for (const at of seconds) {
        // The next run takes longer than all the looking, and one after all is written has little to prove.
        const isTried = at === seconds[0]
        const found = await disk().after(at, mounted => troubleOn(mounted, scene, before, run, isTried))
        trouble.push(...found)
      }
    })
    for (const line of trouble.filter(each => each.includes('are empty'))) scene.figure(line)
    if (trouble.length > 0) throw new Error(trouble.join('\n'))
    scene.figure(`all there when cut after ${seconds.join(', ')} s`)
    return { run, exitCode: 0, says: /created/ }
  }

for (const filesystem of filesystems) {
  const needs = [missingImage('xfs'), missingImage(filesystem)]
  let disk: Disk
  const on = (): MountedImage => (disk = new Disk(filesystem)).mounted
  fault(
    { row: 18, tier: 'R', title: filesystem, needs, on, isBeside: true, timeoutMs: 900_000 },
    cutting(() => disk, [0, 2, 6, 12, 20, 40], 'synced')
  )
}

let unsynced: Disk
negativeControl(
  {
    row: 18,
    tier: 'R',
    title: 'ext4 when nothing is synced',
    needs: [missingImage('xfs'), missingImage('ext4'), isRoot ? undefined : missingTool('sync', 'coreutils')],
    on: () => (unsynced = new Disk('ext4')).mounted,
    isBeside: true,
    timeoutMs: 900_000,
    goesRed:
      /cut (?:6|12|20) s after publishing: latest points to a damaged snapshot(?:.|\n)*: 200 of 200 new files are empty/
  },
  cutting(() => unsynced, [6, 12, 20], 'not synced')
)
