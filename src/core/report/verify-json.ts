// The JSON report of a verification: everything that was found and measured, for machines; versioned, and safe to print.

import { Buffer } from 'node:buffer'
import { type BytePath, pathBytes, pathText } from '../byte-path.ts'
import { inertJson } from './inert-json.ts'
import type { Damage, VerifyReport } from './verify-model.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const verifyReportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds. */
export function verifyJson(report: VerifyReport): string {
  const value = {
    schema: verifyReportSchema,
    ok: report.ok,
    volume: report.volume,
    name: report.name,
    isPattern: report.isPattern,
    selected: report.selected,
    subset: report.subset,
    seed: report.seed,
    series: report.series,
    snapshotsChecked: report.snapshotsChecked,
    pathsLookedAt: report.pathsLookedAt,
    filesLookedAt: report.filesLookedAt,
    filesChecked: report.filesChecked,
    bytesChecked: report.bytesChecked,
    damaged: report.damaged.map(damageJson),
    knownBefore: report.knownBefore,
    isNoted: report.isNoted,
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    warnings: report.warnings,
    notes: report.notes,
    run: report.run,
    program: report.program
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}

const damageJson = ({ kind, path, names, wholeIn, inode, ...rest }: Damage): object => ({
  what: kind,
  ...named(path),
  ...rest,
  ...(inode !== undefined && { inode: String(inode) }),
  names: names.map(({ path, ...where }) => ({ ...where, ...named(path) })),
  ...(wholeIn !== undefined && { wholeIn: { ...wholeIn, ...named(wholeIn.path) } })
})

/** `path` is text to read; `pathBase64` is there when the name is not UTF-8, and then it is the name. */
function named(path: BytePath): { readonly path: string; readonly pathBase64?: string } {
  const text = pathText(path)
  const bytes = pathBytes(path)
  return Buffer.from(text, 'utf8').equals(bytes) ? { path: text } : { path: text, pathBase64: bytes.toString('base64') }
}
