// Inputs that were given but do not exist: a typo in the name of a safeguard must not switch it off in silence.

import { quoteValue } from '../core/quoted-value.ts'
import { nearest } from './did-you-mean.ts'
import { variableOf, type Environment } from './input-reader.ts'

export interface UnknownInputs {
  readonly mistakes: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * GitHub's runner sets `INPUT_*` for what stands under `with:` and nothing else, so a name that is nearly one of ours is
 * a typo and stops the run. One that is nothing like ours may have come with the job's own `env:` and is a warning.
 * act, Gitea and Forgejo hand the inputs of an enclosing composite action down to its steps: only warnings there.
 */
export function findUnknownInputs(env: Environment, known: readonly string[]): UnknownInputs {
  const mistakes: string[] = []
  const warnings: string[] = []
  if (env.GITHUB_ACTIONS !== 'true') return { mistakes, warnings }
  const ours = new Set(known.map(variableOf))
  const handsDown = [env.ACT, env.GITEA_ACTIONS, env.FORGEJO_ACTIONS].includes('true')
  for (const variable of Object.keys(env).sort()) {
    if (!variable.startsWith('INPUT_') || ours.has(variable)) continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    const meant = nearest(name, known)
    if (meant === undefined) warnings.push(`${quoteValue(name)} is not an input of this action and has no effect`)
    else {
      const text = `${quoteValue(name)} is not an input of this action; did you mean "${meant}"?`
      if (handsDown) warnings.push(text)
      else mistakes.push(text)
    }
  }
  return { mistakes, warnings }
}
