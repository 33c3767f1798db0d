// The inputs of `doctor`, from texts to one typed object; every mistake is reported at once.

import { doctorDefaults, doctorInputNames, type DoctorInputName } from './doctor-names.ts'
import { InputReader, type Environment } from './input-reader.ts'
import { parseSeriesName } from './series.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface DoctorInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** A series to look at as well. It has no default: most who ask are at a terminal, and ask about the volume. */
  readonly name?: string
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface DoctorInputsRead extends DoctorInputs {
  readonly warnings: readonly string[]
}

/**
 * Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. `workspace`: what
 * relative files are resolved against.
 */
export function readDoctorInputs(env: Environment, { workspace } = { workspace: '/' }): DoctorInputsRead {
  const read = new InputReader<DoctorInputName, 'ssh-strict'>(env, doctorDefaults)
  const unknown = findUnknownInputs(env, doctorInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const name = read.optional('name', parseSeriesName)
  const volume = readVolume(read, env)
  const inputs: DoctorInputsRead = {
    volume,
    ...readSsh(read, volume, workspace),
    ...(name === undefined ? {} : { name }),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}
