// What a restore has found out so far, phase by phase; whichever way the run ends, the report is told from this.

import { cancelled, Failure } from '../core/failure.ts'
import type { SelectedEntries } from '../core/path-selection.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { PhaseTime } from '../core/report/model.ts'
import type { RestoreBytes, RestoreCounts, RestoredFrom, RestoreReport } from '../core/report/restore-model.ts'
import { selectorText } from '../core/selector.ts'
import type { RunContext } from '../inputs/model.ts'
import type { RestoreInputs } from '../inputs/restore.ts'
import type { Target } from '../ports/target.ts'
import type { Series, Volume } from '../ports/volume.ts'
import type { Ports } from './ports.ts'

export type RestorePorts = Omit<Ports, 'source'> & { readonly target: Target }

/** What a run may add to the report of one that did nothing. */
type Done = Partial<
  Pick<RestoreReport, 'reason' | 'writingMs' | 'lost' | 'removed' | 'spared' | 'notRemoved'> & {
    readonly counts: Partial<RestoreCounts>
    readonly bytes: Partial<RestoreBytes>
  }
>

export class RestoreStory {
  readonly inputs: RestoreInputs
  readonly context: RunContext
  readonly ports: RestorePorts
  /** Something may be in the target that was not there before. */
  hasBegun = false
  /** What is restored from: the volume, or what came from the cache in its stead. */
  volume: Volume
  /** Why there is no volume, in whole sentences; absent while it is there. */
  noVolume: string | undefined
  #source: RestoredFrom['source'] = 'volume'
  readonly #program: string
  readonly #startedAt: string
  readonly #startedMs: number
  readonly #phases: PhaseTime[] = []
  readonly #warnings: string[] = []
  readonly #notes: string[] = []
  #from: RestoredFrom | undefined
  #selected: SelectedEntries = { entries: [], parents: [] }

  constructor(inputs: RestoreInputs, context: RunContext, ports: RestorePorts, program: string) {
    this.inputs = inputs
    this.context = context
    this.ports = ports
    this.volume = ports.volume
    this.#program = program
    this.#startedAt = ports.clock.now().toISOString()
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

  /** Something someone must act on: an annotation now, an alert in the summary. */
  warn(sentence: string): void {
    this.#warnings.push(sentence)
    this.ports.reporter.warning(sentence)
  }

  note(sentence: string): void {
    this.#notes.push(sentence)
    this.ports.reporter.info(sentence)
  }

  restoreFrom(volume: Volume, source: RestoredFrom['source']): void {
    this.volume = volume
    this.#source = source
  }

  withoutVolume(why: string): void {
    this.noVolume = why
  }

  /** The snapshot that is restored from now on. */
  found(series: Series, { id, run, startedAt }: SnapshotRecord): void {
    this.#from = {
      series: series.name,
      snapshot: id,
      source: this.#source,
      // What came from the cache is gone when the run ends.
      snapshotPath: this.#source === 'cache' ? '' : `${series.path}/${id}`,
      isExact: series.name === this.inputs.name,
      takenAt: startedAt,
      run
    }
  }

  /** What had been found cannot be had. */
  lost(): void {
    this.#from = undefined
  }

  selected(selected: SelectedEntries): void {
    this.#selected = selected
  }

  /** What a cancelled run says of the target, as the part that was stopped cannot know. */
  reworded(error: unknown): unknown {
    if (!(error instanceof Failure) || error.kind !== 'cancelled') return error
    const { message } = cancelled()
    const [word = ''] = message.split(' ')
    return new Failure(
      'cancelled',
      this.hasBegun
        ? `${word} The target holds some restored files; run the restore again.`
        : `${word} Nothing was written to the target.`
    )
  }

  report(status: RestoreReport['status'], done: Done = {}): RestoreReport {
    const { inputs, context } = this
    const { entries } = this.#selected
    const files = entries.filter(({ type }) => type === 'file')
    const { counts, bytes, ...rest } = done
    return {
      status,
      volume: inputs.volume,
      name: inputs.name,
      fallbackNames: inputs.fallbackNames,
      selector: selectorText(inputs.selector),
      target: inputs.path,
      paths: inputs.paths,
      clean: inputs.clean,
      verify: inputs.verify,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      counts: {
        files: files.length,
        directories: entries.filter(({ type }) => type === 'dir').length,
        symlinks: entries.filter(({ type }) => type === 'link').length,
        filesSame: 0,
        filesAdjusted: 0,
        filesWritten: 0,
        filesReflinked: 0,
        symlinksMade: 0,
        directoriesMade: 0,
        filesRemoved: 0,
        ...counts
      },
      bytes: { bytes: files.reduce((sum, { size }) => sum + size, 0), bytesWritten: 0, ...bytes },
      writingMs: 0,
      lost: [],
      removed: [],
      spared: [],
      notRemoved: [],
      ...rest,
      startedAt: this.#startedAt,
      durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
      phases: this.#phases,
      warnings: this.#warnings,
      notes: this.#notes,
      run: context.run,
      program: this.#program
    }
  }
}
