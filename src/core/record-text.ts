// The record of a snapshot as JSON, and back from whatever a volume holds under its name.

import { type CauseCount, causes } from './cause.ts'
import { JsonFields, type TextRule, nonEmpty, parseJsonFields, utcMoment } from './json-fields.ts'
import { type CloneCounts, type LargestFile, type RunInfo, type SnapshotRecord, recordFormat } from './record.ts'
import type { RetentionPolicy, Span } from './retention/policy.ts'
import { validateSeriesName } from './series-name.ts'
import { isSnapshotId } from './snapshot-id.ts'

/** A record has about 1 KB. */
export const mostRecordBytes = 1_048_576

/** A record that says nothing that could be relied on. */
export class RecordDamage extends Error {
  override readonly name = 'RecordDamage'

  constructor(problem: string) {
    super(`the record is damaged: ${problem}`)
  }
}

/** The file's text. Throws `RecordDamage` for a record that could not be read back. */
export function encodeRecord(record: SnapshotRecord): string {
  const text = `${JSON.stringify(record, undefined, 2)}\n`
  decodeRecord(text)
  return text
}

/** The record that a text holds; fields that this version does not know are left out. Throws `RecordDamage`. */
export function decodeRecord(text: string): SnapshotRecord {
  const fields = parseJsonFields(text, mostRecordBytes, problem => new RecordDamage(problem))
  const record: SnapshotRecord = {
    format: fields.format(recordFormat),
    id: fields.text('id', snapshotIdRule),
    series: fields.text('series', seriesRule),
    status: fields.oneOf('status', ['complete']),
    startedAt: fields.text('startedAt', utcMoment),
    finishedAt: fields.text('finishedAt', utcMoment),
    durationMs: fields.amount('durationMs'),
    ...(fields.has('base') && { base: baseOf(fields.object('base')) }),
    ...(fields.has('linkedFrom') && {
      linkedFrom: fields.list('linkedFrom', (items, index) => items.text(index, seriesRule))
    }),
    compare: fields.oneOf('compare', ['content', 'quick']),
    digest: fields.text('digest', digestRule),
    ownersKept: fields.flag('ownersKept'),
    files: fields.count('files'),
    filesLinked: fields.count('filesLinked'),
    filesCopied: fields.count('filesCopied'),
    filesAdded: fields.count('filesAdded'),
    filesChanged: fields.count('filesChanged'),
    filesMoved: fields.count('filesMoved'),
    filesRemoved: fields.count('filesRemoved'),
    directories: fields.count('directories'),
    symlinks: fields.count('symlinks'),
    bytes: fields.count('bytes'),
    bytesLinked: fields.count('bytesLinked'),
    bytesAdded: fields.count('bytesAdded'),
    bytesOnDisk: fields.count('bytesOnDisk'),
    causes: fields.list('causes', (items, index) => causeOf(items.object(index))),
    ...(fields.has('clones') && { clones: clonesOf(fields.object('clones')) }),
    ...(fields.has('largest') && {
      largest: fields.list('largest', (items, index) => largestOf(items.object(index)))
    }),
    ...(fields.has('retention') && { retention: policyOf(fields.object('retention')) }),
    tags: fields.list('tags', (items, index) => items.text(index, nonEmpty)),
    pinned: fields.flag('pinned'),
    run: runOf(fields.object('run')),
    program: fields.text('program')
  }
  const { files, filesLinked, filesCopied } = record
  if (files !== filesLinked + filesCopied)
    throw new RecordDamage(
      `files is ${files}; expected the sum of filesLinked ${filesLinked} and filesCopied ${filesCopied}`
    )
  return record
}

const baseOf = (fields: JsonFields): NonNullable<SnapshotRecord['base']> => ({
  id: fields.text('id', nameRule),
  ...(fields.has('series') && { series: fields.text('series', seriesRule) })
})

const causeOf = (fields: JsonFields): CauseCount => ({
  cause: fields.oneOf('cause', causes),
  files: fields.count('files'),
  bytes: fields.count('bytes')
})

const clonesOf = (fields: JsonFields): CloneCounts => ({
  files: fields.count('files'),
  bytesOnDisk: fields.count('bytesOnDisk'),
  bytesWritten: fields.count('bytesWritten')
})

const largestOf = (fields: JsonFields): LargestFile => ({
  path: fields.text('path'),
  bytes: fields.count('bytes'),
  cause: fields.oneOf('cause', causes)
})

const policyOf = (fields: JsonFields): RetentionPolicy => ({
  keepLast: fields.count('keepLast'),
  keepHourly: fields.count('keepHourly'),
  keepDaily: fields.count('keepDaily'),
  keepWeekly: fields.count('keepWeekly'),
  keepMonthly: fields.count('keepMonthly'),
  keepYearly: fields.count('keepYearly'),
  ...(fields.has('keepWithin') && { keepWithin: spanOf(fields.object('keepWithin')) }),
  keepTags: fields.list('keepTags', (items, index) => items.text(index, nonEmpty))
})

const spanOf = (fields: JsonFields): Span => ({ months: fields.count('months'), hours: fields.count('hours') })

const runFields = [
  'repository',
  'ref',
  'commit',
  'workflow',
  'job',
  'event',
  'actor',
  'runId',
  'runAttempt',
  'runner',
  'url'
] as const satisfies readonly (keyof RunInfo)[]

const runOf = (fields: JsonFields): RunInfo =>
  Object.fromEntries(runFields.filter(key => fields.has(key)).map(key => [key, fields.text(key)]))

const snapshotIdRule: TextRule = {
  allows: isSnapshotId,
  expected: 'the id of a snapshot such as "2026-11-20T08-49-01Z"'
}

/** The name of a directory: a base may be a foreign tree that was adopted under its own name. */
const nameRule: TextRule = {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  allows: text => /^[^/\x00-\x1f\x7f]{1,255}$/.test(text) && text !== '.' && text !== '..',
  expected: 'the name of a directory'
}

const seriesRule: TextRule = {
  allows: text => validateSeriesName(text).ok,
  expected: 'the name of a series such as "owner/repo/job/main"'
}

const digestRule: TextRule = {
  allows: text => /^sha256:[0-9a-f]{64}$/.test(text),
  expected: '"sha256:" and 64 hexadecimal digits'
}
