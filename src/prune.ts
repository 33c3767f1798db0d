// Entry of the prune action (prune/action.yml).

import * as core from '@actions/core'
import { prune } from './actions/prune.ts'
import { localMachine } from './adapters/local-machine.ts'
import { appendSummary, writeOutputs, writeReport } from './adapters/step-files.ts'
import { systemClock } from './adapters/system-clock.ts'
import { localVolume } from './adapters/volume/local-volume.ts'
import { Failure } from './core/failure.ts'
import { pruneJson } from './core/report/prune-json.ts'
import { pruneLog } from './core/report/prune-log.ts'
import { pruneFailure } from './core/report/prune-outcome.ts'
import { pruneOutputs } from './core/report/prune-outputs.ts'
import { pruneSummary } from './core/report/prune-summary.ts'
import { readPruneInputs } from './inputs/prune.ts'
import { program } from './program.ts'
import { runAction } from './run-action.ts'

await runAction(async ({ env, context, processes, reporter, startPool }) => {
  const inputs = readPruneInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot }
  const volume = localVolume(inputs.volume, parts)
  const report = await prune(inputs, context, { volume, machine, clock: systemClock, reporter }, program)
  for (const line of pruneLog(report)) reporter.info(line)
  writeOutputs(core.setOutput, pruneOutputs(report, await writeReport(context.tempDir, pruneJson(report))))
  if (inputs.summary) await appendSummary(env.GITHUB_STEP_SUMMARY, pruneSummary(report))
  // Only now: what was removed in the other series has to be told.
  const failure = pruneFailure(report)
  if (failure !== undefined) throw new Failure('volume', failure)
})
