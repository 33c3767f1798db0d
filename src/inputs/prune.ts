// The inputs of the prune action, from the texts the runner hands over to one typed object; every mistake is reported at once.

import { parseWaitMs } from './amounts.ts'
import { parseBoolean } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults } from './model.ts'
import { pruneDefaults, pruneInputNames, type PruneDefaulted, type PruneInputName } from './prune-names.ts'
import { readRetentionRules, type RetentionRules } from './retention.ts'
import { readOwnSeries } from './series.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface PruneInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** A valid name of a series; it may have wildcards. */
  readonly name: string
  /** It was made of the repository, job and branch, and so means itself: a branch may be called `{a,b}`. */
  readonly isDefaultName: boolean
  readonly retention: RetentionRules
  readonly lockTimeoutMs: number
  readonly dryRun: boolean
  readonly summary: boolean
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface PruneInputsRead extends PruneInputs {
  readonly warnings: readonly string[]
}

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readPruneInputs(env: Environment, context: RunContextWithDefaults): PruneInputsRead {
  const read = new InputReader<PruneInputName, PruneDefaulted>(env, pruneDefaults)
  const unknown = findUnknownInputs(env, pruneInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const volume = readVolume(read, env)
  const { name, parts } = readOwnSeries(read, context.defaults)
  const inputs: PruneInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name,
    isDefaultName: parts !== undefined,
    retention: readRetentionRules(read),
    lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
    dryRun: read.value('dry-run', parseBoolean),
    summary: read.value('summary', parseBoolean),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}
