// What a prune has found out so far, series by series; whichever way the run ends, the report is told from this.

import type { InodeLinks } from '../core/retention/freed.ts'
import type { PlannedVerdict } from '../core/retention/removal-plan.ts'
import type { JudgedSnapshot, PrunedSeries, PruneReport, PruneStatus } from '../core/report/prune-model.ts'
import { rulesInWords } from '../core/report/prune-rules.ts'
import type { RunContext } from '../inputs/model.ts'
import type { PruneInputs } from '../inputs/prune.ts'
import type { Listed, Lock, Series } from '../ports/volume.ts'
import type { Ports } from './ports.ts'
import { troubleOf } from './one-of-many.ts'
import { isRemoved } from './retain.ts'

export type PrunePorts = Omit<Ports, 'source'>

/** A series that was judged, and pruned unless this is a dry run. */
export interface Part {
  readonly series: Series
  /** As they were before anything was removed, for their tags. */
  readonly listed: readonly Listed[]
  /** The newest first. */
  readonly verdicts: readonly PlannedVerdict[]
  /** Of those that go. */
  readonly inodes: ReadonlyMap<string, readonly InodeLinks[]>
  readonly bytesFreed: number
}

type Outcome = { readonly part: Part } | { readonly state: 'locked' | 'failed'; readonly why: string }

export class PruneStory {
  readonly inputs: PruneInputs
  readonly context: RunContext
  readonly ports: PrunePorts
  readonly program: string
  isPattern = false
  readonly #startedAt: string
  readonly #startedMs: number
  readonly #outcomes = new Map<string, Outcome>()
  readonly #warnings: string[] = []
  readonly #notes: string[] = []

  constructor(inputs: PruneInputs, context: RunContext, ports: PrunePorts, program: string) {
    this.inputs = inputs
    this.context = context
    this.ports = ports
    this.program = program
    this.#startedAt = ports.clock.now().toISOString()
    this.#startedMs = ports.clock.monotonicMs()
  }

  /** Something someone must act on: an annotation now, an alert in the summary. The same thing is said once. */
  warn(series: Series, sentence: string): void {
    const named = this.#named(series, sentence)
    if (this.#warnings.includes(named)) return
    this.#warnings.push(named)
    this.ports.reporter.warning(named)
  }

  /** About the volume as a whole. */
  warnOfAll(sentence: string): void {
    this.#warnings.push(sentence)
    this.ports.reporter.warning(sentence)
  }

  note(series: Series, sentence: string): void {
    const named = this.#named(series, sentence)
    this.#notes.push(named)
    this.ports.reporter.info(named)
  }

  /** One series of many must not keep the others from being pruned: what goes wrong in it is told at the end. */
  async attempt(name: string, work: () => Promise<Part>): Promise<void> {
    try {
      this.#outcomes.set(name, { part: await work() })
    } catch (thrown) {
      const { failure, why } = await troubleOf(this.ports.volume, thrown)
      this.#outcomes.set(name, { state: failure?.kind === 'locked' ? 'locked' : 'failed', why })
    }
  }

  isLocked(name: string): boolean {
    const outcome = this.#outcomes.get(name)
    return outcome !== undefined && 'state' in outcome && outcome.state === 'locked'
  }

  parts(): readonly Part[] {
    return [...this.#outcomes.values()].flatMap(outcome => ('part' in outcome ? outcome.part : []))
  }

  replace(part: Part): void {
    this.#outcomes.set(part.series.name, { part })
  }

  lock(series: Series, timeoutMs: number): Promise<Lock> {
    const { run } = this.context
    const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`)
    return series.lock(`${who}, since ${this.ports.clock.now().toISOString()}`, timeoutMs, other => {
      if (timeoutMs > 0)
        this.ports.reporter.info(`Waiting for the series ${series.name}, which is being written by ${other}`)
    })
  }

  async report(names: readonly string[]): Promise<PruneReport> {
    const series = names.map(name => this.#prunedSeries(name))
    return { ...this.#report(this.#status(series)), series, free: await this.ports.volume.free() }
  }

  skipped(reason: string): PruneReport {
    this.ports.reporter.info(reason)
    return { ...this.#report('skipped'), reason, series: [], free: { bytes: 0 } }
  }

  #status(series: readonly PrunedSeries[]): PruneStatus {
    if (series.every(({ state }) => state !== 'done')) return 'failed'
    if (this.inputs.dryRun) return 'dry-run'
    return series.some(({ snapshots }) => snapshots.some(isRemoved)) ? 'pruned' : 'unchanged'
  }

  #report(status: PruneStatus): Omit<PruneReport, 'series' | 'free'> {
    return {
      status,
      volume: this.inputs.volume,
      name: this.inputs.name,
      isPattern: this.isPattern,
      rules: rulesInWords(this.inputs.retention.policy, this.inputs.retention.space),
      startedAt: this.#startedAt,
      durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
      warnings: this.#warnings,
      notes: this.#notes,
      run: this.context.run,
      program: this.program
    }
  }

  #prunedSeries(name: string): PrunedSeries {
    const outcome = this.#outcomes.get(name)
    if (outcome === undefined) throw new Error(`the series ${name} was forgotten`)
    if ('state' in outcome) return { series: name, ...outcome, snapshots: [], bytesFreed: 0 }
    const { verdicts, listed, bytesFreed } = outcome.part
    const records = new Map(listed.map(({ id, record }) => [id, record]))
    return {
      series: name,
      state: 'done',
      snapshots: verdicts.map((verdict): JudgedSnapshot => {
        const { id, decision, reasons, freed } = verdict
        const record = records.get(id)
        const own = isRemoved(verdict) ? (freed?.bytes ?? 0) : 0
        return {
          id,
          decision,
          reasons,
          bytesFreed: own,
          pinned: record?.pinned ?? false,
          tags: record?.tags ?? []
        }
      }),
      bytesFreed
    }
  }

  #named(series: Series, sentence: string): string {
    return this.isPattern ? `${series.name}: ${sentence}` : sentence
  }
}
