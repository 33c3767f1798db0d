// The outputs of the restore action: every name that restore/action.yml declares, as the text a workflow reads.

import { isRestored, isVerified, type RestoreReport } from './restore-model.ts'

export const restoreOutputNames = [
  'restored',
  'snapshot',
  'matched-name',
  'exact-match',
  'commit',
  'files',
  'bytes',
  'verified',
  'source',
  'files-written',
  'bytes-written',
  'files-removed',
  'path',
  'duration-ms',
  'report'
] as const

export type RestoreOutputName = (typeof restoreOutputNames)[number]

/** `reportPath` is where the JSON report lies; empty when none was written. What is not known is empty, never 0. */
export function restoreOutputs(report: RestoreReport, reportPath: string): Record<RestoreOutputName, string> {
  const { status, from, counts, bytes } = report
  const found = (value: string | number | boolean): string => (from === undefined ? '' : String(value))
  const looked = (value: string | number | boolean): string => (status === 'found' ? '' : found(value))
  return {
    restored: String(isRestored(report)),
    snapshot: from?.snapshot ?? '',
    'matched-name': from?.series ?? '',
    'exact-match': found(from?.isExact ?? false),
    commit: from?.run.commit ?? '',
    files: found(counts.files),
    bytes: found(bytes.bytes),
    verified: status === 'dry-run' ? '' : looked(isVerified(report)),
    source: from?.source ?? '',
    'files-written': looked(counts.filesWritten),
    'bytes-written': looked(bytes.bytesWritten),
    'files-removed': looked(counts.filesRemoved),
    path: report.target,
    'duration-ms': String(Math.round(report.durationMs)),
    report: reportPath
  }
}
