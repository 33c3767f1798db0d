// The one place where an action of a workflow begins and ends: signals, what it hands to the runner, and what its failure looks like.

import * as commands from '@actions/core'
import { actionsReporter } from './adapters/actions-reporter.ts'
import { handOver } from './adapters/step-files.ts'
import { systemClock } from './adapters/system-clock.ts'
import { safeLogLine } from './core/display.ts'
import { endingOf } from './core/ending.ts'
import type { Told } from './core/report/told.ts'
import { cancelledStatus, stopOnSignals, withWorld, type World } from './world.ts'

/** Runs one action to its end and sets the exit status; never throws. */
export async function runAction(action: (world: World) => Promise<Told>): Promise<void> {
  const { env } = process
  const stop = stopOnSignals()
  const reporter = actionsReporter(commands, systemClock)
  try {
    await withWorld(env, reporter, stop, async world => {
      const told = await action(world)
      for (const line of told.log) reporter.info(line)
      await handOver(told, {
        tempDir: world.context.tempDir,
        summaryFile: env.GITHUB_STEP_SUMMARY,
        setOutput: commands.setOutput,
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

function end(thrown: unknown, isCancelled: boolean): void {
  const { message, more } = endingOf(thrown)
  commands.setFailed(message.split('\n').map(safeLogLine).join('\n'))
  for (const line of more) commands.info(safeLogLine(line))
  if (isCancelled) process.exitCode = cancelledStatus
}
