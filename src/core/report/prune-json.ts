// The JSON report of a prune: the plan with its reasons and all that was measured, for machines; versioned, and safe to print.

import { inertJson } from './inert-json.ts'
import type { PruneReport } from './prune-model.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const pruneReportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. */
export function pruneJson(report: PruneReport): string {
  const value = {
    schema: pruneReportSchema,
    status: report.status,
    reason: report.reason,
    volume: report.volume,
    name: report.name,
    isPattern: report.isPattern,
    rules: report.rules,
    series: report.series,
    free: report.free,
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    warnings: report.warnings,
    notes: report.notes,
    run: report.run,
    program: report.program
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}
