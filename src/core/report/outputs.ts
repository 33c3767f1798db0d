// The outputs of the snapshot action: every name that action.yml declares, as the text a workflow reads.

import { percentText } from '../units.ts'
import { isCopied } from './cache-copy.ts'
import { isMeasured, type SnapshotReport } from './model.ts'

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
  'cache-copied',
  'cache-key',
  'duration-ms',
  'report'
] as const

export type SnapshotOutputName = (typeof snapshotOutputNames)[number]

/** `reportPath` is where the JSON report lies; empty when none was written. What was not measured is empty, never 0. */
export function snapshotOutputs(report: SnapshotReport, reportPath: string): Record<SnapshotOutputName, string> {
  const { counts, bytes, totals, retention, free, cacheCopy } = report
  const measured = (value: string | number | boolean): string => (isMeasured(report) ? String(value) : '')
  return {
    status: report.status,
    snapshot: report.snapshot,
    'snapshot-path': report.snapshotPath,
    'latest-path': report.latestPath,
    base: report.base?.id ?? '',
    changed: measured(report.changed),
    files: measured(counts.files),
    'files-linked': measured(counts.filesLinked),
    'files-copied': measured(counts.filesCopied),
    'files-added': measured(counts.filesAdded),
    'files-changed': measured(counts.filesChanged),
    'files-moved': measured(counts.filesMoved),
    'files-removed': measured(counts.filesRemoved),
    bytes: measured(bytes.bytes),
    'bytes-linked': measured(bytes.bytesLinked),
    'bytes-added': measured(bytes.bytesAdded),
    'savings-percent': measured(percentText(shareOf(bytes.bytesLinked, bytes.bytes))),
    'series-snapshots': measured(totals.snapshots),
    'series-bytes': measured(totals.bytes),
    'series-bytes-on-disk': measured(totals.bytesOnDisk),
    'series-savings-percent': measured(percentText(savedShare(totals.bytes, totals.bytesOnDisk))),
    kept: measured(retention.kept),
    // No measurement: the run knows that it removed nothing.
    pruned: String(retention.prunedIds.length),
    'pruned-ids': JSON.stringify(retention.prunedIds),
    'bytes-freed': String(retention.bytesFreed),
    'free-bytes': measured(free.bytes),
    'free-inodes': measured(free.inodes ?? ''),
    digest: report.digest,
    'cache-copied': cacheCopy === undefined ? '' : String(isCopied(cacheCopy)),
    'cache-key': cacheCopy !== undefined && isCopied(cacheCopy) ? cacheCopy.key : '',
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
