// The comparison of two snapshots with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { diff } from '../actions/diff.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import { diffJson } from '../core/report/diff-json.ts'
import { diffLog } from '../core/report/diff-log.ts'
import type { Told } from '../core/report/told.ts'
import { readDiffInputs } from '../inputs/diff.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

export async function diffWith({ env, context, processes, reporter, startPool }: World): Promise<Told> {
  const inputs = readDiffInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot }
  const volume = localVolume(inputs.volume, parts)
  const report = await diff(inputs, { volume, machine, clock: systemClock, reporter }, program)
  // There is no action that could set outputs.
  return { log: diffLog(report), json: diffJson(report), outputs: () => ({}) }
}
