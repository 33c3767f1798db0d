// The names of the restore action's inputs, with the defaults of those that have one: the same as in restore/action.yml, which a test compares.

import { sshDefaults, sshInputNames } from './ssh.ts'
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
export const restoreDefaults = {
  ...sshDefaults,
  snapshot: 'latest',
  clean: 'false',
  verify: 'true',
  'fail-on-miss': 'false',
  'lookup-only': 'false',
  'cache-fallback': 'false',
  method: 'auto',
  jobs: 'auto',
  'dry-run': 'false',
  summary: 'true'
} as const

export type RestoreDefaulted = keyof typeof restoreDefaults

const withoutDefault = ['volume', 'name', 'path', 'paths', 'fallback-names', 'matrix', ...sshInputNames] as const

export type RestoreInputName = RestoreDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const restoreInputNames: readonly RestoreInputName[] = [
  ...withoutDefault,
  ...(Object.keys(restoreDefaults) as RestoreDefaulted[])
]
