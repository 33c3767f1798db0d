// The names of the prune action's inputs, with the defaults of those that have one: the same as in prune/action.yml, which a test compares.

import { retentionRuleNames, type RetentionRuleName } from './retention-names.ts'
import { sshDefaults, sshInputNames } from './ssh.ts'

/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
export const pruneDefaults = {
  ...sshDefaults,
  'lock-timeout': '10m',
  'dry-run': 'false',
  summary: 'true'
} as const

export type PruneDefaulted = keyof typeof pruneDefaults

const withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames] as const

export type PruneInputName = PruneDefaulted | RetentionRuleName | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const pruneInputNames: readonly PruneInputName[] = [
  ...withoutDefault,
  ...retentionRuleNames,
  ...(Object.keys(pruneDefaults) as PruneDefaulted[])
]
