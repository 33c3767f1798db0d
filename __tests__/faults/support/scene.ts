// Where a fault happens: a marked volume with two good snapshots of a series, a build, canaries, and ways to run the actions.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn } from '../../support/alive.ts'
import type { BundleProcess } from '../../support/bundle-process.ts'
import { fakeTools } from '../../support/fake-tools.ts'
import type { Mounted } from '../../support/loop-image.ts'
import { snapshotsIn } from '../../support/series-state.ts'
import { killTree } from '../../support/processes.ts'
import { isRoot } from '../../support/skip-aloud.ts'
import { contentDifferences } from '../../support/trees.ts'
import { type Stand, stand } from '../../support/volumes.ts'
import { makeCanary } from './canaries.ts'
import { type BuildSize, makeBuild } from './changing-build.ts'
import { copyEarlier, removeTree } from './earlier.ts'
import type { Invariant, Outside } from './invariants.ts'
import { type Call, type Ran, runCall, startCall } from './running.ts'

export interface Setting {
  /** What the volume lies on; a directory of the system's temporary one when left out. */
  readonly on?: () => Mounted
  /** Snapshots taken before by the built action; where there are no links there can be none. */
  readonly earlier?: 'two' | 'none'
  /** Builds without symlinks. */
  readonly withoutLinks?: boolean
  readonly size?: BuildSize
  /** Runs everything as a user who is not root, also where the tests are root. */
  readonly asNobody?: boolean
}

/** What is looked at instead of an invariant's own check. */
export interface Otherwise {
  readonly why: string
  /** What is wrong, in words. */
  readonly check: () => readonly string[] | Promise<readonly string[]>
}

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
/** That of a service: root's own may have places in it that nobody else may look into. */
const servicePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export class Scene implements Outside {
  readonly name = 'acme/widgets/build/main'
  readonly scratch: string
  readonly workspace: string
  readonly volume: string
  readonly series: string
  readonly canaries: readonly string[]
  /** Those of `processesIn` that are no child of ours, such as the server of a FUSE mount. */
  readonly strangers: readonly string[]
  /** The snapshots of before, the oldest first. */
  earlier: readonly string[] = []
  /** Inputs of the next normal run. */
  normalInputs: Readonly<Record<string, string>> = {}
  /** Ids that runs gave which went well. */
  readonly published: string[] = []
  readonly figures: string[] = []
  readonly otherwise = new Map<Invariant, Otherwise>()
  /** Snapshots that retention may remove. */
  readonly mayGo: string[] = []
  /** Directories among the snapshots that are nobody's. */
  readonly foreign: string[] = []
  readonly ours: string[] = []
  readonly #stand: Stand
  readonly #mounted: Mounted | undefined
  readonly #isNobody: boolean
  readonly #hasLinks: boolean
  readonly #size: BuildSize
  readonly #mends: (() => void)[] = []
  readonly #started: BundleProcess[] = []
  #builds = 2
  #bins = 0

  static async make(setting: Setting): Promise<Scene> {
    const scene = new Scene(setting)
    try {
      await scene.#furnish(setting)
      return scene
    } catch (error) {
      await scene.remove()
      throw error
    }
  }

  private constructor({ on, asNobody = false, withoutLinks = false, size = 'usual' }: Setting) {
    const mounted = on?.()
    const base = stand()
    const ground = mounted?.at ?? base.scratch
    this.scratch = base.scratch
    this.workspace = base.workspace
    this.volume = join(ground, 'volume')
    this.series = join(this.volume, this.name)
    this.canaries = [join(this.volume, 'acme/widgets/build/canary'), join(ground, 'beside')]
    this.strangers = this.places(ground).flatMap(processesIn)
    this.#mounted = mounted
    this.#isNobody = asNobody && isRoot
    this.#hasLinks = !withoutLinks
    this.#size = size
    this.#stand = {
      ...base,
      volume: this.volume,
      run: (inputs, more) => base.run({ volume: this.volume, ...inputs }, more)
    }
  }

  async #furnish({ earlier = 'two' }: Setting): Promise<void> {
    mkdirSync(this.volume, { recursive: true })
    writeFileSync(join(this.volume, '.snapshot-volume.json'), '{"format":1}\n')
    if (earlier === 'two') await copyEarlier(this, this.#size)
    for (const canary of this.canaries) makeCanary(canary, earlier === 'none')
    this.build()
    if (earlier === 'two') this.earlier = snapshotsIn(this.series)
  }

  /** Where our processes work. */
  places(ground = this.#mounted?.at): readonly string[] {
    return [...new Set([this.scratch, ground ?? this.scratch])]
  }

  /** The next night's build. */
  build(): void {
    makeBuild(this.workspace, ++this.#builds, this.#hasLinks, this.#size)
    this.disown()
  }

  inBuild(...names: readonly string[]): string {
    return join(this.workspace, 'build', ...names)
  }

  inSeries(...names: readonly string[]): string {
    return join(this.series, ...names)
  }

  own(...names: readonly string[]): string {
    return join(this.series, '.snapshots', ...names)
  }

  /** As nobody: what the test made becomes theirs. */
  disown(): void {
    if (!this.#isNobody) return
    for (const place of this.places()) execFileSync('chown', ['--recursive', '--no-dereference', '65534:65534', place])
  }

  /** Runs an action to its end: a snapshot of `build`, when nothing else is said. */
  async run(call: Call = {}): Promise<Ran> {
    const run = await runCall(this.#stand, this.#asUser(call))
    if (run.exitCode === 0 && run.outputs.snapshot !== undefined) this.published.push(run.outputs.snapshot)
    return run
  }

  /** Starts one, for a body that does something to it. */
  start(call: Call = {}): BundleProcess {
    const started = startCall(this.#stand, this.#asUser(call))
    this.#started.push(started)
    return started
  }

  /** A PATH with these shell scripts in front of the real programs. */
  tools(scripts: Readonly<Record<string, string>>): { readonly PATH: string } {
    return { PATH: fakeTools(join(this.scratch, `bin-${++this.#bins}`), scripts) }
  }

  /** A measured value with its unit, rounded so that it is hardly another the next time: `free after 8 ms`. */
  figure(text: string): void {
    this.figures.push(text)
  }

  /** Throws unless the snapshot that the run took holds the bytes of the build as it is now. */
  expectStored({ outputs, log }: Ran, source = this.inBuild()): void {
    if (outputs.status !== 'created') throw new Error(`the run took no snapshot:\n${log}`)
    const differences = contentDifferences(source, this.inSeries(outputs.snapshot ?? ''))
    if (differences !== '') throw new Error(`the snapshot is not the source: ${differences}`)
  }

  /** Takes the fault away, before the next normal run: makes room, mounts it writable again. */
  mend(undo: () => void): void {
    this.#mends.push(undo)
  }

  mendAll(): void {
    for (const undo of this.#mends.splice(0)) undo()
  }

  /** Looks at an invariant in another way in this scene, for a reason that goes into the report. */
  lookOtherwise(invariant: Invariant, why: string, check: Otherwise['check']): void {
    this.otherwise.set(invariant, { why, check })
  }

  #asUser(call: Call): Call {
    const inputs =
      call.action === undefined || call.action === 'snapshot' ? call.inputs : { name: this.name, ...call.inputs }
    const named = { ...call, ...(inputs && { inputs }) }
    if (!this.#isNobody) return named
    return { ...named, env: { PATH: servicePath, ...call.env }, under: [...nobody, ...(call.under ?? [])] }
  }

  async remove(): Promise<void> {
    // Those of this scene alone, when its body went wrong: they would keep it busy, and the machine.
    for (const line of this.places().flatMap(processesIn)) {
      if (!this.strangers.includes(line)) killTree(Number(line.split(' ')[0]))
    }
    await Promise.all(this.#started.map(({ ended }) => ended))
    this.mendAll()
    this.#mounted?.remove()
    removeTree(this.scratch)
  }
}
