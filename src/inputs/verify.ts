// The inputs of the verify action, from the texts the runner hands over to one typed object; every mistake is reported at once.

import type { Selector } from '../core/selector.ts'
import { parseWaitMs } from './amounts.ts'
import { integerBetween, oneOf, parseBoolean, wordOr } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults } from './model.ts'
import { parseSnapshotSelector } from './selector.ts'
import { readOwnSeries } from './series.ts'
import { mostJobs } from './snapshot.ts'
import { parseSubset, type SubsetInput } from './subset.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { verifyDefaults, verifyInputNames, type VerifyDefaulted, type VerifyInputName } from './verify-names.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface VerifyInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** A valid name of a series; it may have wildcards. */
  readonly name: string
  /** It was made of the repository, job and branch, and so means itself: a branch may be called `{a,b}`. */
  readonly isDefaultName: boolean
  readonly snapshot: Selector | 'all'
  readonly subset: SubsetInput
  readonly onDamage: 'fail' | 'warn'
  /** Parallel workers; absent for `auto`. */
  readonly jobs?: number
  readonly lockTimeoutMs: number
  /** Look and read, but note nothing on the volume. */
  readonly dryRun: boolean
  readonly summary: boolean
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface VerifyInputsRead extends VerifyInputs {
  readonly warnings: readonly string[]
}

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readVerifyInputs(env: Environment, context: RunContextWithDefaults): VerifyInputsRead {
  const read = new InputReader<VerifyInputName, VerifyDefaulted>(env, verifyDefaults)
  const unknown = findUnknownInputs(env, verifyInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const volume = readVolume(read, env)
  const { name, parts } = readOwnSeries(read, context.defaults)
  const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)))
  const inputs: VerifyInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name,
    isDefaultName: parts !== undefined,
    snapshot: read.value('snapshot', wordOr('all', parseSnapshotSelector)),
    subset: read.value('subset', parseSubset),
    onDamage: read.value('on-damage', oneOf(['fail', 'warn'])),
    ...(jobs === 'auto' ? {} : { jobs }),
    lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
    dryRun: read.value('dry-run', parseBoolean),
    summary: read.value('summary', parseBoolean),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}
