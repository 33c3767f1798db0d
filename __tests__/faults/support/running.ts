// One run of a built action in a scene: with programs put in front of the real ones, below strace, with a clock of its own.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type BundleCall, type BundleProcess, type Ended, startBundle } from '../../support/bundle-process.ts'
import { type LogCommand, parseLog } from '../../support/log-commands.ts'
import type { CancelWhen } from '../../support/runner.ts'
import { repositoryRoot } from '../../support/runner-environment.ts'
import type { Missing } from '../../support/skip-aloud.ts'
import type { Stand } from '../../support/volumes.ts'

export type ActionName = 'snapshot' | 'prune' | 'restore' | 'verify' | 'list'

export interface Call {
  /** The snapshot action when left out. */
  readonly action?: ActionName
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** A program with its arguments that runs the action, such as `inject(…)`. */
  readonly under?: readonly string[]
  /** A wrong clock; see preload/clock.ts. */
  readonly clock?: { readonly offsetMs: number } | { readonly frozenMs: number }
  /** Modules of preload/ that Node loads first. */
  readonly preload?: readonly string[]
  /** As the runner cancels: SIGINT, SIGTERM 7.5 s later, a kill 2.5 s after that. */
  readonly cancel?: CancelWhen
  /** Parts of the github context that differ from a push to main; `event` is what the event file holds. */
  readonly github?: BundleCall['github']
}

export interface Ran extends Ended {
  readonly annotations: readonly LogCommand[]
  readonly durationMs: number
  readonly cancelledAfterMs?: number
}

const folders: Readonly<Record<ActionName, string>> = {
  snapshot: '.',
  prune: 'prune',
  restore: 'restore',
  verify: 'verify',
  list: 'list'
}

/** Missing where an action is not built here. */
export const missingAction = (action: ActionName): Missing =>
  existsSync(join(repositoryRoot, 'dist', action, 'index.js')) ? undefined : `dist/${action}, which is not built here`

/** Generous, for machines that are busy: no run of this suite is meant to take more than some seconds. */
const limitMs = 240_000

/** Starts it, for a body that does something to it meanwhile. */
export const startCall = (here: Stand, call: Call): BundleProcess =>
  startBundle(here, {
    ...(call.action === undefined || call.action === 'snapshot'
      ? {}
      : { action: join(repositoryRoot, folders[call.action]) }),
    ...(call.inputs && { inputs: call.inputs }),
    ...(call.under && { under: call.under }),
    ...(call.github && { github: call.github }),
    env: { ...call.env, ...preloaded(call) }
  })

/** Runs it to its end. */
export async function runCall(here: Stand, call: Call): Promise<Ran> {
  if (call.cancel !== undefined) return await runCancelled(here, call, call.cancel)
  const startedAt = performance.now()
  const { child, ended } = startCall(here, call)
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const result = await ended
  clearTimeout(timer)
  return asRan(result, performance.now() - startedAt)
}

export const asRan = (ended: Ended, durationMs = 0): Ran => ({
  ...ended,
  annotations: parseLog(ended.log).annotations,
  durationMs
})

async function runCancelled(here: Stand, call: Call, cancel: CancelWhen): Promise<Ran> {
  if (call.under !== undefined || (call.action ?? 'snapshot') !== 'snapshot')
    throw new Error('only the snapshot action, under nothing, is cancelled as the runner does')
  const result = await here.run(call.inputs, { env: { ...call.env, ...preloaded(call) }, cancel })
  const { exitCode, signal, log, outputs, summary, durationMs, cancelledAfterMs } = result
  return {
    ...{ exitCode, signal, log, outputs, summary, durationMs, annotations: result.parsed.annotations },
    ...(cancelledAfterMs === undefined ? {} : { cancelledAfterMs })
  }
}

function preloaded({ clock, preload = [] }: Call): Record<string, string> {
  const modules = [...(clock === undefined ? [] : ['clock']), ...preload]
  if (modules.length === 0) return {}
  const imports = modules.map(name => `--import=${join(import.meta.dirname, 'preload', `${name}.ts`)}`)
  return {
    NODE_OPTIONS: ['--no-warnings', ...imports].join(' '),
    ...(clock !== undefined && 'offsetMs' in clock ? { CLOCK_OFFSET_MS: String(clock.offsetMs) } : {}),
    ...(clock !== undefined && 'frozenMs' in clock ? { CLOCK_FROZEN_MS: String(clock.frozenMs) } : {})
  }
}
