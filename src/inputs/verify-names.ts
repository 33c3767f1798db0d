// The names of the verify action's inputs, with the defaults of those that have one: the same as in verify/action.yml, which a test compares.

import { sshDefaults, sshInputNames } from './ssh.ts'
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
export const verifyDefaults = {
  ...sshDefaults,
  snapshot: 'latest',
  subset: '100%',
  'on-damage': 'fail',
  jobs: 'auto',
  'lock-timeout': '10m',
  'dry-run': 'false',
  summary: 'true'
} as const

export type VerifyDefaulted = keyof typeof verifyDefaults

const withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames] as const

export type VerifyInputName = VerifyDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const verifyInputNames: readonly VerifyInputName[] = [
  ...withoutDefault,
  ...(Object.keys(verifyDefaults) as VerifyDefaulted[])
]
