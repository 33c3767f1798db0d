// One tree, one place, several contestants: first snapshots, next ones, restores and prunes, each step by turns.

import { mkdirSync, rmSync } from 'node:fs'
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
  readonly rounds: number
  /** Whether the time for it is over: what was begun goes on until its round is through. */
  readonly isLate: () => boolean
}

export class Contest {
  readonly #terms: Terms
  readonly #case: string
  readonly #tree: Tree
  readonly #contestants: readonly Contestant[]
  /** How many snapshots each has taken, and of these pruned. */
  readonly #taken = new Map<string, number>()
  readonly #pruned = new Map<string, number>()
  #generation = 0
  #builds = 0

  /** `name` is the first word of the rows' ids. */
  constructor(name: string, tree: Tree, contestants: readonly Contestant[], terms: Terms) {
    this.#case = name
    this.#tree = tree
    this.#contestants = contestants
    this.#terms = terms
  }

  /** Into a new home each round; the last one's are what the next steps go on with. */
  async first(title: string, rounds = this.#terms.rounds): Promise<Row> {
    return await this.#row('first', title, this.#contestants, rounds, async (contestant, round) => {
      if (round >= this.#generation) this.#generation = round + 1
      this.#taken.set(contestant.key, 0)
      for (const command of contestant.prepare?.(this.#home(contestant)) ?? []) await this.#terms.meter.run(command)
      return await this.#save(contestant)
    })
  }

  /** `build` makes the next build of the tree, once a round. */
  async next(step: string, title: string, build: (round: number) => void, isCold = false): Promise<Row> {
    const { place, rounds } = this.#terms
    const contestants = isCold ? this.#contestants.filter(({ hasBase }) => hasBase) : this.#contestants
    let built = -1
    return await this.#row(step, title, contestants, rounds, async (contestant, round) => {
      if (built !== round) {
        build(++this.#builds)
        built = round
      }
      if (isCold) place.cool?.()
      return await this.#save(contestant)
    })
  }

  /** Each into an empty directory `beside`, which is no part of the place. */
  async restore(title: string, beside: string): Promise<Row> {
    const able = this.#contestants.filter(({ restore }) => restore !== undefined)
    const target = join(beside, 'restored')
    return await this.#row('restore', title, able, this.#terms.rounds, async contestant => {
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target)
      const command = contestant.restore?.(this.#home(contestant), this.#count(contestant) - 1, target)
      return await this.#measure(contestant, command === undefined ? [] : [command])
    })
  }

  /** The oldest of each, one a round; the newest stays. */
  async prune(title: string): Promise<Row> {
    const able = this.#contestants.filter(({ prune }) => prune !== undefined)
    const rounds = Math.min(this.#terms.rounds, ...able.map(contestant => this.#count(contestant) - 1))
    return await this.#row('prune', title, able, rounds, async contestant => {
      const pruned = this.#pruned.get(contestant.key) ?? 0
      this.#pruned.set(contestant.key, pruned + 1)
      const kept = this.#count(contestant) - pruned - 1
      return await this.#measure(contestant, contestant.prune?.(this.#home(contestant), pruned, kept) ?? [])
    })
  }

  async #row(
    step: string,
    title: string,
    contestants: readonly Contestant[],
    rounds: number,
    run: (contestant: Contestant, round: number) => Promise<Sample>
  ): Promise<Row> {
    const samples = await inTurn(contestants, rounds, run, this.#terms.isLate)
    const entries = contestants.map(({ key, name }, index) => ({ key, name, samples: samples[index] ?? [] }))
    return { id: `${this.#case}/${step}`, title, files: this.#tree.files, bytes: this.#tree.bytes, entries }
  }

  async #save(contestant: Contestant): Promise<Sample> {
    const number = this.#count(contestant)
    const command = contestant.save({ source: this.#tree.path, home: this.#home(contestant), number })
    const sample = await this.#measure(contestant, [command])
    this.#taken.set(contestant.key, number + 1)
    return sample
  }

  async #measure({ phases }: Contestant, commands: readonly Command[]): Promise<Sample> {
    const { meter, place } = this.#terms
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
    return homeOf(contestant, join(this.#terms.place.path, `${this.#case}-${this.#generation}`))
  }
}
