// What a run has found out so far, phase by phase; at its end it becomes the report, whichever way the run ended.

import { Failure } from '../core/failure.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { LeftOut, PhaseTime, SnapshotReport } from '../core/report/model.ts'
import { roomNeeded } from '../core/room.ts'
import { tally } from '../core/settled.ts'
import { parseSnapshotId } from '../core/snapshot-id.ts'
import { showText } from '../core/display.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource } from '../ports/source.ts'
import type { Series } from '../ports/volume.ts'
import type { Measured } from './check-stored.ts'
import type { Filled } from './fill.ts'
import { checkRatio, warningsOf } from './findings.ts'
import { type Planned, settledAsPlanned } from './planned.ts'
import type { Ports } from './ports.ts'
import { emptyReport, seriesPart } from './series-part.ts'

export class Story {
  readonly context: RunContext
  readonly program: string
  rsync = ''
  secrets: readonly LeftOut[] = []
  specials: readonly LeftOut[] = []
  readonly #inputs: SnapshotInputs
  readonly #ports: Ports
  readonly #startedAt: string
  readonly #startedMs: number
  readonly #phases: PhaseTime[] = []
  readonly #warnings: string[] = []
  readonly #notes: string[] = []
  #record: SnapshotRecord | undefined

  constructor(inputs: SnapshotInputs, context: RunContext, ports: Ports, program: string) {
    this.#inputs = inputs
    this.#ports = ports
    this.context = context
    this.program = program
    this.#startedAt = ports.clock.now().toISOString()
    this.#startedMs = ports.clock.monotonicMs()
  }

  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = this.#ports.clock.monotonicMs()
    try {
      return await this.#ports.reporter.phase(name, work)
    } finally {
      this.#phases.push({ phase: name, ms: Math.round(this.#ports.clock.monotonicMs() - from) })
    }
  }

  /** Something someone must act on: an annotation now, an alert in the summary. */
  warn(sentence: string): void {
    this.#warnings.push(sentence)
    this.#ports.reporter.warning(sentence)
  }

  note(sentence: string): void {
    this.#notes.push(sentence)
    this.#ports.reporter.info(sentence)
  }

  isInFuture(id: string): boolean {
    const moment = parseSnapshotId(id)?.moment
    return moment !== undefined && moment.getTime() > this.#ports.clock.now().getTime()
  }

  /** Whether all of `path` is there; a part of a source is not passed off as the whole. */
  hasSource(source: ResolvedSource): boolean {
    if (source.missing.length === 0) return true
    const missing = source.missing.map(line => showText(line)).join(', ')
    const found = source.items?.length ?? 0
    const mayGoOn = this.nothingFound(
      `The source ${missing} does not exist: no file or directory, and no pattern that matches anything.`
    )
    return mayGoOn && found > 0
  }

  /** By `if-no-files-found`: throws, warns, or just notes it; true where the run may go on with what else there is. */
  nothingFound(sentence: string): boolean {
    if (this.#inputs.ifNoFilesFound === 'error') {
      throw new Failure(
        'source',
        `${sentence} Did the build run, and is "path" right? Nothing was written; "if-no-files-found: warn" lets the run pass.`
      )
    }
    if (this.#inputs.ifNoFilesFound === 'warn') this.warn(sentence)
    else this.note(sentence)
    return true
  }

  /** Keeps what the record of the new snapshot says. */
  filled(id: string, filled: Filled, measured: Measured, planned: Planned, digest: string): void {
    const counts = tally(filled.settled)
    const { base } = planned
    const warnings = [...warningsOf(counts.causes), ...checkRatio(this.#inputs, counts, base !== undefined)]
    for (const warning of warnings) this.warn(warning)
    const { largest, causes, ...sums } = counts
    this.#largest = largest
    this.#record = {
      format: 1,
      id,
      series: this.#inputs.name,
      status: 'complete',
      startedAt: this.#startedAt,
      finishedAt: this.#ports.clock.now().toISOString(),
      durationMs: this.#durationMs(),
      ...(base === undefined
        ? {}
        : { base: { id: base.id, ...(base.series === this.#inputs.name ? {} : { series: base.series }) } }),
      compare: this.#inputs.compare,
      digest,
      ownersKept: this.#ports.machine.isRoot,
      causes,
      tags: this.#inputs.tags,
      pinned: this.#inputs.pin,
      run: this.context.run,
      program: this.program,
      ...sums,
      ...planned.difference,
      bytesAdded: measured.bytesAdded,
      bytesOnDisk: measured.bytesOnDisk
    }
    this.#isChanged = digest !== planned.baseRecord?.digest
    this.#base = base
  }
  #largest: SnapshotReport['largest'] = []
  #isChanged = false
  #base: Planned['base']

  record(): SnapshotRecord {
    if (this.#record === undefined) throw new Error('the record is asked for before the tree is filled')
    return this.#record
  }

  async created(series: Series, { bytesAdded, isCrossLinked }: Measured): Promise<SnapshotReport> {
    const record = this.record()
    if (!record.ownersKept) this.note('Owners are left alone: they are kept only when the runner works as root.')
    return {
      ...this.#common('created'),
      ...(await seriesPart(
        this.#ports.volume,
        series,
        isCrossLinked ? undefined : { id: record.id, bytes: bytesAdded }
      )),
      ...this.#baseOf(this.#base),
      snapshot: record.id,
      snapshotPath: series.tree(record.id).path,
      changed: this.#isChanged,
      counts: record,
      bytes: record,
      causes: record.causes,
      largest: this.#largest,
      digest: record.digest
    }
  }

  async unchanged(series: Series, newest: SnapshotRecord, planned: Planned): Promise<SnapshotReport> {
    return {
      ...this.#common('unchanged'),
      ...(await seriesPart(this.#ports.volume, series)),
      ...this.#baseOf(planned.base),
      snapshot: newest.id,
      snapshotPath: series.tree(newest.id).path,
      changed: false,
      // Nothing was copied, nothing added: all of it is what the newest snapshot holds.
      counts: {
        ...newest,
        filesLinked: newest.files,
        filesCopied: 0,
        filesAdded: 0,
        filesChanged: 0,
        filesMoved: 0,
        filesRemoved: 0
      },
      bytes: { ...newest, bytesLinked: newest.bytes, bytesAdded: 0 },
      digest: newest.digest
    }
  }

  /** A dry run: figures are what the plan expects. */
  async planned(series: Series, planned: Planned): Promise<SnapshotReport> {
    const settled = settledAsPlanned(planned)
    const counts = tally(settled)
    const stored = settled.filter(({ how }) => how !== 'linked')
    const files = (of: typeof settled): typeof planned.entries =>
      of.filter(({ entry }) => entry.type === 'file').map(({ entry }) => entry)
    const room = (of: typeof settled): number => roomNeeded(files(of), counts.directories, counts.symlinks, 0).bytes
    return {
      ...this.#common('dry-run'),
      ...(await seriesPart(this.#ports.volume, series)),
      ...this.#baseOf(planned.base),
      changed: planned.digest === undefined || planned.digest !== planned.baseRecord?.digest,
      counts: { ...counts, ...planned.difference },
      bytes: {
        bytes: counts.bytes,
        bytesLinked: counts.bytesLinked,
        bytesAdded: room(stored),
        bytesOnDisk: room(settled)
      },
      causes: counts.causes,
      largest: counts.largest,
      digest: planned.digest ?? ''
    }
  }

  /** Nothing was written, and the volume was perhaps not even looked at. */
  skipped(reason: string): SnapshotReport {
    return { ...this.#common('skipped'), reason }
  }

  #common(status: SnapshotReport['status']): SnapshotReport {
    return {
      ...emptyReport,
      status,
      volume: this.#ports.volume.name,
      series: this.#inputs.name,
      compare: this.#inputs.compare,
      startedAt: this.#startedAt,
      durationMs: this.#durationMs(),
      phases: this.#phases,
      ownersKept: this.#ports.machine.isRoot,
      secrets: this.secrets,
      specials: this.specials,
      warnings: this.#warnings,
      notes: this.#notes,
      tags: this.#inputs.tags,
      pinned: this.#inputs.pin,
      run: this.context.run,
      program: this.program,
      rsync: this.rsync
    }
  }

  #baseOf(base: Planned['base']): Pick<SnapshotReport, 'base'> {
    return base === undefined ? {} : { base: { id: base.id, series: base.series } }
  }

  #durationMs(): number {
    return Math.round(this.#ports.clock.monotonicMs() - this.#startedMs)
  }
}
