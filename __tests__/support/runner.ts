// Runs a bundled action as the GitHub runner does: inputs with their defaults, main, then post with the state of main.

import { join } from 'node:path'
import type { ActionMetadata } from './action-metadata.ts'
import { readAction } from './action-metadata.ts'
import type { Contexts, Json } from './expressions.ts'
import { asText, evaluate, interpolate, isTruthy } from './expressions.ts'
import type { RunnerPlace } from './runner-environment.ts'
import { githubContext, runnerContext, runnerNode, stepEnvironment } from './runner-environment.ts'
import type { CancelWhen, Outcome, StepResult } from './step-process.ts'
import { runStepProcess } from './step-process.ts'

export type { CancelWhen, Outcome, StepResult } from './step-process.ts'

export interface ActionCall extends RunnerPlace {
  /** The folder with its action.yml. */
  readonly action: string
  /** What `with:` says, already evaluated. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Added last, over everything the runner sets. */
  readonly env?: Readonly<Record<string, string>>
  /** Parts of the github context that differ from a push to main; `event` is what the event file holds. */
  readonly github?: Readonly<Record<string, Json>>
  /** Further contexts for the defaults of inputs, `matrix` for one. */
  readonly contexts?: Contexts
  readonly cancel?: CancelWhen
}

export interface ActionResult extends StepResult {
  /** Absent when the action has no post step or its `post-if` did not hold. */
  readonly post?: StepResult
}

/** Main and post, one after the other. */
export const runAction = async (call: ActionCall): Promise<ActionResult> => {
  const main = await runMain(call)
  const post = await runPost(call, main)
  return post === undefined ? main : { ...main, post }
}

export const runMain = async (call: ActionCall): Promise<StepResult> => {
  const action = readAction(call.action)
  return run(call, action, action.runs.main, {}, call.cancel)
}

/** The post step, with the state that main saved. */
export const runPost = async (call: ActionCall, main: StepResult): Promise<StepResult | undefined> => {
  const action = readAction(call.action)
  if (action.runs.post === undefined || !holds(action.runs.postIf, contextsOf(call), main.outcome)) return undefined
  const state = Object.fromEntries(Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]))
  return run(call, action, action.runs.post, state, undefined)
}

const run = (
  call: ActionCall,
  action: ActionMetadata,
  script: string,
  state: Readonly<Record<string, string>>,
  cancel: CancelWhen | undefined
): Promise<StepResult> => {
  const contexts = contextsOf(call)
  return runStepProcess({
    file: runnerNode(),
    args: [join(action.directory, script)],
    cwd: call.workspace,
    env: {
      ...stepEnvironment(contexts),
      ...call.env,
      ...inputEnvironment(action, call.inputs ?? {}, contexts),
      ...state
    },
    tempDir: call.tempDir,
    ...(cancel === undefined ? {} : { cancel })
  })
}

/**
 * INPUT_* for every input the action knows and every one that was given: upper case, spaces to `_`, dashes kept.
 * `required` is not enforced, as on the runner.
 */
export const inputEnvironment = (
  action: ActionMetadata,
  given: Readonly<Record<string, string>>,
  contexts: Contexts
): Record<string, string> => {
  const env: Record<string, string> = {}
  const set = (name: string, value: string): void => {
    env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value
  }
  for (const [name, input] of Object.entries(action.inputs))
    set(name, asText(interpolate(input.default ?? '', contexts)))
  for (const [name, value] of Object.entries(given)) set(name, value)
  return env
}

const contextsOf = (call: ActionCall): Contexts => ({
  github: githubContext(call, call.github),
  runner: runnerContext(call),
  ...call.contexts
})

const holds = (condition: string, contexts: Contexts, standing: Outcome): boolean =>
  isTruthy(evaluate(condition, contexts, standing))
