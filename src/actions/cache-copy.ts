// Copies the newest snapshot into the cache, once it is published: nothing that goes wrong there is the snapshot's fault.

import { cacheKeys } from '../core/cache-key.ts'
import { endingOf } from '../core/ending.ts'
import type { Entry } from '../core/entry.ts'
import { Failure } from '../core/failure.ts'
import { firstInline } from '../core/first-few.ts'
import { showName } from '../core/display.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { CacheCopy } from '../core/report/cache-copy.ts'
import type { SnapshotReport } from '../core/report/model.ts'
import { countOf, formatBytes } from '../core/units.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { CacheTrouble, Kept, SnapshotCopies } from '../ports/snapshot-copies.ts'
import type { Series } from '../ports/volume.ts'
import { readManifest } from './read-manifest.ts'
import type { Story } from './story.ts'

/** Snapshots before the copied one that can be found by their commit, run or tags. A record has about 1 KB. */
const mostRecords = 200

/** The series is not locked any more: others need not wait for an upload. */
export async function copyToCache(story: Story, report: SnapshotReport): Promise<SnapshotReport> {
  const { copies } = story.ports
  const { status, snapshot, digest } = report
  if (copies === undefined || (status !== 'created' && status !== 'unchanged')) return report
  const cacheCopy = await story.phase('Copy into the cache', () => attempt(story, copies, snapshot, digest))
  if (cacheCopy.state === 'failed')
    story.warn(
      `The snapshot ${snapshot} is complete, but has no copy in the GitHub Actions cache: ${cacheCopy.why}. The next run tries again.`
    )
  return { ...report, cacheCopy, durationMs: story.durationMs() }
}

async function attempt(story: Story, copies: SnapshotCopies, id: string, digest: string): Promise<CacheCopy> {
  const key = cacheKeys(story.inputs.name).files(digest)
  try {
    return await copy(story, copies, id, key)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    return failed(key, endingOf(error).message)
  }
}

const failed = (key: string, why: string): CacheCopy => ({
  state: 'failed',
  key,
  why: why.replace(/\s*\n\s*/g, ' ').replace(/\.$/, '')
})

async function copy(story: Story, copies: SnapshotCopies, id: string, key: string): Promise<CacheCopy> {
  const { volume, machine } = story.ports
  if (copies.unavailable !== undefined) return failed(key, copies.unavailable)
  const missing = await machine.missingPackages('restoring')
  if (missing.length > 0)
    return failed(key, `tools of ${missing.join(', ')} are missing: ${await machine.installLine(missing)}`)
  const series = volume.series(story.inputs.name)
  const lock = await series.read(id)
  try {
    const records = await recordsFrom(series, id)
    const [record] = records
    if (record === undefined) return failed(key, 'its record cannot be read')
    const manifest = await readManifest(series, record)
    const files = manifest.filter(({ type }) => type === 'file')
    const state = await keepFiles(copies, key, series, id, files, story.ports.reporter)
    if (typeof state !== 'string') return failed(key, state.why)
    const kept = await keepSnapshot(copies, records, manifest)
    if (kept.state === 'failed') return failed(key, kept.why)
    if (state === 'present') {
      story.ports.reporter.info(`The cache has these files already: ${key}`)
      return { state, key }
    }
    const bytes = bytesOf(files)
    story.ports.reporter.info(`Copied into the cache: ${key}`)
    return { state, key, bytes }
  } finally {
    await lock.release()
  }
}

const bytesOf = (files: readonly Entry[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** That of the snapshot first, then of those before it. */
async function recordsFrom(series: Series, id: string): Promise<readonly SnapshotRecord[]> {
  const listed = await series.list()
  const at = listed.findIndex(one => one.id === id && one.record !== undefined)
  return at < 0 ? [] : listed.slice(at, at + mostRecords).flatMap(({ record }) => record ?? [])
}

async function keepFiles(
  copies: SnapshotCopies,
  key: string,
  series: Series,
  id: string,
  files: readonly Entry[],
  reporter: Reporter
): Promise<'copied' | 'present' | CacheTrouble> {
  const there = await copies.find(key)
  if (there.state === 'found') return 'present'
  if (there.state === 'failed') return there
  reporter.info(
    `Copying ${countOf(files.length, 'file', 'files')} of ${formatBytes(bytesOf(files))} into the cache: read and compared, packed, then sent`
  )
  const damaged = await damagedIn(series, id, files, reporter.progress)
  if (damaged !== undefined) return { state: 'failed', why: damaged }
  const kept = await keptOrThere(copies, key, () => copies.keepFiles(key, series, id, files, reporter.progress))
  return kept.state === 'failed' ? kept : 'copied'
}

/** No entry can be replaced: what is copied damaged would be what every later snapshot of the same digest is given. */
async function damagedIn(
  series: Series,
  id: string,
  files: readonly Entry[],
  onProgress: OnProgress
): Promise<string | undefined> {
  const paths = files.map(({ path }) => path)
  const digests = await series.tree(id).hash(paths, onProgress)
  const damaged = files.filter(({ sha256 }, index) => digests[index] !== sha256)
  return damaged.length === 0
    ? undefined
    : `stored files are damaged or missing (${firstInline(damaged, ({ path }) => showName(path))}), and no damage is copied; the verify action tells more`
}

async function keepSnapshot(
  copies: SnapshotCopies,
  records: readonly SnapshotRecord[],
  manifest: readonly Entry[]
): Promise<Kept> {
  const [record] = records
  if (record === undefined) throw new Error('a copy needs its record')
  const key = cacheKeys(record.series).snapshot(record.id)
  const there = await copies.find(key)
  if (there.state === 'failed') return there
  if (there.state === 'found') return { state: 'kept' }
  return await keptOrThere(copies, key, () => copies.keepSnapshot(key, records, manifest))
}

/** It is refused too where another run has just brought the same. */
async function keptOrThere(copies: SnapshotCopies, key: string, keep: () => Promise<Kept>): Promise<Kept> {
  const kept = await keep()
  if (kept.state === 'kept') return kept
  const there = await copies.find(key)
  return there.state === 'found' ? { state: 'kept' } : kept
}
