// The names of the inputs of a comparison, with the defaults of those that have one. There is no action for it, only a command.

import { sshDefaults, sshInputNames } from './ssh.ts'
/** An input that was left out or is empty has this value. */
export const diffDefaults = {
  ...sshDefaults,
  limit: '50',
  all: 'false'
} as const

export type DiffDefaulted = keyof typeof diffDefaults

const withoutDefault = ['volume', 'name', 'name-b', 'from', 'to', 'matrix', ...sshInputNames] as const

export type DiffInputName = DiffDefaulted | (typeof withoutDefault)[number]

/** Every input, in no order that matters. */
export const diffInputNames: readonly DiffInputName[] = [
  ...withoutDefault,
  ...(Object.keys(diffDefaults) as DiffDefaulted[])
]
