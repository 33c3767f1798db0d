// The inputs of `adopt`, from texts to one typed object; every mistake is reported at once.

import { isRemote } from '../core/volume-address.ts'
import { adoptDefaults, adoptInputNames, type AdoptDefaulted, type AdoptInputName } from './adopt-names.ts'
import { parseWaitMs } from './amounts.ts'
import { integerBetween, parseBoolean, parsed, type Parser, wordOr, wrong } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults } from './model.ts'
import { pathFrom } from './places.ts'
import { readOwnSeries } from './series.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface AdoptInputs {
  /** An absolute path, or the address of a volume over ssh. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** The series that the trees become snapshots of. */
  readonly name: string
  /** Absolute path of the directory that holds the trees, on the machine of the volume. */
  readonly path: string
  /** What stands before the date in their names; may be empty. */
  readonly prefix: string
  /** Names without a time zone are in UTC, not in the time of the machine that has them. */
  readonly utc: boolean
  readonly lockTimeoutMs: number
  readonly dryRun: boolean
  /** Parallel workers; absent for `auto`. */
  readonly jobs?: number
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface AdoptInputsRead extends AdoptInputs {
  readonly warnings: readonly string[]
}

/** Beyond this, disks only seek more. */
const mostJobs = 64

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readAdoptInputs(env: Environment, context: RunContextWithDefaults): AdoptInputsRead {
  const read = new InputReader<AdoptInputName, AdoptDefaulted>(env, adoptDefaults)
  const unknown = findUnknownInputs(env, adoptInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)))
  const volume = readVolume(read, env)
  const inputs: AdoptInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name: readOwnSeries(read, context.defaults).name,
    path: readPath(read, volume, context.workspace),
    prefix: read.check('prefix', read.text('prefix'), parsePrefix) ?? '',
    utc: read.value('utc', parseBoolean),
    lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
    dryRun: read.value('dry-run', parseBoolean),
    ...(jobs === 'auto' ? {} : { jobs }),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}

function readPath(read: InputReader<AdoptInputName, AdoptDefaulted>, volume: string, workspace: string): string {
  if (read.text('path') === '') {
    read.report('path: is missing; give the directory that holds the dated trees')
    return ''
  }
  return read.check('path', read.text('path'), isRemote(volume) ? parseFarPath : pathFrom(workspace)) ?? ''
}

/** On the machine of the volume, where no directory is the one that we are in. */
const parseFarPath: Parser<string> = text => {
  if (text.startsWith('/')) return pathFrom('/')(text)
  return wrong(
    isRemote(text)
      ? 'is an address: the trees are on the machine of the volume, so write their path there alone, which starts with "/"'
      : 'is relative: the trees are on the machine of the volume, so write their absolute path there, which starts with "/"'
  )
}

/** As it is, spaces included: it has to be the start of the names, byte for byte. */
const parsePrefix: Parser<string> = text =>
  /[/\n]/.test(text)
    ? wrong(
        'is no start of a name: it may have neither a slash nor a newline; the directory itself belongs into "path"'
      )
    : parsed(text)
