// What a verification has looked at, read and found so far, over all its series; the report is told from this.

import { Failure } from '../core/failure.ts'
import type { VerifyReport } from '../core/report/verify-model.ts'
import { entryWith } from '../core/entry.ts'
import { selectorText } from '../core/selector.ts'
import { DamageBook, damageOf, type Place } from '../core/verify-book.ts'
import { InodeLedger } from '../core/verify-ledger.ts'
import { partOfDay, type Sample, type Sampled, sampleOf, type Subset, subsetText } from '../core/verify-sample.ts'
import type { RunContext } from '../inputs/model.ts'
import type { SubsetInput } from '../inputs/subset.ts'
import type { VerifyInputs } from '../inputs/verify.ts'
import type { Listed, Series } from '../ports/volume.ts'
import type { Ports } from './ports.ts'
import type { Readable } from './verify-tree.ts'

export type VerifyPorts = Omit<Ports, 'source'>

/** A file that the sample may still take once all others are known. */
export interface Waiting extends Sampled {
  readonly part: Part
  readonly place: Place
  readonly listed: Listed
  readonly file: Readable
}

/** One series of the run. */
export interface Part {
  readonly series: Series
  readonly device: string
  /** The newest first. */
  readonly chosen: readonly Listed[]
  readonly checked: string[]
  /** Inodes that were known to be damaged, and those of them that were read and are whole. */
  readonly suspects: ReadonlySet<bigint>
  readonly whole: Set<bigint>
  /** Something of it could not be looked at, or was not there any more. */
  isPartial: boolean
}

export class VerifyRun {
  readonly inputs: VerifyInputs
  readonly context: RunContext
  readonly ports: VerifyPorts
  readonly book = new DamageBook()
  readonly sample: Sample<Waiting>
  readonly parts: Part[] = []
  /** Series that were not verified, and have damaged inodes as well. */
  readonly sharing: Series[] = []
  readonly missing: string[] = []
  isPattern = false
  knownBefore = 0
  isNoted = true
  readonly #program: string
  readonly #seed: string
  readonly #subset: Subset
  readonly #startedAt: string
  readonly #startedMs: number
  readonly #ledgers = new Map<string, InodeLedger>()
  readonly #warnings: string[] = []
  readonly #notes: string[] = []
  #pathsLookedAt = 0
  #filesLookedAt = 0
  #filesChecked = 0
  #bytesChecked = 0

  constructor(inputs: VerifyInputs, context: RunContext, ports: VerifyPorts, program: string, seed: string) {
    this.inputs = inputs
    this.context = context
    this.ports = ports
    this.#program = program
    this.#seed = seed
    this.#startedAt = ports.clock.now().toISOString()
    this.#startedMs = ports.clock.monotonicMs()
    this.#subset = dueToday(inputs.subset, ports.clock.now())
    this.sample = sampleOf(this.#subset, seed)
  }

  get isSample(): boolean {
    return this.#subset.by !== 'all'
  }

  /** Something someone must act on besides what is damaged. */
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

  /** Whether this file is to be read now: its inode is new, and the sample takes it. */
  wants(one: Omit<Waiting, keyof Sampled>): boolean {
    const { sha256, size } = one.file.entry
    const { ino } = one.file.held
    if (sha256 === undefined || !this.#ledger(one.place.device).claim(ino, sha256)) return false
    // Most of them wait to the end then, and each would keep a part of its manifest's table.
    const isKept = this.#subset.by === 'bytes'
    const file = isKept ? { ...one.file, entry: entryWith(one.file.entry, {}) } : one.file
    return this.sample.take({ ...one, file, sha256, size, ino })
  }

  looked(paths: number, files: number): void {
    this.#pathsLookedAt += paths
    this.#filesLookedAt += files
    this.#tell()
  }

  read(files: number, bytes: number): void {
    this.#filesChecked += files
    this.#bytesChecked += bytes
    this.#tell()
  }

  report(): VerifyReport {
    const damaged = this.book.cases().map(damageOf)
    const { inputs } = this
    return {
      ok: damaged.length === 0,
      volume: inputs.volume,
      name: inputs.name,
      isPattern: this.isPattern,
      selected: inputs.snapshot === 'all' ? 'all' : selectorText(inputs.snapshot),
      subset: subsetText(this.#subset),
      isSample: this.isSample,
      seed: this.#seed,
      series: this.parts.map(({ series, checked }) => ({ series: series.name, snapshots: checked })),
      snapshotsChecked: this.parts.reduce((sum, { checked }) => sum + checked.length, 0),
      filesLookedAt: this.#filesLookedAt,
      pathsLookedAt: this.#pathsLookedAt,
      filesChecked: this.#filesChecked,
      bytesChecked: this.#bytesChecked,
      damaged,
      knownBefore: this.knownBefore,
      isNoted: this.isNoted,
      startedAt: this.#startedAt,
      durationMs: Math.round(this.ports.clock.monotonicMs() - this.#startedMs),
      warnings: this.#warnings,
      notes: this.#notes,
      run: this.context.run,
      program: this.#program
    }
  }

  #ledger(device: string): InodeLedger {
    const ledger = this.#ledgers.get(device) ?? new InodeLedger()
    this.#ledgers.set(device, ledger)
    return ledger
  }

  #tell(): void {
    const records = this.parts.flatMap(({ chosen }) => chosen.flatMap(({ record }) => record ?? []))
    const [only] = records
    this.ports.reporter.progress({
      doing: 'verifying',
      files: this.#filesLookedAt,
      bytes: this.#bytesChecked,
      totalFiles: records.reduce((sum, { files }) => sum + files, 0),
      // Of several, nobody knows beforehand how much they share.
      ...(records.length === 1 && only !== undefined && !this.isSample && { totalBytes: only.bytes })
    })
  }
}

const dueToday = (subset: SubsetInput, now: Date): Subset =>
  subset.by === 'turn' ? { by: 'part', part: partOfDay(subset.of, now), of: subset.of } : subset

export const isCancelled = (error: unknown): boolean => error instanceof Failure && error.kind === 'cancelled'
