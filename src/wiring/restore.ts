// The restore action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { restore } from '../actions/restore.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localTarget } from '../adapters/target/local-target.ts'
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
import { openCopies } from './open-copies.ts'
import { openVolume, openVolumeIfThere } from './open-volume.ts'

export async function restoreWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readRestoreInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const open = inputs.cacheFallback ? openVolumeIfThere : openVolume
  const { volume, machine, parts } = await open(world, inputs)
  const ports = {
    volume,
    ...(inputs.cacheFallback && { copies: openCopies(world, parts) }),
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
