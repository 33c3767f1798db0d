// The environment of a command: its flags as a runner would hand them over, and nothing of an enclosing step's own inputs.

import { variableOf } from '../inputs/input-reader.ts'
import type { CommandSpec } from './spec.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Each input's values as they were given; lists have several. */
export type Given = Readonly<Record<string, readonly string[]>>

export function commandEnvironment(
  env: Environment,
  { presets = {} }: Pick<CommandSpec, 'presets'>,
  given: Given
): Record<string, string | undefined> {
  const inherited = Object.entries(env).filter(([name]) => !name.startsWith('INPUT_') && name !== 'GITHUB_WORKSPACE')
  const inputs = Object.entries({ ...asLists(presets), ...given }).map(([input, values]) => [
    variableOf(input),
    values.join('\n')
  ])
  // Without GITHUB_WORKSPACE, relative paths start from where the command was called, as everywhere in a shell.
  return Object.fromEntries([...inherited, ...inputs]) as Record<string, string | undefined>
}

const asLists = (values: Readonly<Record<string, string>>): Given =>
  Object.fromEntries(Object.entries(values).map(([input, value]) => [input, [value]]))
