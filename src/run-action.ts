// The one place where an action of a workflow begins and ends: signals, what it hands to the runner, and what its failure looks like.

import * as core from '@actions/core'
import { actionsReporter } from './adapters/actions-reporter.ts'
import { handOver } from './adapters/step-files.ts'
import { systemClock } from './adapters/system-clock.ts'
import { safeLogLine } from './core/display.ts'
import { Failure, messageOf } from './core/failure.ts'
import type { Told } from './core/report/told.ts'
import { systemFailure } from './core/system-failure.ts'
import { cancelledStatus, stopOnSignals, withWorld, type World } from './world.ts'

/** Runs one action to its end and sets the exit status; never throws. */
export async function runAction(action: (world: World) => Promise<Told>): Promise<void> {
  const { env } = process
  const stop = stopOnSignals()
  const reporter = actionsReporter(core, systemClock)
  try {
    await withWorld(env, reporter, stop, async world => {
      const told = await action(world)
      for (const line of told.log) reporter.info(line)
      await handOver(told, {
        tempDir: world.context.tempDir,
        summaryFile: env.GITHUB_STEP_SUMMARY,
        setOutput: core.setOutput,
        warn: reporter.warning
      })
      // Only now: what was done before it failed has to be told.
      if (told.failure !== undefined) throw told.failure
    })
  } catch (error) {
    end(error, stop.aborted)
  } finally {
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
