// A record as a run leaves it, for tests that need one and care about few of its fields.

import { recordFormat, type SnapshotRecord } from '../../src/core/record.ts'

export const someRecord = (id: string, more: Partial<SnapshotRecord> = {}): SnapshotRecord => ({
  format: recordFormat,
  id,
  series: 's',
  status: 'complete',
  startedAt: '2026-11-20T02:00:00.000Z',
  finishedAt: '2026-11-20T02:00:02.000Z',
  durationMs: 2000,
  compare: 'content',
  digest: `sha256:${'0'.repeat(64)}`,
  ownersKept: false,
  causes: [],
  tags: [],
  pinned: false,
  run: {},
  program: '0.1.0',
  files: 2,
  filesLinked: 1,
  filesCopied: 1,
  filesAdded: 1,
  filesChanged: 0,
  filesMoved: 0,
  filesRemoved: 0,
  directories: 1,
  symlinks: 0,
  bytes: 0,
  bytesLinked: 0,
  bytesAdded: 0,
  bytesOnDisk: 0,
  ...more
})
