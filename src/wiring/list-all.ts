// The list action over all series of a volume, for whoever gave no name: told series by series, and as JSON like any list.

import { list } from '../actions/list.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import { listJson } from '../core/report/list-json.ts'
import { listOverview } from '../core/report/list-overview.ts'
import type { Told } from '../core/report/told.ts'
import { readListInputs } from '../inputs/list.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

/** Every name, and not the default: `{a,b}` may be a branch, `**` never is. */
export async function listAllWith({ env, context, processes, reporter, startPool }: World): Promise<Told> {
  // What removing each snapshot would free is not among what is shown, and takes long.
  const inputs = readListInputs({ ...env, INPUT_NAME: '**', INPUT_MEASURE: env.INPUT_MEASURE ?? 'false' }, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot }
  const volume = localVolume(inputs.volume, parts)
  const report = await list(inputs, context, { volume, machine, clock: systemClock, reporter }, program)
  return { log: listOverview(report), json: listJson(report), outputs: () => ({}) }
}
