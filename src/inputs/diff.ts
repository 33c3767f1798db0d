// The inputs of a comparison of two snapshots, from texts to one typed object; every mistake is reported at once.

import type { Selector } from '../core/selector.ts'
import { diffDefaults, type DiffDefaulted, diffInputNames, type DiffInputName } from './diff-names.ts'
import { integerBetween, parseBoolean } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults } from './model.ts'
import { parseSnapshotSelector } from './selector.ts'
import { parseSeriesName, readOwnSeries } from './series.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface DiffInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** The series of both, or of the first one. */
  readonly name: string
  /** The series of the second one, when that is another. */
  readonly otherName?: string
  /** Absent: the one before the second, or the latest when the second is of another series. */
  readonly from?: Selector
  /** Absent: the latest. */
  readonly to?: Selector
  /** Rows of each list in the log. */
  readonly rows: number
}

export interface DiffInputsRead extends DiffInputs {
  /** Sentences worth a warning, although nothing is wrong. */
  readonly warnings: readonly string[]
}

/** More than a person reads, and a number that a terminal can still scroll over. */
const mostRows = 1_000_000

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readDiffInputs(env: Environment, context: RunContextWithDefaults): DiffInputsRead {
  const read = new InputReader<DiffInputName, DiffDefaulted>(env, diffDefaults)
  const unknown = findUnknownInputs(env, diffInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const otherName = read.optional('name-b', parseSeriesName)
  const from = read.optional('from', parseSnapshotSelector)
  const to = read.optional('to', parseSnapshotSelector)
  const limit = read.value('limit', integerBetween(1, mostRows))
  const volume = readVolume(read, env)
  const inputs: DiffInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name: readOwnSeries(read, context.defaults).name,
    ...(otherName !== undefined && { otherName }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    rows: read.value('all', parseBoolean) ? Infinity : limit,
    warnings: unknown.warnings
  }
  if (otherName !== undefined && (from === undefined) !== (to === undefined)) {
    read.report('name-b: with two series, say which snapshot of each is meant, or of neither for the latest of both')
  }
  read.finish()
  return inputs
}
