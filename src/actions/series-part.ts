// The part of a report that speaks of the whole series and the volume.

import { allOf } from '../core/all-of.ts'
import type { SnapshotReport } from '../core/report/model.ts'
import type { Series, Volume } from '../ports/volume.ts'
import type { Retained } from './retain.ts'

type SeriesPart = Pick<SnapshotReport, 'latestPath' | 'history' | 'foreign' | 'totals' | 'retention' | 'free'>

/** `retained`: what retention removed. */
export async function seriesPart(volume: Volume, series: Series, retained?: Retained): Promise<SeriesPart> {
  const listed = await series.list()
  const records = listed.flatMap(({ record }) => record ?? []).reverse()
  const latest = await series.latest()
  const [bytesOnDisk, free] = await allOf([listed.length === 0 ? 0 : series.bytesOnDisk(), volume.free()])
  return {
    latestPath: latest.state === 'link' ? `${series.path}/latest` : '',
    history: records.map(({ id, files, filesLinked, bytesOnDisk, bytesAdded, pinned, tags }) => ({
      id,
      files,
      filesLinked,
      bytesOnDisk,
      bytesAdded,
      pinned,
      tags
    })),
    foreign: listed.filter(({ record }) => record === undefined).length,
    totals: {
      snapshots: records.length,
      bytes: records.reduce((sum, record) => sum + record.bytesOnDisk, 0),
      bytesOnDisk
    },
    retention: { kept: records.length, prunedIds: retained?.removedIds ?? [], bytesFreed: retained?.bytesFreed ?? 0 },
    free
  }
}

/** A report of a run that did nothing, to be filled in. */
export const emptyReport: SnapshotReport = {
  status: 'skipped',
  volume: '',
  series: '',
  snapshot: '',
  snapshotPath: '',
  latestPath: '',
  changed: false,
  compare: 'content',
  startedAt: '',
  durationMs: 0,
  phases: [],
  counts: {
    files: 0,
    filesLinked: 0,
    filesCopied: 0,
    filesAdded: 0,
    filesChanged: 0,
    filesMoved: 0,
    filesRemoved: 0,
    directories: 0,
    symlinks: 0
  },
  bytes: { bytes: 0, bytesLinked: 0, bytesAdded: 0, bytesOnDisk: 0 },
  causes: [],
  largest: [],
  history: [],
  totals: { snapshots: 0, bytes: 0, bytesOnDisk: 0 },
  retention: { kept: 0, prunedIds: [], bytesFreed: 0 },
  free: { bytes: 0 },
  digest: '',
  ownersKept: false,
  secrets: [],
  specials: [],
  warnings: [],
  notes: [],
  tags: [],
  pinned: false,
  run: {},
  program: '',
  rsync: ''
}
