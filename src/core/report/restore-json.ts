// The JSON report of a restore: what came from where, what was there, what could not be brought, for machines; safe to print.

import { inertJson } from './inert-json.ts'
import { withPath } from './json.ts'
import { isRestored, isVerified, type RestoreReport } from './restore-model.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const restoreReportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. What was not looked at is absent. */
export function restoreJson(report: RestoreReport): string {
  const { status, from, counts, bytes } = report
  const isLooked = status !== 'missed' && status !== 'found'
  const value = {
    schema: restoreReportSchema,
    status,
    reason: report.reason,
    restored: isRestored(report),
    volume: report.volume,
    name: report.name,
    fallbackNames: report.fallbackNames,
    selector: report.selector,
    target: report.target,
    paths: report.paths,
    clean: report.clean,
    verify: report.verify,
    from,
    ...(from !== undefined && {
      files: counts.files,
      directories: counts.directories,
      symlinks: counts.symlinks,
      bytes: bytes.bytes
    }),
    ...(isLooked && looked(report)),
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    phases: report.phases,
    warnings: report.warnings,
    notes: report.notes,
    run: report.run,
    program: report.program
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}

function looked(report: RestoreReport): object {
  const { counts } = report
  return {
    filesSame: counts.filesSame,
    filesAdjusted: counts.filesAdjusted,
    filesWritten: counts.filesWritten,
    filesReflinked: counts.filesReflinked,
    symlinksMade: counts.symlinksMade,
    directoriesMade: counts.directoriesMade,
    filesRemoved: counts.filesRemoved,
    bytesWritten: report.bytes.bytesWritten,
    writingMs: report.writingMs,
    ...(report.status !== 'dry-run' && { verified: isVerified(report) }),
    lost: report.lost.map(withPath),
    removed: report.removed.map(path => withPath({ path })),
    spared: report.spared.map(path => withPath({ path })),
    notRemoved: report.notRemoved
  }
}
