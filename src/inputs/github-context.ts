// The run as the runner tells it: GITHUB_*, RUNNER_* and the event file, none of which is needed outside GitHub.

import { posix } from 'node:path'
import type { RunInfo } from '../core/record.ts'
import type { Environment } from './input-reader.ts'
import type { RunContextWithDefaults, RunDefaults } from './model.ts'
import { distrust, textAt } from './trust.ts'

/** What stands in for the runner's own directories where there is no runner. */
export interface Surroundings {
  /** Absolute; the directory the program was started in. */
  readonly cwd: string
  /** Absolute; the system's directory for temporary files. */
  readonly tempDir: string
}

/**
 * What the event file says; undefined when it is missing, damaged or no JSON object, which for the events that need
 * it counts as untrusted (`distrust`).
 */
export function parseEvent(text: string | undefined): unknown {
  try {
    const event: unknown = JSON.parse(text ?? '')
    return typeof event === 'object' && event !== null ? event : undefined
  } catch {
    return undefined
  }
}

/** `event` is what `parseEvent` gave. */
export function readRunContext(env: Environment, event: unknown, around: Surroundings): RunContextWithDefaults {
  const untrusted = distrust(env, event)
  return {
    run: runInfo(env),
    workspace: posix.resolve(around.cwd, env.GITHUB_WORKSPACE ?? ''),
    tempDir: posix.resolve(around.cwd, around.tempDir, env.RUNNER_TEMP ?? ''),
    ...(untrusted === undefined ? {} : { untrusted }),
    defaults: runDefaults(env, event)
  }
}

function runDefaults(env: Environment, event: unknown): RunDefaults {
  return present<RunDefaults>({
    repository: env.GITHUB_REPOSITORY,
    job: env.GITHUB_JOB,
    refName: env.GITHUB_REF_NAME,
    defaultBranch: textAt(event, ['repository', 'default_branch'])
  })
}

function runInfo(env: Environment): RunInfo {
  return present<RunInfo>({
    repository: env.GITHUB_REPOSITORY,
    ref: env.GITHUB_REF,
    commit: env.GITHUB_SHA,
    workflow: env.GITHUB_WORKFLOW,
    job: env.GITHUB_JOB,
    event: env.GITHUB_EVENT_NAME,
    actor: env.GITHUB_ACTOR,
    runId: env.GITHUB_RUN_ID,
    runAttempt: env.GITHUB_RUN_ATTEMPT,
    runner: env.RUNNER_NAME,
    url: runUrl(env)
  })
}

function runUrl(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env
  const attempt = env.GITHUB_RUN_ATTEMPT
  if (!server || !repository || !run) return undefined
  return `${server}/${repository}/actions/runs/${run}${attempt ? `/attempts/${attempt}` : ''}`
}

/** Without what is empty or missing: a record says nothing rather than nothing at length. */
function present<T>(fields: { readonly [Key in keyof T]: string | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T
}
