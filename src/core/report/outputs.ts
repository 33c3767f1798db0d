// The outputs of the snapshot action: every name that action.yml declares, as the text a workflow reads.

import { percentText } from '../units.ts'
import type { SnapshotReport } from './model.ts'

export const snapshotOutputNames = [
  'status',
  'snapshot',
  'snapshot-path',
  'latest-path',
  'base',
  'changed',
  'files',
  'files-linked',
  'files-copied',
  'files-added',
  'files-changed',
  'files-moved',
  'files-removed',
  'bytes',
  'bytes-linked',
  'bytes-added',
  'savings-percent',
  'series-snapshots',
  'series-bytes',
  'series-bytes-on-disk',
  'series-savings-percent',
  'kept',
  'pruned',
  'pruned-ids',
  'bytes-freed',
  'free-bytes',
  'free-inodes',
  'digest',
  'duration-ms',
  'report'
] as const

export type SnapshotOutputName = (typeof snapshotOutputNames)[number]

/** `reportPath` is where the JSON report lies; empty when none was written. */
export function snapshotOutputs(report: SnapshotReport, reportPath: string): Record<SnapshotOutputName, string> {
  const { counts, bytes, totals, retention, free } = report
  return {
    status: report.status,
    snapshot: report.snapshot,
    'snapshot-path': report.snapshotPath,
    'latest-path': report.latestPath,
    base: report.base?.id ?? '',
    changed: String(report.changed),
    files: String(counts.files),
    'files-linked': String(counts.filesLinked),
    'files-copied': String(counts.filesCopied),
    'files-added': String(counts.filesAdded),
    'files-changed': String(counts.filesChanged),
    'files-moved': String(counts.filesMoved),
    'files-removed': String(counts.filesRemoved),
    bytes: String(bytes.bytes),
    'bytes-linked': String(bytes.bytesLinked),
    'bytes-added': String(bytes.bytesAdded),
    'savings-percent': percentText(shareOf(bytes.bytesLinked, bytes.bytes)),
    'series-snapshots': String(totals.snapshots),
    'series-bytes': String(totals.bytes),
    'series-bytes-on-disk': String(totals.bytesOnDisk),
    'series-savings-percent': percentText(savedShare(totals.bytes, totals.bytesOnDisk)),
    kept: String(retention.kept),
    pruned: String(retention.prunedIds.length),
    'pruned-ids': JSON.stringify(retention.prunedIds),
    'bytes-freed': String(retention.bytesFreed),
    'free-bytes': String(free.bytes),
    'free-inodes': free.inodes === undefined ? '' : String(free.inodes),
    digest: report.digest,
    'duration-ms': String(Math.round(report.durationMs)),
    report: reportPath
  }
}

/** A share of nothing is 0: where there were no bytes, none were saved, and no threshold should read it as a success. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/**
 * What of a full copy was not stored. Never below 0: a first snapshot and our own records take a little more than a
 * bare copy, which is a cost of a few KiB and no negative saving.
 */
export const savedShare = (fullBytes: number, storedBytes: number): number =>
  Math.max(0, shareOf(fullBytes - storedBytes, fullBytes))
