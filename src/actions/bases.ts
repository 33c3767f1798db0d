// Which snapshots a new one is compared with and linked to: the newest complete one of its series, then of others.

import { messageOf } from '../core/failure.ts'
import { manifestDigest } from '../core/manifest/manifest.ts'
import type { Base } from '../core/plan.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { markDamage } from './known-damage.ts'
import { markMisplaced } from './misplaced-directories.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { Listed, Series, Volume } from '../ports/volume.ts'

export interface Bases {
  /** Preferred first; at most as many as rsync takes `--link-dest` options. */
  readonly bases: readonly Base[]
  /** The record of the first base. */
  readonly record?: SnapshotRecord
  /** Sentences someone must act on. */
  readonly warnings: readonly string[]
}

/** rsync refuses more `--link-dest` options than this. */
const most = 20

export async function chooseBases(
  volume: Volume,
  own: Series,
  listed: readonly Listed[],
  linkFrom: readonly string[],
  reporter: Reporter
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
    const found = await newestReadable(series, name === own.name ? listed : await series.list(), warnings)
    if (found === undefined) {
      if (name !== own.name) reporter.info(`The series ${name} has no complete snapshot to link against.`)
      continue
    }
    bases.push(found.base)
    record ??= found.record
  }
  const marked = await markDamage(volume, bases)
  const sound = await markMisplaced(volume, marked.bases)
  return {
    bases: sound.bases,
    warnings: [...warnings, ...marked.warnings, ...sound.warnings],
    ...(record === undefined ? {} : { record })
  }
}

async function newestReadable(
  series: Series,
  listed: readonly Listed[],
  warnings: string[]
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
