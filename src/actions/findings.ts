// What a filled tree tells that someone must act on, as sentences.

import type { Cause } from '../core/cause.ts'
import type { SnapshotRecord } from '../core/record.ts'
import { formatCount, formatPercent } from '../core/units.ts'
import type { SnapshotInputs } from '../inputs/model.ts'

const sentences: Partial<Record<Cause, (words: Words) => string>> = {
  'link-limit': ({ files, theirFiles, copies, toThem }) =>
    `${files} could not be linked, because ${theirFiles} as many links as the filesystem allows. ${copies} stored. Nothing needs to be done: later snapshots link to ${toThem}, so the room is paid for once.`,
  'other-filesystem': ({ files, copies }) =>
    `${files} could not be linked, because the base lies on another filesystem. ${copies} stored. Keep a series on one filesystem.`,
  altered: ({ files, copies }) =>
    `${files} could not be linked, because the base no longer holds what was stored: something changed or removed it inside an old snapshot. ${copies} stored, so the new snapshot is right; the old ones are damaged.`,
  damaged: ({ files, copies }) =>
    `${files} could not be linked, because a verification found the stored bytes damaged. ${copies} stored, so the new snapshot is right; the old ones are damaged. Check the disk of the volume.`,
  refused: ({ files, copies }) =>
    `${files} could not be linked, because the kernel or the filesystem refused it. ${copies} stored. Let one user own all snapshots of a series.`
}

interface Words {
  readonly files: string
  readonly theirFiles: string
  readonly copies: string
  readonly toThem: string
}

const wordsFor = (count: number): Words =>
  count === 1
    ? { files: 'One file', theirFiles: 'its stored file has', copies: 'A fresh copy was', toThem: 'this copy' }
    : {
        files: `${formatCount(count)} files`,
        theirFiles: 'their stored files have',
        copies: 'Fresh copies were',
        toThem: 'these copies'
      }

/** Reasons why links could not be made, and `min-link-ratio`: savings that have gone are noticed when they go. */
export const findings = (inputs: Pick<SnapshotInputs, 'minLinkRatio'>, record: SnapshotRecord): readonly string[] => [
  ...record.causes.flatMap(({ cause, files }) => sentences[cause]?.(wordsFor(files)) ?? []),
  ...ratioTooLow(inputs, record)
]

function ratioTooLow({ minLinkRatio }: Pick<SnapshotInputs, 'minLinkRatio'>, record: SnapshotRecord): string[] {
  if (minLinkRatio === undefined || record.base === undefined || record.files === 0) return []
  const ratio = record.filesLinked / record.files
  if (ratio >= minLinkRatio) return []
  return [
    `Only ${formatPercent(ratio)} of the files could be linked; "min-link-ratio" expects ${formatPercent(minLinkRatio)}. The summary says why files were copied.`
  ]
}

/** What rm could not delete, in its own words; bounded, because a tree may hold a million such files. */
export const cannotDelete = (left: readonly string[]): string =>
  `Some of what was to be deleted could not be, and is tried again by the next run: ${left.slice(0, 3).join('; ')}${left.length > 3 ? ` and ${formatCount(left.length - 3)} more` : ''}`
