// What an adoption has found out so far; whichever way the run ends, the report is told from this.

import type { LeftAlone } from '../core/adoption.ts'
import type { WallClock } from '../core/dated-name.ts'
import type { AdoptReport, TreeOutcome } from '../core/report/adopt-model.ts'
import type { RunContext } from '../inputs/model.ts'
import type { AdoptInputs } from '../inputs/adopt.ts'
import type { OldDirectory } from '../ports/adoption.ts'
import type { Lock, Series } from '../ports/volume.ts'
import type { Ports } from './ports.ts'

export type AdoptPorts = Omit<Ports, 'source'> & {
  readonly old: OldDirectory
  /** What a clock on the wall of the machine with the trees means. */
  readonly localTime: (clock: WallClock) => Date
}

export class AdoptStory {
  readonly inputs: AdoptInputs
  readonly context: RunContext
  readonly ports: AdoptPorts
  readonly program: string
  readonly trees: TreeOutcome[] = []
  left: readonly LeftAlone[] = []
  /** The id that `latest` points to at the end. */
  latest = ''
  readonly #startedAt: string
  readonly #startedMs: number
  readonly #warnings: string[] = []
  readonly #notes: string[] = []

  constructor(inputs: AdoptInputs, context: RunContext, ports: AdoptPorts, program: string) {
    this.inputs = inputs
    this.context = context
    this.ports = ports
    this.program = program
    this.#startedAt = ports.clock.now().toISOString()
    this.#startedMs = ports.clock.monotonicMs()
  }

  /** Something someone must act on. */
  warn(sentence: string): void {
    this.#warnings.push(sentence)
    this.ports.reporter.warning(sentence)
  }

  note(sentence: string): void {
    this.#notes.push(sentence)
  }

  lock(series: Series): Promise<Lock> {
    const { run } = this.context
    const who = run.url ?? (run.runId === undefined ? 'an adoption' : `run ${run.runId}`)
    return series.lock(`${who}, since ${this.ports.clock.now().toISOString()}`, this.inputs.lockTimeoutMs, other => {
      this.ports.reporter.info(`Waiting for the series, which is being written by ${other}`)
    })
  }

  report(): AdoptReport {
    const { inputs, program, trees, left, latest } = this
    return {
      status: this.#status(),
      volume: inputs.volume,
      series: inputs.name,
      path: inputs.path,
      trees,
      left,
      latest,
      warnings: this.#warnings,
      notes: this.#notes,
      startedAt: this.#startedAt,
      durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
      program
    }
  }

  #status(): AdoptReport['status'] {
    if (this.trees.length === 0) return 'nothing'
    if (this.inputs.dryRun) return 'dry-run'
    return this.trees.some(({ state }) => state === 'adopted') ? 'adopted' : 'failed'
  }
}
