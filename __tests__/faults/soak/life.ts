// One series through many operations that nobody planned: each is done for real, and then everything is compared with the model.

import { cpSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn, until } from '../../support/alive.ts'
import { snapshotsIn } from '../../support/series-state.ts'
import { latestIsWhole, nothingIsLeft, wholeSnapshots } from '../support/invariants.ts'
import { asRan, type Call, type Ran } from '../support/running.ts'
import type { Scene } from '../support/scene.ts'
import { editBuild } from './edits.ts'
import { type Deed, describeTree, type Known, settle } from './model.ts'
import type { Random } from './random.ts'

type Kind = 'snapshot' | 'restore' | 'prune' | 'verify' | 'list'
/** To its end, killed, cancelled, or while another one reads. */
type Way = 'whole' | 'killed' | 'cancelled' | 'beside a reader'

const ways: readonly (readonly [number, Way])[] = [
  [62, 'whole'],
  [18, 'killed'],
  [12, 'cancelled'],
  [8, 'beside a reader']
]
const kinds: readonly (readonly [number, Kind])[] = [
  [45, 'snapshot'],
  [22, 'restore'],
  [16, 'prune'],
  [12, 'verify'],
  [5, 'list']
]
/** Each is compared after every operation. */
const mostKept = 9
/** As the runner does: SIGTERM after SIGINT, and then no more patience. */
const [termAfterMs, killAfterMs] = [7500, 60_000]

interface Operation {
  readonly call: Call
  readonly deed: Omit<Deed, 'isDone'>
  /** What else must be so when it came to its end. */
  readonly check: (run: Ran) => void
}

export class Life {
  /** What was done, in words. */
  readonly history: string[] = []
  readonly counts: Record<Way, number> = { whole: 0, killed: 0, cancelled: 0, 'beside a reader': 0 }
  readonly #scene: Scene
  readonly #random: Random
  readonly #name: string
  readonly #series: string
  readonly #path: string
  readonly #usualMs = new Map<Kind, number>()
  #known: Known[]

  constructor(scene: Scene, random: Random, name: string) {
    this.#scene = scene
    this.#random = random
    this.#name = name
    this.#series = join(scene.volume, name)
    this.#path = `build-of-${name.replaceAll('/', '-')}`
    this.#known = name === scene.name ? this.#found().map(each => ({ ...each, isPinned: false })) : []
    cpSync(scene.inBuild(), this.#build, { recursive: true, verbatimSymlinks: true })
  }

  get #build(): string {
    return join(this.#scene.workspace, this.#path)
  }

  get #out(): string {
    return `${this.#build}-restored`
  }

  async step(): Promise<void> {
    const random = this.#random
    const [kind, way] =
      this.#known.length === 0 ? (['snapshot', 'whole'] as const) : [this.#kind(), random.weighted(ways)]
    this.counts[way]++
    const { call, deed, check } = this.#operation(kind)
    const reader = way === 'beside a reader' ? this.#operation('verify') : undefined
    this.history.push(`${kind} ${way} ${JSON.stringify(call.inputs)}`)
    const started = this.#start(call)
    const beside = reader === undefined ? undefined : this.#start(reader.call).ended
    const startedAt = performance.now()
    if (way === 'killed') await this.#interrupt(kind, started, ['SIGKILL'])
    if (way === 'cancelled') await this.#interrupt(kind, started, ['SIGINT', 'SIGTERM'])
    const run = asRan(await started.ended)
    // The usual is that of runs that came to their end.
    if (way === 'whole') this.#usualMs.set(kind, performance.now() - startedAt)
    if (beside !== undefined) expectEnd(asRan(await beside), 'the reader')
    const isDone = run.exitCode === 0
    if (!isDone && (way === 'whole' || way === 'beside a reader')) expectEnd(run, kind)
    if (way === 'cancelled' && !isDone && run.exitCode !== 130 && run.signal !== 'SIGINT') expectEnd(run, kind)
    await this.#compare({ ...deed, isDone, ...(reader !== undefined && { leftAsRead: leftAsRead(run.log) }) })
    if (isDone) check(run)
  }

  #kind(): Kind {
    return this.#known.length >= mostKept ? 'prune' : this.#random.weighted(kinds)
  }

  #start(call: Call): ReturnType<Scene['start']> {
    const inputs = { name: this.#name, 'lock-timeout': '5m', summary: 'false', ...call.inputs }
    return this.#scene.start({ ...call, inputs })
  }

  /** At any moment of it, also before it has begun, and sometimes after its end. */
  async #interrupt(
    kind: Kind,
    { child, ended }: ReturnType<Scene['start']>,
    signals: readonly NodeJS.Signals[]
  ): Promise<void> {
    const gone = ended.then(() => 'gone')
    const wait = (ms: number): Promise<unknown> =>
      Promise.race([gone, new Promise(resolve => setTimeout(resolve, ms).unref())])
    await wait(this.#random.next() * 1.1 * (this.#usualMs.get(kind) ?? 1000))
    for (const signal of signals) {
      child.kill(signal)
      if ((await wait(signal === 'SIGTERM' ? killAfterMs : termAfterMs)) === 'gone') return
    }
    child.kill('SIGKILL')
    throw new Error(`it did not end on ${signals.join(' and ')}`)
  }

  async #compare(deed: Deed): Promise<void> {
    // Children of one that was killed follow it.
    await until(() => processesIn(this.#series).length === 0, 10_000)
    this.#known = settle(this.#known, this.#found(), deed)
    const trouble = [
      ...wholeSnapshots(this.#series),
      ...latestIsWhole(this.#series, false),
      ...(await nothingIsLeft([this.#series, this.#build], this.#series))
    ]
    if (trouble.length > 0) throw new Error(trouble.join('\n'))
  }

  #found(): { id: string; tree: string }[] {
    return snapshotsIn(this.#series).map(id => ({ id, tree: describeTree(join(this.#series, id)) }))
  }

  #operation(kind: Kind): Operation {
    switch (kind) {
      case 'snapshot':
        return this.#snapshot()
      case 'restore':
        return this.#restore()
      case 'prune': {
        const keepLast = this.#random.between(1, 5)
        return {
          call: { action: 'prune', inputs: { 'keep-last': String(keepLast) } },
          deed: { keepLast },
          check: () => undefined
        }
      }
      case 'verify': {
        const snapshot = this.#random.of(['latest', 'all'])
        const check = ({ outputs, log }: Ran): void => {
          if (outputs.ok !== 'true') throw new Error(`verify found damage:\n${log}`)
        }
        return { call: { action: 'verify', inputs: { snapshot } }, deed: {}, check }
      }
      case 'list':
        return {
          call: { action: 'list' },
          deed: {},
          check: ({ outputs }) => {
            const listed = (JSON.parse(outputs.snapshots ?? '') as { id: string }[]).map(({ id }) => id).reverse()
            if (listed.join() !== this.#known.map(({ id }) => id).join()) throw new Error(`it lists ${listed.join()}`)
          }
        }
    }
  }

  #snapshot(): Operation {
    const random = this.#random
    if (random.chance(0.85)) this.history.push(`edit ${editBuild(this.#build, random).join(', ')}`)
    const [isPinned, mayBeSkipped] = [random.chance(0.08), random.chance(0.15)]
    const keepLast = random.chance(0.3) ? random.between(1, 6) : undefined
    const inputs = {
      path: this.#path,
      jobs: String(random.between(1, 3)),
      compare: random.chance(0.15) ? 'quick' : 'content',
      ...(isPinned && { pin: 'true' }),
      ...(mayBeSkipped && { 'skip-if-unchanged': 'true' }),
      ...(random.chance(0.2) && { verify: 'true' }),
      ...(keepLast !== undefined && { 'keep-last': String(keepLast) })
    }
    const tree = describeTree(this.#build)
    const check = ({ outputs, log }: Ran): void => {
      const newest = this.#known.at(-1)
      if (newest?.tree !== tree) throw new Error(`the newest snapshot is not the build:\n${log}`)
      if (outputs.status === 'created' && readlinkSync(join(this.#series, 'latest')) !== newest.id)
        throw new Error('latest is not the newest')
    }
    return {
      call: { inputs },
      deed: { stores: { tree, isPinned, mayBeSkipped }, ...(keepLast && { keepLast }) },
      check
    }
  }

  #restore(): Operation {
    const { id, tree } = this.#random.of(this.#known)
    if (this.#random.chance(0.5)) rmSync(this.#out, { recursive: true, force: true })
    const check = ({ outputs, log }: Ran): void => {
      if (outputs.snapshot !== id) throw new Error(`another snapshot was restored:\n${log}`)
      const restored = describeTree(this.#out)
      if (restored !== tree) throw new Error(`what was restored is not ${id}:\n${restored}\n\n${tree}\n${log}`)
    }
    const inputs = {
      snapshot: id,
      path: `${this.#path}-restored`,
      clean: 'true',
      jobs: String(this.#random.between(1, 3))
    }
    return { call: { action: 'restore', inputs }, deed: {}, check }
  }
}

/** As retention says it of each. */
const leftAsRead = (log: string): string[] =>
  [...log.matchAll(/^keep (\S+): (?:.*, )?being read$/gm)].map(([, id = '']) => id)

function expectEnd(run: Ran, what: string): void {
  if (run.exitCode !== 0) throw new Error(`${what} ended with ${String(run.exitCode ?? run.signal)}:\n${run.log}`)
}
