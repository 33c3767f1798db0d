// The list action over all series of a volume, for whoever gave no name: told series by series, and as JSON like any list.

import { list } from '../actions/list.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { listJson } from '../core/report/list-json.ts'
import { listOverview } from '../core/report/list-overview.ts'
import type { Told } from '../core/report/told.ts'
import { readListInputs } from '../inputs/list.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

/** Every name, and not the default: `{a,b}` may be a branch, `**` never is. */
export async function listAllWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  // What removing each snapshot would free is not among what is shown, and takes long.
  const inputs = readListInputs({ ...env, INPUT_NAME: '**', INPUT_MEASURE: env.INPUT_MEASURE ?? 'false' }, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine } = await openVolume(world, inputs)
  const report = await list(inputs, context, { volume, machine, clock: systemClock, reporter }, program)
  return { log: listOverview(report), json: listJson(report), outputs: () => ({}) }
}
