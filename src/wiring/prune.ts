// The prune action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { prune } from '../actions/prune.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { Failure } from '../core/failure.ts'
import { pruneJson } from '../core/report/prune-json.ts'
import { pruneLog } from '../core/report/prune-log.ts'
import { pruneFailure } from '../core/report/prune-outcome.ts'
import { pruneOutputs } from '../core/report/prune-outputs.ts'
import { pruneSummary } from '../core/report/prune-summary.ts'
import type { Told } from '../core/report/told.ts'
import { readPruneInputs } from '../inputs/prune.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

export async function pruneWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readPruneInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine } = await openVolume(world, inputs)
  const report = await prune(inputs, context, { volume, machine, clock: systemClock, reporter }, program)
  const failure = pruneFailure(report)
  return {
    log: pruneLog(report),
    json: pruneJson(report),
    outputs: reportPath => pruneOutputs(report, reportPath),
    ...(inputs.summary && { summary: pruneSummary(report) }),
    // When all are busy nothing is wrong with any of them: whoever called may just try again.
    ...(failure !== undefined && {
      failure: new Failure(report.series.every(({ state }) => state === 'locked') ? 'locked' : 'volume', failure)
    })
  }
}
