// Which snapshots a new one is compared with and linked to: the newest complete one of its series, then of others.

import { messageOf } from '../core/failure.ts'
import { manifestDigest } from '../core/manifest/tree-digest.ts'
import type { EntryList } from '../core/entry-list.ts'
import type { Base } from '../core/plan.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { markDamage } from './known-damage.ts'
import { markMisplaced, type Sound } from './misplaced-directories.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { Listed, Series, Volume } from '../ports/volume.ts'

export interface Bases {
  /** Preferred first; at most as many as rsync takes `--link-dest` options. */
  readonly bases: readonly Base[]
  /** The record of the first base. */
  readonly record?: SnapshotRecord
  /** Sentences someone must act on. */
  readonly warnings: readonly string[]
  /** The same bases, with what turned out to be misplaced in them: some way to a volume takes longer than a plan. */
  readonly sound: Promise<Sound>
}

/** rsync refuses more `--link-dest` options than this. */
const most = 20

export async function chooseBases(
  volume: Volume,
  own: Series,
  listed: readonly Listed[],
  linkFrom: readonly string[],
  reporter: Reporter,
  ahead?: ReadAhead
): Promise<Bases> {
  const bases: Base[] = []
  const warnings: string[] = []
  let record: SnapshotRecord | undefined
  for (const name of [own.name, ...linkFrom.filter(other => other !== own.name)]) {
    if (bases.length === most) {
      warnings.push(
        `"link-from" names more series than can be linked against: the first ${most} that have a snapshot are.`
      )
      break
    }
    const series = name === own.name ? own : volume.series(name)
    const found = await (name === own.name
      ? newestReadable(series, listed, warnings, ahead)
      : newestReadable(series, await series.list(), warnings))
    if (found === undefined) {
      if (name !== own.name) reporter.info(`The series ${name} has no complete snapshot to link against.`)
      continue
    }
    bases.push(found.base)
    record ??= found.record
  }
  const marked = await markDamage(volume, bases)
  const sound = markMisplaced(volume, marked.bases)
  // It is told to whoever waits for it.
  sound.catch(() => undefined)
  return {
    bases: marked.bases,
    warnings: [...warnings, ...marked.warnings],
    sound,
    ...(record === undefined ? {} : { record })
  }
}

/** The manifest that is most likely wanted, read while the source still is. */
export interface ReadAhead {
  readonly id: string
  /** Of the record that it was compared with. */
  readonly digest: string
  /** Absent when it cannot be used, or there is none: then it is read at its time, and what is wrong is told. */
  readonly entries: Promise<EntryList | undefined>
}

/** Nothing is locked yet, so what is read here counts only if the record, under the lock, still tells of the same. */
export async function readAhead(series: Series): Promise<ReadAhead | undefined> {
  try {
    const newest = (await series.list()).find(({ record }) => record !== undefined)
    if (newest?.record === undefined) return undefined
    const { id, record } = newest
    const entries = series
      .manifest(id)
      .then(found => (manifestDigest(found) === record.digest ? found : undefined))
      .catch(() => undefined)
    return { id, digest: record.digest, entries }
  } catch {
    // Whatever it is, it is met again under the lock, where it is told.
    return undefined
  }
}

async function newestReadable(
  series: Series,
  listed: readonly Listed[],
  warnings: string[],
  ahead?: ReadAhead
): Promise<{ readonly base: Base; readonly record: SnapshotRecord } | undefined> {
  for (const { id, damage } of listed) {
    if (damage === undefined) continue
    warnings.push(
      `The record of ${id} cannot be used (${damage}), so nothing is linked to that snapshot; its files are untouched.`
    )
  }
  for (const { id, record } of listed) {
    if (record === undefined) continue
    try {
      const known = ahead?.id === id ? await ahead.entries : undefined
      if (known !== undefined && ahead?.digest === record.digest)
        return { base: { series: series.name, id, entries: known }, record }
      const entries = await series.manifest(id)
      if (manifestDigest(entries) !== record.digest) throw new Error('its digest is not the one in the record')
      return { base: { series: series.name, id, entries }, record }
    } catch (error) {
      warnings.push(
        `The manifest of ${id} cannot be used (${messageOf(error)}), so nothing is linked to that snapshot; its files are untouched.`
      )
    }
  }
  return undefined
}
