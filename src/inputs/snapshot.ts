// The inputs of the snapshot action, from the texts the runner hands over to one typed object; every mistake is reported at once.

import { parseRsyncOptions } from '../core/rsync-options.ts'
import { parseShare, parseWaitMs } from './amounts.ts'
import { integerBetween, oneOf, parseBoolean, parseTag, wordOr } from './fields.ts'
import { InputReader, type Environment } from './input-reader.ts'
import type { RunContextWithDefaults, SnapshotInputsRead } from './model.ts'
import { pathFrom, sourceLineFrom } from './places.ts'
import { readRetention } from './retention.ts'
import { readSeries } from './series.ts'
import {
  snapshotDefaults,
  snapshotInputNames,
  type SnapshotDefaulted,
  type SnapshotInputName
} from './snapshot-names.ts'
import { readSsh } from './ssh.ts'
import { findUnknownInputs } from './unknown-inputs.ts'
import { readVolume } from './volume.ts'

type Reader = InputReader<SnapshotInputName, SnapshotDefaulted>

/** Beyond this, disks only seek more. */
export const mostJobs = 64

/** Throws an `InputFailure` that names every mistake. Nothing but texts is judged: no disk is asked. */
export function readSnapshotInputs(env: Environment, context: RunContextWithDefaults): SnapshotInputsRead {
  const read: Reader = new InputReader(env, snapshotDefaults)
  const unknown = findUnknownInputs(env, snapshotInputNames)
  unknown.mistakes.forEach(mistake => {
    read.report(mistake)
  })

  const volume = readVolume(read, env)
  const filterFile = read.optional('filter-file', pathFrom(context.workspace))
  const maxShrink = read.optional('max-shrink', parseShare)
  const minLinkRatio = read.optional('min-link-ratio', parseShare)
  const jobs = read.value('jobs', wordOr('auto', integerBetween(1, mostJobs)))
  const readOnly = read.value('read-only', oneOf(['auto', 'true', 'false']))

  const inputs: SnapshotInputsRead = {
    volume,
    ...readSsh(read, volume, context.workspace),
    ...readSeries(read, context.defaults),
    path: readPath(read, context.workspace),
    root: read.optional('root', pathFrom(context.workspace)) ?? context.workspace,
    include: read.lines('include'),
    exclude: read.lines('exclude'),
    ...(filterFile === undefined ? {} : { filterFile }),
    excludeSecrets: read.value('exclude-secrets', parseBoolean),
    oneFileSystem: read.value('one-file-system', parseBoolean),
    compare: read.value('compare', oneOf(['content', 'quick'])),
    requireHardlinks: read.value('require-hardlinks', parseBoolean),
    requireMount: read.value('require-mount', parseBoolean),
    ifNoFilesFound: read.value('if-no-files-found', oneOf(['error', 'warn', 'ignore'])),
    skipIfUnchanged: read.value('skip-if-unchanged', parseBoolean),
    onVanished: read.value('on-vanished', oneOf(['error', 'warn'])),
    ...(maxShrink === undefined ? {} : { maxShrink }),
    ...(minLinkRatio === undefined ? {} : { minLinkRatio }),
    tags: [...new Set(read.each('tags', parseTag))],
    pin: read.value('pin', parseBoolean),
    verify: read.value('verify', parseBoolean),
    ...(jobs === 'auto' ? {} : { jobs }),
    rsyncArgs: readRsyncArgs(read),
    readOnly: readOnly === 'auto' ? 'auto' : readOnly === 'true',
    lockTimeoutMs: read.value('lock-timeout', parseWaitMs),
    retention: readRetention(read),
    dryRun: read.value('dry-run', parseBoolean),
    cacheCopy: read.value('cache-copy', parseBoolean),
    page: read.value('page', parseBoolean),
    summary: read.value('summary', parseBoolean),
    warnings: unknown.warnings
  }
  read.finish()
  return inputs
}

function readPath(read: Reader, workspace: string): string[] {
  if (read.lines('path').length === 0) {
    read.mistake(
      'path',
      read.text('path'),
      'is empty: name what to back up; if it comes from a variable, that is not set'
    )
    return []
  }
  const lines = read.each('path', sourceLineFrom(workspace))
  if (read.lines('path').every(line => line.startsWith('!'))) {
    read.report('path: has only lines that leave something out; add one without "!" that says what to back up')
  }
  return lines
}

/** Kept as they are written, once each is known to be harmless. */
function readRsyncArgs(read: Reader): string[] {
  const args = read.lines('rsync-args')
  parseRsyncOptions(args).mistakes.forEach(mistake => {
    read.report(`rsync-args: ${mistake}`)
  })
  return args
}
