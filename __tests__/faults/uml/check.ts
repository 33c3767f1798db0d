// Run in a guest: what is wrong with a series after a fault, by the invariants of a snapshot volume; one line each.
// Usage: check.ts <volume> <series> <directory for what is to be remembered> cut|settled

import { lstatSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listing, snapshotsIn, troubleIn, troubleWith } from '../../support/series-state.ts'

const [volume = '', name = '', memory = '', state = ''] = process.argv.slice(2)
const series = join(volume, name)

/** What an earlier look saw, on the host: it outlives the machine. */
interface Seen {
  readonly snapshots: Readonly<Record<string, readonly string[]>>
  readonly beside: readonly string[]
}

const remembered = join(memory, 'seen.json')
const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Each listed snapshot is complete (I1), unchanged since it was first seen (I2); nothing beside the series moved (I4). */
function troubleSince(before: Seen | undefined, now: Seen): string[] {
  const changed = Object.entries(now.snapshots).flatMap(([id, lines]) => {
    const then = before?.snapshots[id]
    if (then === undefined) return []
    return lines.filter(line => !then.includes(line)).map(line => `${id} was changed (I2): now ${line}`)
  })
  const moved = before !== undefined && before.beside.join('\n') !== now.beside.join('\n')
  return [...changed, ...(moved ? ['something beside the series was touched (I4)'] : [])]
}

/** Right after a cut: `latest` is absent or names a listed snapshot (I3); leftovers are no trouble, the next run's work. */
function troubleAfterCut(ids: readonly string[]): string[] {
  const link = join(series, 'latest')
  const latest = lstatSync(link, { throwIfNoEntry: false }) === undefined ? undefined : readlinkSync(link)
  const dangling = latest !== undefined && !ids.includes(latest) ? [`latest points to ${latest}, which is not there (I3)`] : []
  return [...ids.flatMap(id => troubleOf(id)), ...dangling]
}

/** A missing record, or an empty manifest, is an answer too. */
function troubleOf(id: string): string[] {
  try {
    return troubleWith(series, id).map(line => `${line} (I1)`)
  } catch (error) {
    return [`${id} cannot be checked (I1): ${String(error)}`]
  }
}

const exists = lstatSync(series, { throwIfNoEntry: false }) !== undefined
const ids = exists ? snapshotsIn(series) : []
const now: Seen = {
  snapshots: Object.fromEntries(ids.map(id => [id, listing(join(series, id))])),
  beside: readdirSync(volume).includes('beside') ? listing(join(volume, 'beside')) : []
}
const past = read(remembered)
// What a run said it had published, one id a line: the last of them is never pruned by a rule that keeps the last ones.
const reported = read(join(memory, 'reported'))?.trim().split('\n').at(-1)
const trouble = [
  ...(state === 'settled' ? troubleIn(series) : troubleAfterCut(ids)),
  ...troubleSince(past === undefined ? undefined : (JSON.parse(past) as Seen), now),
  ...(reported === undefined || ids.includes(reported) ? [] : [`${reported} was reported and is not there`])
]
for (const line of trouble) console.log(line)
if (trouble.length === 0) writeFileSync(remembered, JSON.stringify(now))
process.exitCode = trouble.length === 0 ? 0 : 1
