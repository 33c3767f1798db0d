// The manifest of a snapshot that is to be restored, verified or compared; refused unless it is the one its record tells of.

import type { Entry } from '../core/entry.ts'
import type { EntryList } from '../core/entry-list.ts'
import { codeOf, Failure, messageOf } from '../core/failure.ts'
import { manifestDigest } from '../core/manifest/tree-digest.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { Series } from '../ports/volume.ts'
import { copyByHand } from './choose-snapshot.ts'

/** Throws `Failure('stored')` for one that is missing, damaged or another snapshot's. */
export async function readManifest(series: Series, record: SnapshotRecord): Promise<readonly Entry[]> {
  const { id, digest } = record
  let entries: EntryList
  try {
    entries = await series.manifest(id)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    throw unusable(series, id, codeOf(error) === 'ENOENT' ? 'is missing' : `cannot be used: ${messageOf(error)}`, error)
  }
  if (manifestDigest(entries) !== digest) throw unusable(series, id, 'is not the one that its record tells of')
  return [...entries]
}

function unusable(series: Series, id: string, what: string, cause?: unknown): Failure {
  return new Failure(
    'stored',
    `The manifest of ${id} in the series ${quoteValue(series.name)} ${what}. Without it nothing says what the files should be. Take the snapshot before it (before:${id}), or copy what is there by hand, unchecked:\n  ${copyByHand(series, id)}`,
    cause === undefined ? {} : { cause }
  )
}
