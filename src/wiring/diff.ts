// The comparison of two snapshots with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { diff } from '../actions/diff.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { diffJson } from '../core/report/diff-json.ts'
import { diffLog } from '../core/report/diff-log.ts'
import type { Told } from '../core/report/told.ts'
import { readDiffInputs } from '../inputs/diff.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

export async function diffWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readDiffInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine } = await openVolume(world, inputs)
  const report = await diff(inputs, { volume, machine, clock: systemClock, reporter }, program)
  // There is no action that could set outputs.
  return { log: diffLog(report), json: diffJson(report), outputs: () => ({}) }
}
