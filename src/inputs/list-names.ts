// The names of the list action's inputs, with the defaults of those that have one: the same as in list/action.yml, which a test compares.

import { sshDefaults, sshInputNames } from './ssh.ts'
/** An input that was left out or is empty has this value; the metadata says the same, for whoever reads that. */
export const listDefaults = {
  ...sshDefaults,
  measure: 'auto',
  html: 'false',
  summary: 'true'
} as const

export type ListDefaulted = keyof typeof listDefaults

const withoutDefault = ['volume', 'name', 'matrix', ...sshInputNames] as const

export type ListInputName = ListDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const listInputNames: readonly ListInputName[] = [
  ...withoutDefault,
  ...(Object.keys(listDefaults) as ListDefaulted[])
]
