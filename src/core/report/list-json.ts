// A listing for machines: each snapshot as an object of one shape, in the output and in the JSON report alike.

import { inertJson } from './inert-json.ts'
import { latestOf, type ListedSnapshot, type ListedStatus, type ListReport, statusOf } from './list-model.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const listReportSchema = 1

/** What is not known is null, so that an expression finds every field in every item. Sizes in bytes. */
export interface ListItem {
  /** Only when the name was a pattern. */
  readonly series?: string
  readonly id: string
  readonly path: string
  readonly status: ListedStatus
  /** Why it is damaged; only then. */
  readonly why?: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly run: { readonly id: string | null; readonly url: string | null } | null
  readonly commit: string | null
  readonly ref: string | null
  readonly files: number | null
  readonly bytes: number | null
  readonly 'bytes-added': number | null
  readonly 'bytes-freed-if-removed': number | null
}

export function listItem(snapshot: ListedSnapshot, isPattern: boolean): ListItem {
  const { series, id, path, record, damage, bytesFreed } = snapshot
  const run = record?.run
  return {
    ...(isPattern && { series }),
    id,
    path,
    status: statusOf(snapshot),
    ...(damage !== undefined && { why: damage }),
    tags: record?.tags ?? [],
    pinned: record?.pinned ?? false,
    run: run?.runId === undefined && run?.url === undefined ? null : { id: run.runId ?? null, url: run.url ?? null },
    commit: run?.commit ?? null,
    ref: run?.ref ?? null,
    files: record?.files ?? null,
    bytes: record?.bytes ?? null,
    'bytes-added': record?.bytesAdded ?? null,
    'bytes-freed-if-removed': bytesFreed ?? null
  }
}

/** Pretty-printed, with a newline at its end. Times in milliseconds. */
export function listJson(report: ListReport): string {
  const value = {
    schema: listReportSchema,
    volume: report.volume,
    name: report.name,
    isPattern: report.isPattern,
    series: report.series,
    latest: latestOf(report),
    snapshots: report.snapshots.map(snapshot => listItem(snapshot, report.isPattern)),
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    warnings: report.warnings,
    notes: report.notes,
    run: report.run,
    program: report.program
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}
