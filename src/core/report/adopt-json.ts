// The JSON report of an adoption, for machines; versioned, and safe to print.

import { showName } from '../display.ts'
import type { AdoptReport } from './adopt-model.ts'
import { inertJson } from './inert-json.ts'

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const adoptReportSchema = 1

/** Pretty-printed, with a newline at its end. Sizes in bytes, times in milliseconds; names as the log shows them. */
export function adoptJson(report: AdoptReport): string {
  const { trees, left, ...others } = report
  const value = {
    schema: adoptReportSchema,
    ...others,
    trees: trees.map(({ name, id, state, why, figures }) => ({
      name: showName(name, Infinity),
      id,
      state,
      why,
      ...figures
    })),
    left: left.map(({ name, why }) => ({ name: showName(name, Infinity), why }))
  }
  return `${inertJson(JSON.stringify(value, undefined, 2))}\n`
}
