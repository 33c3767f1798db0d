// The outputs of the prune action: every name that prune/action.yml declares, as the text a workflow reads.

import { inertJson } from './inert-json.ts'
import { isRemoved, type PruneReport, totalsOf } from './prune-model.ts'

export const pruneOutputNames = [
  'status',
  'series',
  'kept',
  'pruned',
  'pruned-ids',
  'bytes-freed',
  'plan',
  'free-bytes',
  'free-inodes',
  'duration-ms',
  'report'
] as const

export type PruneOutputName = (typeof pruneOutputNames)[number]

/** `reportPath` is where the JSON report lies; empty when none was written. */
export function pruneOutputs(report: PruneReport, reportPath: string): Record<PruneOutputName, string> {
  const { series, free } = report
  const { kept, removed, bytesFreed } = totalsOf(series)
  const all = series.flatMap(one => one.snapshots.map(snapshot => ({ series: one.series, snapshot })))
  return {
    status: report.status,
    series: String(series.length),
    kept: String(kept),
    pruned: String(removed),
    // By what was asked, not by how many were found: whoever reads this should not meet two forms in one workflow.
    'pruned-ids': inertJson(
      JSON.stringify(
        all
          .filter(({ snapshot }) => isRemoved(snapshot))
          .map(({ series, snapshot }) => (report.isPattern ? `${series}/${snapshot.id}` : snapshot.id))
      )
    ),
    'bytes-freed': String(bytesFreed),
    plan: inertJson(
      JSON.stringify(
        all.map(({ series, snapshot: { id, decision, reasons, bytesFreed } }) => ({
          series,
          id,
          decision,
          reasons,
          bytesFreed
        }))
      )
    ),
    'free-bytes': String(free.bytes),
    'free-inodes': free.inodes === undefined ? '' : String(free.inodes),
    'duration-ms': String(Math.round(report.durationMs)),
    report: reportPath
  }
}
