// Where a volume has no such snapshot, or is not there: its copy in the cache, brought into a volume of its own and restored from there.

import { type CacheKeys, cacheKeys } from '../core/cache-key.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { Found, SnapshotCopies } from '../ports/snapshot-copies.ts'
import { choose, type Held } from './restore-choice.ts'
import { readManifest } from './read-manifest.ts'
import type { RestoreStory } from './restore-story.ts'

/** `onVolume`: why there is none on the volume. The copy, held; or why there is none anywhere, in whole sentences. */
export async function chooseCopy(
  story: RestoreStory,
  copies: SnapshotCopies,
  onVolume: string
): Promise<Held | string> {
  const inCache = await take(story, copies)
  if (typeof inCache === 'string') return `${onVolume}\n${inCache}`
  story.note(`It is not taken from the volume but from its copy in the GitHub Actions cache. ${onVolume}`)
  return inCache
}

async function take(story: RestoreStory, copies: SnapshotCopies): Promise<Held | string> {
  const { inputs } = story
  if (copies.unavailable !== undefined) return `There is no copy to take instead: ${copies.unavailable}.`
  const whys: string[] = []
  for (const name of [inputs.name, ...inputs.fallbackNames]) {
    const keys = cacheKeys(name)
    const newest = await copies.bringSnapshot(keys.snapshots, name)
    if (newest.state !== 'found') {
      whys.push(`${whyNot(newest)} of the series ${quoteValue(name)}.`)
      continue
    }
    story.restoreFrom(copies.volume, 'cache')
    const held = await choose(story, [name])
    if (typeof held === 'string') {
      whys.push(`In the GitHub Actions cache: ${held}`)
      continue
    }
    const whole = await bring(story, copies, held, keys)
    if (typeof whole !== 'string') return whole
    story.lost()
    whys.push(whole)
  }
  return whys.join('\n')
}

const whyNot = (found: Exclude<Found, { readonly state: 'found' }>): string =>
  found.state === 'absent'
    ? 'The GitHub Actions cache has no copy'
    : `The GitHub Actions cache could not be asked (${found.why}) for a copy`

/** With all that is needed of it; or why it cannot be had, once it is let go. */
async function bring(story: RestoreStory, copies: SnapshotCopies, held: Held, keys: CacheKeys): Promise<Held | string> {
  try {
    const lacking = await bringParts(story, copies, held, keys)
    if (lacking === undefined) return held
    await held.lock.release()
    return lacking
  } catch (error) {
    await held.lock.release()
    throw error
  }
}

async function bringParts(
  { inputs, ports }: RestoreStory,
  copies: SnapshotCopies,
  { series, record }: Held,
  keys: CacheKeys
): Promise<string | undefined> {
  const { id, digest } = record
  const snapshotKey = keys.snapshot(id)
  const filesKey = keys.files(digest)
  // The newest entry may tell of a snapshot that it is not the entry of.
  const own = await copies.bringSnapshot(snapshotKey, series.name)
  if (own.state !== 'found') return `${whyNot(own)} of the snapshot ${id} any more.`
  try {
    await readManifest(series, record)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    throw damaged(id, snapshotKey, error)
  }
  const looksOnly = inputs.lookupOnly || inputs.dryRun
  const files = looksOnly
    ? await copies.find(filesKey)
    : await copies.bringFiles(filesKey, series.name, id, ports.reporter.progress)
  ports.reporter.info(`Copy in the cache: ${filesKey}`)
  return files.state === 'found' ? undefined : `${whyNot(files)} of the files of the snapshot ${id}.`
}

const damaged = (id: string, key: string, cause: unknown): Failure =>
  new Failure(
    'stored',
    `The copy of ${id} in the GitHub Actions cache cannot be used: its manifest is damaged, or is another snapshot's. Delete that entry (gh cache delete ${quoteValue(key)}); the next snapshot copies itself anew.`,
    { cause }
  )
