// The JSON report of a comparison: every path that differs and how, for machines; versioned, and safe to print.

import { Buffer } from 'node:buffer'
import { type BytePath, pathBytes, pathText } from '../byte-path.ts'
import { type Entry, sourceModeOf } from '../entry.ts'
import type { Pair } from '../tree-diff.ts'
import { type DiffReport, type DiffSide, statusOf } from './diff-model.ts'
import { entryTotals, pairTotals } from './diff-totals.ts'
import { inertJson } from './inert-json.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const diffReportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes. */
export function diffJson(report: DiffReport): string {
  const { added, removed, changed, moved, attributes, unchanged } = report.diff
  const value = {
    schema: diffReportSchema,
    status: statusOf(report),
    volume: report.volume,
    before: side(report.before),
    after: side(report.after),
    totals: {
      added: entryTotals(added),
      removed: entryTotals(removed),
      changed: pairTotals(changed),
      moved: pairTotals(moved),
      attributes: pairTotals(attributes),
      unchanged
    },
    added: added.map(entry => ({ ...named('path', entry.path), ...said(entry) })),
    removed: removed.map(entry => ({ ...named('path', entry.path), ...said(entry) })),
    changed: changed.map(samePath),
    moved: moved.map(({ before, after, differences }) => ({
      ...named('from', before.path),
      ...named('to', after.path),
      differences,
      before: said(before),
      after: said(after)
    })),
    attributes: attributes.map(samePath),
    program: report.program
  }
  return `${inertJson(JSON.stringify(value, null, 2))}\n`
}

const side = ({ series, record, path }: DiffSide): object => ({
  series,
  snapshot: record.id,
  path,
  startedAt: record.startedAt,
  files: record.files,
  bytes: record.bytes,
  digest: record.digest
})

const samePath = ({ before, after, differences }: Pair): object => ({
  ...named('path', after.path),
  differences,
  before: said(before),
  after: said(after)
})

const said = (entry: Entry): object => ({
  type: entry.type,
  ...(entry.type === 'file' && { bytes: entry.size }),
  mode: sourceModeOf(entry).toString(8).padStart(4, '0'),
  ...(entry.owner !== undefined && { owner: entry.owner }),
  ...(entry.sha256 !== undefined && { sha256: entry.sha256 }),
  ...(entry.target !== undefined && named('target', entry.target))
})

/** A name as text to read; `<key>Base64` is there when it is not UTF-8, and then that is the name. */
function named(key: string, path: BytePath): object {
  const text = pathText(path)
  const isExact = Buffer.from(text, 'utf8').equals(pathBytes(path))
  return { [key]: text, ...(isExact ? {} : { [`${key}Base64`]: pathBytes(path).toString('base64') }) }
}
