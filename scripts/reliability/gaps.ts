// Which faults of the table nothing is known of: a file of tests that could not even be loaded must not pass for one that did.

import type { FaultResult } from '../../__tests__/faults/support/results.ts'
import type { Row } from '../../__tests__/faults/support/rows.ts'

/** One line for each row, or tier of it, without a result. Skipped with a reason is one: a row says why it was not made. */
export function withoutResult(rows: readonly Row[], results: readonly FaultResult[]): string[] {
  const known = results.filter(({ result, why = '' }) => result !== 'skipped' || why.trim() !== '')
  return rows.flatMap(row => {
    const made = new Set(known.filter(each => each.row === row.number).map(({ tier }) => tier))
    const lacking = row.tiers.filter(tier => !made.has(tier))
    if (lacking.length === 0) return []
    const which = made.size === 0 ? '' : ` in tier ${lacking.join(', ')}`
    return [`row ${row.number} (${row.what}) has no result${which}: neither passed, failed, nor skipped with a reason.`]
  })
}
