// The inputs of the list action, from the texts the runner hands over to one typed object; every mistake is reported at once.

import { oneOf, parseBoolean } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import { listDefaults, listInputNames, type ListDefaulted, type ListInputName } from './list-names.ts'
import type { RunContextWithDefaults } from './model.ts'
import { readOwnSeries } from './series.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface ListInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** A valid name of a series; it may have wildcards. */
  readonly name: string
  /** It was made of the repository, job and branch, and so means itself: a branch may be called `{a,b}`. */
  readonly isDefaultName: boolean
  /** Whether every tree is looked through for what its removal would free; `auto`: where that is soon done. */
  readonly measure: 'auto' | boolean
  /** Whether a page is written into each series. */
  readonly html: boolean
  readonly summary: boolean
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface ListInputsRead extends ListInputs {
  readonly warnings: readonly string[]
}

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readListInputs(env: Environment, context: RunContextWithDefaults): ListInputsRead {
  const read = new InputReader<ListInputName, ListDefaulted>(env, listDefaults)
  const unknown = findUnknownInputs(env, listInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const volume = readVolume(read, env)
  const { name, parts } = readOwnSeries(read, context.defaults)
  const measure = read.value('measure', oneOf(['auto', 'true', 'false']))
  const inputs: ListInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name,
    isDefaultName: parts !== undefined,
    measure: measure === 'auto' ? measure : measure === 'true',
    html: read.value('html', parseBoolean),
    summary: read.value('summary', parseBoolean),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}
