// The one place where an action begins and ends: signals, the world it is given, and what its failure looks like.

import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { actionsReporter } from './adapters/actions-reporter.ts'
import { type Processes, realProcesses } from './adapters/process.ts'
import { systemClock } from './adapters/system-clock.ts'
import { autoJobs, WorkerPool } from './adapters/workers/pool.ts'
import { safeLogLine } from './core/display.ts'
import { Failure, messageOf } from './core/failure.ts'
import { systemFailure } from './core/system-failure.ts'
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
}

/** 128 + SIGINT, as a shell says it. */
const cancelledStatus = 130

/** Runs one action to its end and sets the exit status; never throws. */
export async function runAction(action: (world: World) => Promise<void>): Promise<void> {
  const { env } = process
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort()
    })
  }
  const reporter = actionsReporter(core, systemClock)
  const pools: WorkerPool[] = []
  try {
    const event = parseEvent(textOf(env.GITHUB_EVENT_PATH))
    await action({
      env,
      context: readRunContext(env, event, { cwd: process.cwd(), tempDir: tmpdir() }),
      processes: realProcesses(env, stop.signal),
      reporter,
      startPool: jobs => {
        const pool = new WorkerPool(workerScript(), jobs ?? autoJobs(), stop.signal)
        pools.push(pool)
        return pool
      }
    })
  } catch (error) {
    end(error, stop.signal.aborted)
  } finally {
    await Promise.all(pools.map(pool => pool.close()))
    reporter.finish()
  }
}

/** A failure that a person can mend is told in its own words; anything else is a defect, and its stack is what helps. */
function end(thrown: unknown, isCancelled: boolean): void {
  const error = thrown instanceof Failure ? thrown : (systemFailure(thrown) ?? thrown)
  const known = error instanceof Failure
  const text = known ? error.message : `Unexpected error; please report it. ${String(error)}`
  core.setFailed(text.split('\n').map(safeLogLine).join('\n'))
  if (!known && error instanceof Error) for (const line of (error.stack ?? '').split('\n')) core.info(safeLogLine(line))
  const cause = error instanceof Error ? error.cause : undefined
  if (cause !== undefined && !text.includes(messageOf(cause))) core.info(safeLogLine(`Caused by: ${messageOf(cause)}`))
  if (isCancelled) process.exitCode = cancelledStatus
}

/** Beside this file in the bundle (`dist/<name>/`, `dist/worker/`), and in the sources when they are run as they are. */
function workerScript(): string {
  const bundled = join(import.meta.dirname, '..', 'worker', 'index.js')
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts')
}

function textOf(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Without its event a run is judged by the rest of what is known of it; see distrust().
    return undefined
  }
}
