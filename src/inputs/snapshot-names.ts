// The names of the snapshot action's inputs, with the defaults of those that have one: the same as in action.yml, which a test compares.

import { retentionDefaults, retentionRuleNames } from './retention-names.ts'
import { sshDefaults, sshInputNames } from './ssh.ts'

/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
export const snapshotDefaults = {
  ...sshDefaults,
  'exclude-secrets': 'true',
  'one-file-system': 'false',
  compare: 'content',
  'require-hardlinks': 'true',
  'require-mount': 'false',
  'if-no-files-found': 'error',
  'skip-if-unchanged': 'false',
  'on-vanished': 'error',
  pin: 'false',
  verify: 'false',
  jobs: 'auto',
  'read-only': 'auto',
  'lock-timeout': '10m',
  'dry-run': 'false',
  'cache-copy': 'false',
  page: 'false',
  summary: 'true',
  ...retentionDefaults
} as const

export type SnapshotDefaulted = keyof typeof snapshotDefaults

const withoutDefault = [
  'volume',
  'name',
  'path',
  'root',
  'exclude',
  'include',
  'filter-file',
  'link-from',
  'max-shrink',
  'min-link-ratio',
  'tags',
  'rsync-args',
  'matrix',
  ...sshInputNames,
  ...retentionRuleNames
] as const

export type SnapshotInputName = SnapshotDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const snapshotInputNames: readonly SnapshotInputName[] = [
  ...withoutDefault,
  ...(Object.keys(snapshotDefaults) as SnapshotDefaulted[])
]
