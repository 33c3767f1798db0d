// A retention policy as somebody would write it in a workflow, so that a report says by which rules it was judged.

import { type RetentionPolicy, spanText } from '../retention/policy.ts'
import type { SpaceRules } from '../retention/space-rules.ts'

const counts = [
  ['keep-last', 'keepLast'],
  ['keep-hourly', 'keepHourly'],
  ['keep-daily', 'keepDaily'],
  ['keep-weekly', 'keepWeekly'],
  ['keep-monthly', 'keepMonthly'],
  ['keep-yearly', 'keepYearly']
] as const

const limits = [
  ['min-free-space', 'minFreeSpace'],
  ['min-free-inodes', 'minFreeInodes'],
  ['max-size', 'maxSize']
] as const

/** `keep-last: 7`, one for each rule that is set. */
export const rulesInWords = (policy: RetentionPolicy, space: SpaceRules): readonly string[] => [
  ...counts.flatMap(([name, key]) => (policy[key] > 0 ? [`${name}: ${policy[key]}`] : [])),
  ...(policy.keepWithin === undefined ? [] : [`keep-within: ${spanText(policy.keepWithin)}`]),
  ...policy.keepTags.map(tag => `keep-tags: ${tag}`),
  ...limits.flatMap(([name, key]) => {
    const limit = space[key]
    return limit === undefined ? [] : [`${name}: ${limit.text}`]
  })
]
