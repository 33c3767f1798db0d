// The restore action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { restore } from '../actions/restore.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localTarget } from '../adapters/target/local-target.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import { Failure } from '../core/failure.ts'
import { restoreJson } from '../core/report/restore-json.ts'
import { restoreLog } from '../core/report/restore-log.ts'
import { restoreFailure } from '../core/report/restore-outcome.ts'
import { restoreOutputs } from '../core/report/restore-outputs.ts'
import { restoreSummary } from '../core/report/restore-summary.ts'
import type { Told } from '../core/report/told.ts'
import { readRestoreInputs } from '../inputs/restore.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

export async function restoreWith({ env, context, processes, reporter, startPool }: World): Promise<Told> {
  const inputs = readRestoreInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(inputs.jobs), clock: systemClock, isRoot: machine.isRoot }
  const ports = {
    volume: localVolume(inputs.volume, parts),
    target: localTarget(inputs.path, parts),
    machine,
    clock: systemClock,
    reporter
  }
  const report = await restore(inputs, context, ports, program)
  const failure = restoreFailure(report)
  return {
    log: restoreLog(report),
    json: restoreJson(report),
    outputs: reportPath => restoreOutputs(report, reportPath),
    ...(inputs.summary && { summary: restoreSummary(report) }),
    ...(failure !== undefined && { failure: new Failure(failure.kind, failure.text) })
  }
}
