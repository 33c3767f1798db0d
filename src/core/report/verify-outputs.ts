// The outputs of the verify action: every name that verify/action.yml declares, as the text a workflow reads.

import { pathText } from '../byte-path.ts'
import { inertJson } from './inert-json.ts'
import { snapshotsOf, type VerifyReport } from './verify-model.ts'

export const verifyOutputNames = [
  'ok',
  'snapshots-checked',
  'files-checked',
  'bytes-checked',
  'damaged',
  'duration-ms',
  'report'
] as const

export type VerifyOutputName = (typeof verifyOutputNames)[number]

/** A runner takes about a megabyte of outputs; the JSON report has all of them. */
export const mostDamagedOutput = 200

/** Of one damage. */
const mostSnapshots = 50

/** `reportPath` is where the JSON report lies; empty when none was written. */
export function verifyOutputs(report: VerifyReport, reportPath: string): Record<VerifyOutputName, string> {
  return {
    ok: String(report.ok),
    'snapshots-checked': String(report.snapshotsChecked),
    'files-checked': String(report.filesChecked),
    'bytes-checked': String(report.bytesChecked),
    damaged: inertJson(
      JSON.stringify(
        report.damaged.slice(0, mostDamagedOutput).map(damage => ({
          path: pathText(damage.path),
          what: damage.kind,
          why: damage.why,
          snapshots: snapshotsOf(damage, report.isPattern).slice(0, mostSnapshots),
          ...(damage.wholeIn !== undefined && {
            wholeIn: { ...damage.wholeIn, path: pathText(damage.wholeIn.path) }
          })
        }))
      )
    ),
    'duration-ms': String(Math.round(report.durationMs)),
    report: reportPath
  }
}
