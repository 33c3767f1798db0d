// The names of the inputs of `adopt`, with the defaults of those that have one.

import { sshDefaults, sshInputNames } from './ssh.ts'
/** An input that was left out or is empty has this value. */
export const adoptDefaults = {
  ...sshDefaults,
  utc: 'false',
  'lock-timeout': '10m',
  'dry-run': 'false',
  jobs: 'auto'
} as const

export type AdoptDefaulted = keyof typeof adoptDefaults

const withoutDefault = ['volume', 'name', 'matrix', 'path', 'prefix', ...sshInputNames] as const

export type AdoptInputName = AdoptDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const adoptInputNames: readonly AdoptInputName[] = [
  ...withoutDefault,
  ...(Object.keys(adoptDefaults) as AdoptDefaulted[])
]
