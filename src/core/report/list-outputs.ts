// The outputs of the list action: every name that list/action.yml declares, as the text a workflow reads.

import { formatCount } from '../units.ts'
import { inertJson } from './inert-json.ts'
import { listItem } from './list-json.ts'
import { latestOf, type ListReport } from './list-model.ts'

export const listOutputNames = ['snapshots', 'count', 'latest', 'duration-ms', 'report'] as const

export type ListOutputName = (typeof listOutputNames)[number]

/**
 * GitHub takes 1 MB of outputs of a job, counted in UTF-16, so that a character is two bytes. A list that goes on to
 * another job as a matrix is such an output; this leaves room for others.
 */
const mostCharacters = (900 * 1024) / 2

/** `reportPath` is where the JSON report lies; empty when none was written. */
export function listOutputs(report: ListReport, reportPath: string): Record<ListOutputName, string> {
  return {
    snapshots: `[${fitting(report).join(',')}]`,
    count: String(report.snapshots.length),
    latest: latestOf(report),
    'duration-ms': String(Math.round(report.durationMs)),
    report: reportPath
  }
}

/** A sentence when there are more snapshots than the output can hold. */
export function leftOutOfOutputs(report: ListReport): string | undefined {
  const all = report.snapshots.length
  const left = all - fitting(report).length
  if (left === 0) return undefined
  return `The output "snapshots" has the newest ${formatCount(all - left)} of ${formatCount(all)} snapshots, ${formatCount(left)} are left out: GitHub takes no more than 1 MB of outputs. All are in the JSON report, whose path is the output "report".`
}

/** The newest that fit, each as JSON. */
function fitting({ snapshots, isPattern }: ListReport): string[] {
  const items: string[] = []
  let length = '[]'.length
  for (const snapshot of snapshots) {
    const item = inertJson(JSON.stringify(listItem(snapshot, isPattern)))
    length += item.length + ','.length
    if (length > mostCharacters) break
    items.push(item)
  }
  return items
}
