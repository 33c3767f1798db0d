// Entry of the snapshot action (action.yml).

import * as core from '@actions/core'
import { takeSnapshot } from './actions/snapshot.ts'
import { localMachine } from './adapters/local-machine.ts'
import { localSource } from './adapters/local-source.ts'
import { handOver } from './adapters/step-files.ts'
import { systemClock } from './adapters/system-clock.ts'
import { localVolume } from './adapters/volume/local-volume.ts'
import { jsonReport } from './core/report/json.ts'
import { logSummary } from './core/report/log.ts'
import { snapshotOutputs } from './core/report/outputs.ts'
import { snapshotSummary } from './core/report/summary.ts'
import { readSnapshotInputs } from './inputs/snapshot.ts'
import { program } from './program.ts'
import { runAction } from './run-action.ts'

await runAction(async ({ env, context, processes, reporter, startPool }) => {
  const inputs = readSnapshotInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const pool = startPool(inputs.jobs)
  const { isRoot } = machine
  const report = await takeSnapshot(
    inputs,
    context,
    {
      volume: localVolume(inputs.volume, { processes, pool, clock: systemClock, isRoot }),
      source: localSource({ processes, pool, tempDir: context.tempDir, keepOwners: isRoot }),
      machine,
      clock: systemClock,
      reporter
    },
    program
  )
  for (const line of logSummary(report)) reporter.info(line)
  const told = {
    json: jsonReport(report),
    outputs: (reportPath: string) => snapshotOutputs(report, reportPath),
    ...(inputs.summary && { summary: snapshotSummary(report) })
  }
  await handOver(told, {
    tempDir: context.tempDir,
    summaryFile: env.GITHUB_STEP_SUMMARY,
    setOutput: core.setOutput,
    warn: reporter.warning
  })
})
