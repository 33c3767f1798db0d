// The list action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { list } from '../actions/list.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { listJson } from '../core/report/list-json.ts'
import { listLog } from '../core/report/list-log.ts'
import { leftOutOfOutputs, listOutputs } from '../core/report/list-outputs.ts'
import { listSummary } from '../core/report/list-summary.ts'
import type { Told } from '../core/report/told.ts'
import { readListInputs } from '../inputs/list.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

export async function listWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readListInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine } = await openVolume(world, inputs)
  const report = await list(inputs, context, { volume, machine, clock: systemClock, reporter }, program)
  return {
    log: listLog(report),
    json: listJson(report),
    outputs: reportPath => {
      // Only where there are outputs: at a terminal nothing is left out.
      const leftOut = leftOutOfOutputs(report)
      if (leftOut !== undefined) reporter.warning(leftOut)
      return listOutputs(report, reportPath)
    },
    ...(inputs.summary && { summary: listSummary(report) })
  }
}
