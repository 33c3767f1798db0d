// Snapshots published straight through a series, for tests that are not about how they come to be.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BytePath } from '../../src/core/byte-path.ts'
import type { Entry } from '../../src/core/entry.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import type { SnapshotRecord } from '../../src/core/record.ts'
import { decodeRecord, encodeRecord } from '../../src/core/record-text.ts'
import type { PartialTree } from '../../src/ports/partial-tree.ts'
import type { Series } from '../../src/ports/volume.ts'

export const emptyTop: Entry = {
  path: '.' as BytePath,
  type: 'dir',
  mode: 0o755,
  size: 0,
  mtimeNs: 1_700_000_000_123_456_789n,
  storedMtimeNs: 1_700_000_000_123_456_789n
}

const record = (series: string, id: string): SnapshotRecord => ({
  format: 1,
  id,
  series,
  status: 'complete',
  startedAt: '2026-11-20T08:49:01.000Z',
  finishedAt: '2026-11-20T08:49:02.000Z',
  durationMs: 1000,
  compare: 'content',
  digest: `sha256:${'0'.repeat(64)}`,
  ownersKept: false,
  causes: [],
  tags: [],
  pinned: false,
  run: {},
  program: '0.0.0',
  files: 0,
  filesLinked: 0,
  filesCopied: 0,
  filesAdded: 0,
  filesChanged: 0,
  filesMoved: 0,
  filesRemoved: 0,
  directories: 1,
  symlinks: 0,
  bytes: 0,
  bytesLinked: 0,
  bytesAdded: 4096,
  bytesOnDisk: 4096
})

/** The text of a record of an empty snapshot. */
export const recordOf = (series: string, id: string): string => encodeRecord(record(series, id))

/** Publishes what was begun, as if it held nothing. */
export const publish = (partial: PartialTree, series: string, id: string): Promise<void> =>
  partial.publish(decodeRecord(recordOf(series, id)), encodeManifest({ id, series }, [emptyTop]))

/** An empty snapshot, or one with these directories in it. Only under the lock. */
export async function publishOne(series: Series, id: string, directories: readonly string[] = []): Promise<void> {
  const partial = await series.begin(id)
  for (const directory of directories) mkdirSync(join(partial.path, directory), { recursive: true })
  await partial.seal([emptyTop])
  await publish(partial, series.name, id)
}
