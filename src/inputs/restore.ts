// The inputs of the restore action, from the texts the runner hands over to one typed object; every mistake is reported at once.

import { posix } from 'node:path'
import type { Selector } from '../core/selector.ts'
import { integerBetween, oneOf, parseBoolean, parsed, wordOr, wrong, type Parser } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults } from './model.ts'
import { pathFrom } from './places.ts'
import { restoreDefaults, restoreInputNames, type RestoreDefaulted, type RestoreInputName } from './restore-names.ts'
import { parseSnapshotSelector } from './selector.ts'
import { parseSeriesName, readOwnSeries } from './series.ts'
import { mostJobs } from './snapshot.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readSsh, type SshInputs } from './ssh.ts'
import { readVolume } from './volume.ts'

export interface RestoreInputs {
  /** An absolute path, or the address of a volume over ssh; empty for none, where there is the cache to fall back on. */
  readonly volume: string
  /** How that is reached; absent for a volume of this machine. */
  readonly ssh?: SshInputs
  /** The series, and those that stand in for it when it has no such snapshot. */
  readonly name: string
  readonly fallbackNames: readonly string[]
  readonly selector: Selector
  /** Absolute directory that the snapshot's contents are restored into. */
  readonly path: string
  /** What to restore, relative to the top of the snapshot; none for all. `!` leaves out. */
  readonly paths: readonly string[]
  readonly clean: boolean
  readonly verify: boolean
  readonly failOnMiss: boolean
  readonly lookupOnly: boolean
  /** Take the copy in the GitHub Actions cache where the volume has none, or is not there. */
  readonly cacheFallback: boolean
  readonly method: 'auto' | 'copy' | 'reflink'
  /** Parallel workers; absent for `auto`. */
  readonly jobs?: number
  readonly dryRun: boolean
  readonly summary: boolean
}

/** The same with what is worth a warning, although nothing about it is wrong. */
export interface RestoreInputsRead extends RestoreInputs {
  readonly warnings: readonly string[]
}

type Reader = InputReader<RestoreInputName, RestoreDefaulted>

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readRestoreInputs(env: Environment, context: RunContextWithDefaults): RestoreInputsRead {
  const read: Reader = new InputReader(env, restoreDefaults)
  const unknown = findUnknownInputs(env, restoreInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })
  const cacheFallback = read.value('cache-fallback', parseBoolean)
  const volume = readVolume(read, env, cacheFallback)
  const { name } = readOwnSeries(read, context.defaults)
  const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)))
  const inputs: RestoreInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    name,
    fallbackNames: [...new Set(read.each('fallback-names', parseSeriesName))].filter(other => other !== name),
    selector: read.value('snapshot', parseSnapshotSelector),
    path:
      read.check(
        'path',
        read.text('path') === '' ? context.workspace : read.text('path'),
        targetFrom(context.workspace)
      ) ?? '',
    paths: readPaths(read),
    clean: read.value('clean', parseBoolean),
    verify: read.value('verify', parseBoolean),
    failOnMiss: read.value('fail-on-miss', parseBoolean),
    lookupOnly: read.value('lookup-only', parseBoolean),
    cacheFallback,
    method: read.value('method', oneOf(['auto', 'copy', 'reflink'])),
    ...(jobs === 'auto' ? {} : { jobs }),
    dryRun: read.value('dry-run', parseBoolean),
    summary: read.value('summary', parseBoolean),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}

/** The root of the system is what an empty variable makes of `${{ env.DIR }}/`, and it would be cleaned, too. */
const targetFrom =
  (workspace: string): Parser<string> =>
  text => {
    const path = pathFrom(workspace)(text)
    return path.ok && path.value === '/'
      ? wrong(
          'is the whole machine: an empty variable in front of the slash does that; name the directory to restore into'
        )
      : path
  }

function readPaths(read: Reader): string[] {
  const lines = read.each('paths', parsePathLine)
  const written = read.lines('paths')
  if (written.length > 0 && written.every(line => line.startsWith('!'))) {
    read.report(
      'paths: has only lines that leave something out; add one without "!" that says what to restore, such as **'
    )
  }
  return lines
}

/** A path or pattern below the top of the snapshot. */
const parsePathLine: Parser<string> = line => {
  const path = line.startsWith('!') ? line.slice(1) : line
  if (path.trim() === '') return wrong('leaves nothing out: write a pattern after the "!"')
  if (path.startsWith('/')) {
    return wrong('is absolute: paths are those within the snapshot, whose top is what was the "path" of the backup')
  }
  return /^\.\.(?:\/|$)/.test(posix.normalize(path))
    ? wrong('leads out of the snapshot: paths are those within it')
    : parsed(line)
}
