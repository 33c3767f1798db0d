// One tree, one place, several contestants: first snapshots, next ones, restores and prunes, each step by turns.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { homeOf, type Contestant } from './contestants.ts'
import { inTurn } from './measure.ts'
import type { Command, Meter } from './native.ts'
import type { Place } from './place.ts'
import type { Row, Sample } from './result.ts'
import type { Tree } from './trees.ts'

export interface Terms {
  readonly meter: Meter
  readonly place: Place
  /** A step that has taken longer begins no further round. */
  readonly stepMs: number
}

export interface Step {
  /** The last words of the row's id. */
  readonly id: string
  readonly title: string
  readonly rounds: number
}

export interface NextStep extends Step {
  /** Makes the next build of the tree, once a round; `number` is another one each time. */
  readonly build: (number: number) => void
  /** Whether the base was read by nobody since the volume was mounted. */
  readonly isCold?: boolean
  readonly isSameWorkspace?: boolean
}

export class Contest {
  readonly #terms: Terms
  readonly #name: string
  readonly #tree: Tree
  readonly #contestants: readonly Contestant[]
  /** How many snapshots each has taken, and of these pruned. */
  readonly #taken = new Map<string, number>()
  readonly #pruned = new Map<string, number>()
  #builds = 0

  /** `name` is the first word of the rows' ids. */
  constructor(name: string, tree: Tree, contestants: readonly Contestant[], terms: Terms) {
    this.#name = name
    this.#tree = tree
    this.#contestants = contestants
    this.#terms = terms
  }

  /** Into an empty place each round; what the last one took is what the next steps go on with. */
  async first({ id, title, rounds }: Step): Promise<Row> {
    let wiped = -1
    return await this.#row(id, title, this.#contestants, rounds, async (contestant, round) => {
      if (wiped !== round) this.#terms.place.wipe()
      wiped = round
      this.#taken.set(contestant.key, 0)
      for (const command of contestant.prepare?.(this.#home(contestant)) ?? []) await this.#terms.meter.run(command)
      return await this.#save(contestant, false)
    })
  }

  async next({ id, title, rounds, build, isCold = false, isSameWorkspace = false }: NextStep): Promise<Row> {
    const able = this.#contestants.filter(
      ({ hasBase, trustsTimes }) => (hasBase || !isCold) && (trustsTimes || !isSameWorkspace)
    )
    let built = -1
    return await this.#row(id, title, able, rounds, async (contestant, round) => {
      if (built !== round) build(++this.#builds)
      built = round
      if (isCold) this.#terms.place.cool?.()
      return await this.#save(contestant, isSameWorkspace)
    })
  }

  /** Each into an empty directory on `workspace`, which is made anew for it. */
  async restore({ id, title, rounds }: Step, workspace: Place): Promise<Row> {
    const able = this.#contestants.filter(({ restore }) => restore !== undefined)
    return await this.#row(id, title, able, rounds, async contestant => {
      workspace.wipe()
      const target = join(workspace.path, 'restored')
      mkdirSync(target)
      const command = contestant.restore?.(this.#home(contestant), this.#count(contestant) - 1, target)
      return await this.#measure(contestant, command === undefined ? [] : [command], workspace)
    })
  }

  /** The oldest of each, one a round; the newest stays. */
  async prune({ id, title, rounds }: Step): Promise<Row> {
    const able = this.#contestants.filter(({ prune }) => prune !== undefined)
    const most = Math.min(rounds, ...able.map(contestant => this.#count(contestant) - 1))
    return await this.#row(id, title, able, most, async contestant => {
      const pruned = this.#pruned.get(contestant.key) ?? 0
      this.#pruned.set(contestant.key, pruned + 1)
      const kept = this.#count(contestant) - pruned - 1
      return await this.#measure(contestant, contestant.prune?.(this.#home(contestant), pruned, kept) ?? [])
    })
  }

  async verify({ id, title, rounds }: Step): Promise<Row> {
    const able = this.#contestants.filter(({ verify }) => verify !== undefined)
    return await this.#row(id, title, able, rounds, async contestant => {
      const command = contestant.verify?.(this.#home(contestant))
      return await this.#measure(contestant, command === undefined ? [] : [command])
    })
  }

  async #row(
    id: string,
    title: string,
    contestants: readonly Contestant[],
    rounds: number,
    run: (contestant: Contestant, round: number) => Promise<Sample>
  ): Promise<Row> {
    const from = performance.now()
    const isLate = (): boolean => performance.now() - from > this.#terms.stepMs
    const samples = await inTurn(contestants, rounds, run, isLate)
    const entries = contestants.map(({ key, name }, index) => ({ key, name, samples: samples[index] ?? [] }))
    return { id: `${this.#name}/${id}`, title, files: this.#tree.files, bytes: this.#tree.bytes, entries }
  }

  async #save(contestant: Contestant, isSameWorkspace: boolean): Promise<Sample> {
    const number = this.#count(contestant)
    const home = this.#home(contestant)
    const command = contestant.save({ source: this.#tree.path, home, number, isSameWorkspace })
    const sample = await this.#measure(contestant, [command])
    this.#taken.set(contestant.key, number + 1)
    return sample
  }

  /** `place` is where it writes. */
  async #measure(
    { phases }: Contestant,
    commands: readonly Command[],
    place: Place = this.#terms.place
  ): Promise<Sample> {
    const { meter } = this.#terms
    place.sync()
    const before = place.used()
    const from = performance.now()
    let [wallMs, cpuMs, peakBytes, output] = [0, 0, 0, '']
    for (const command of commands) {
      const run = await meter.run(command)
      wallMs += run.cost.wallMs
      cpuMs += run.cost.cpuMs
      peakBytes = Math.max(peakBytes, run.cost.peakBytes)
      output = run.output
    }
    place.sync()
    const syncedMs = performance.now() - from
    const told = phases === undefined ? {} : { phases: phases(output) }
    return { wallMs, syncedMs, cpuMs, peakBytes, addedBytes: place.used() - before, ...told }
  }

  #count(contestant: Contestant): number {
    return this.#taken.get(contestant.key) ?? 0
  }

  #home(contestant: Contestant): string {
    return homeOf(contestant, join(this.#terms.place.path, this.#name))
  }
}
