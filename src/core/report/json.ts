// The JSON report: everything the run measured, for machines; versioned, and safe to print although names are hostile.

import { Buffer } from 'node:buffer'

import { pathBytes, pathText, type BytePath } from '../byte-path.ts'
import { inertJson } from './inert-json.ts'
import { isMeasured, type SnapshotReport } from './model.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const reportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. What was not measured is absent. */
export function jsonReport(report: SnapshotReport): string {
  const value = {
    schema: reportSchema,
    status: report.status,
    reason: report.reason,
    volume: report.volume,
    series: report.series,
    snapshot: report.snapshot,
    snapshotPath: report.snapshotPath,
    latestPath: report.latestPath,
    base: report.base,
    ...(isMeasured(report) && { changed: report.changed }),
    compare: report.compare,
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    phases: report.phases,
    ...(isMeasured(report) && measured(report)),
    ownersKept: report.ownersKept,
    secrets: report.secrets.map(withPath),
    specials: report.specials.map(withPath),
    warnings: report.warnings,
    notes: report.notes,
    tags: report.tags,
    pinned: report.pinned,
    run: report.run,
    program: report.program,
    rsync: report.rsync
  }
  return `${inertJson(JSON.stringify(value, plainNumber, 2))}\n`
}

const measured = (report: SnapshotReport): object => ({
  counts: report.counts,
  bytes: report.bytes,
  causes: report.causes,
  clones: report.clones,
  largest: report.largest.map(withPath),
  history: report.history,
  foreign: report.foreign,
  totals: report.totals,
  retention: report.retention,
  free: report.free,
  digest: report.digest,
  cacheCopy: report.cacheCopy
})

/** `path` is text to read; `pathBase64` is there when the name is not UTF-8, and then it is the name. */
export function withPath(item: { readonly path: BytePath }): object {
  const { path, ...rest } = item
  const text = pathText(path)
  return { path: text, ...(spells(text, path) ? {} : { pathBase64: pathBytes(path).toString('base64') }), ...rest }
}

const spells = (text: string, path: BytePath): boolean => Buffer.from(text, 'utf8').equals(pathBytes(path))

/** JSON has no bigint: a number while that is exact, else its digits. */
function plainNumber(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}
