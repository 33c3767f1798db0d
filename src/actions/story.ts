// What a run has found out so far, phase by phase; whichever way the run ends, the report is told from this.

import { Failure } from '../core/failure.ts'
import type { LeftOut, PhaseTime, SnapshotReport } from '../core/report/model.ts'
import { parseSnapshotId } from '../core/snapshot-id.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { Source } from '../ports/source.ts'
import type { Ports } from './ports.ts'
import { emptyReport } from './series-part.ts'
import { withoutOwners } from './without-owners.ts'

export class Story {
  readonly inputs: SnapshotInputs
  readonly context: RunContext
  readonly ports: Ports
  readonly program: string
  readonly startedAt: string
  rsync = ''
  /** As probed on the volume; nothing is known of it in a dry run. */
  hardLinksWork = true
  /** Only root can, and on some volumes not even he. */
  keepOwners: boolean
  source: Source
  /** Empty until the snapshot is published. */
  publishedId = ''
  secrets: readonly LeftOut[] = []
  specials: readonly LeftOut[] = []
  readonly #startedMs: number
  readonly #phases: PhaseTime[] = []
  readonly #warnings: string[] = []
  readonly #notes: string[] = []

  constructor(inputs: SnapshotInputs, context: RunContext, ports: Ports, program: string) {
    this.inputs = inputs
    this.context = context
    this.ports = ports
    this.program = program
    this.keepOwners = ports.machine.isRoot
    this.source = ports.source
    this.startedAt = ports.clock.now().toISOString()
    this.#startedMs = ports.clock.monotonicMs()
  }

  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = this.ports.clock.monotonicMs()
    try {
      return await this.ports.reporter.phase(name, work)
    } finally {
      this.#phases.push({ phase: name, ms: Math.round(this.ports.clock.monotonicMs() - from) })
    }
  }

  /** Something someone must act on: an annotation now, an alert in the summary. Said once, however often it is found. */
  warn(sentence: string): void {
    if (this.#warnings.includes(sentence)) return
    this.#warnings.push(sentence)
    this.ports.reporter.warning(sentence)
  }

  note(sentence: string): void {
    if (this.#notes.includes(sentence)) return
    this.#notes.push(sentence)
    this.ports.reporter.info(sentence)
  }

  isInFuture(id: string): boolean {
    const moment = parseSnapshotId(id)?.moment
    return moment !== undefined && moment.getTime() > this.ports.clock.now().getTime()
  }

  leaveOwners(): void {
    this.keepOwners = false
    this.source = withoutOwners(this.source)
  }

  /** By `if-no-files-found`: throws, warns, or just notes it. */
  nothingFound(sentence: string): void {
    if (this.inputs.ifNoFilesFound === 'error') {
      throw new Failure(
        'source',
        `${sentence} Did the build run, and is "path" right? Nothing was written; "if-no-files-found: warn" lets the run pass.`
      )
    }
    if (this.inputs.ifNoFilesFound === 'warn') this.warn(sentence)
    else this.note(sentence)
  }

  durationMs(): number {
    return Math.round(this.ports.clock.monotonicMs() - this.#startedMs)
  }

  /** The report of a run that did nothing, with all that is known of every run. */
  report(status: SnapshotReport['status']): SnapshotReport {
    return {
      ...emptyReport,
      status,
      volume: this.ports.volume.name,
      series: this.inputs.name,
      compare: this.inputs.compare,
      startedAt: this.startedAt,
      durationMs: this.durationMs(),
      phases: this.#phases,
      ownersKept: this.keepOwners,
      secrets: this.secrets,
      specials: this.specials,
      warnings: this.#warnings,
      notes: this.#notes,
      run: this.context.run,
      program: this.program,
      rsync: this.rsync
    }
  }
}
