// The world an action is given, by a runner or at a terminal: its environment, programs, threads, and whom it tells.

import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { type Processes, realProcesses } from './adapters/process.ts'
import { defaultSilenceMs, silenceVariable, watchSilence } from './adapters/silence-watch.ts'
import { readText } from './adapters/step-files.ts'
import { autoJobs, WorkerPool } from './adapters/workers/pool.ts'
import { InputFailure } from './core/failure.ts'
import { quoteValue } from './core/quoted-value.ts'
import { parseWaitMs } from './inputs/amounts.ts'
import { parseEvent, readRunContext } from './inputs/github-context.ts'
import type { RunContextWithDefaults } from './inputs/model.ts'
import type { Reporter } from './ports/reporter.ts'

export interface World {
  readonly env: NodeJS.ProcessEnv
  readonly context: RunContextWithDefaults
  readonly processes: Processes
  readonly reporter: Reporter
  /** Worker threads; as many as the cores ask for when `jobs` is absent. */
  startPool: (jobs: number | undefined) => WorkerPool
  /** What is opened for the run has to be closed with it, whatever happens. */
  atEnd: (close: () => Promise<void>) => void
}

/** What `work` is given ends with it. `env` has the inputs as the runner hands them over, `INPUT_<NAME>`. */
export async function withWorld<T>(
  env: NodeJS.ProcessEnv,
  reporter: Reporter,
  stop: AbortSignal,
  work: (world: World) => Promise<T>
): Promise<T> {
  const closes: (() => Promise<void>)[] = []
  try {
    watchVolume(env)
    const event = parseEvent(readText(env.GITHUB_EVENT_PATH))
    return await work({
      env,
      context: readRunContext(env, event, { cwd: process.cwd(), tempDir: tmpdir() }),
      processes: realProcesses(env, stop),
      reporter,
      startPool: jobs => {
        const pool = new WorkerPool(workerScript(), jobs ?? autoJobs(), stop)
        closes.push(() => pool.close())
        return pool
      },
      atEnd: close => {
        closes.push(close)
      }
    })
  } finally {
    await Promise.all(closes.map(close => close()))
  }
}

/** A volume that is not named yet, or not rightly, is left to those who read the inputs. */
function watchVolume(env: NodeJS.ProcessEnv): void {
  const named = env.INPUT_VOLUME ?? ''
  const volume = named === '' ? (env.SNAPSHOT_VOLUME ?? '') : named
  const limit = env[silenceVariable] ?? ''
  const parsed = limit === '' ? { ok: true as const, value: defaultSilenceMs } : parseWaitMs(limit)
  if (!parsed.ok) throw new InputFailure([`${silenceVariable}: ${quoteValue(limit)} ${parsed.why}`])
  if (isAbsolute(volume)) watchSilence(workerScript(), volume, parsed.value, env.GITHUB_ACTIONS === 'true')
}

/** Aborted by the first of the signals that mean the end: Ctrl-C, and what a runner sends. */
export function stopOnSignals(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort()
    })
  }
  return stop.signal
}

/** 128 + SIGINT, as a shell says it. */
export const cancelledStatus = 130

/** Beside this file in the bundle (`dist/<name>/`, `dist/worker/`), and in the sources when they are run as they are. */
function workerScript(): string {
  const bundled = join(import.meta.dirname, '..', 'worker', 'index.js')
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts')
}
