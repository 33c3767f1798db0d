// Adoption with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { adopt } from '../actions/adopt.ts'
import { localTime } from '../adapters/local-time.ts'
import { farAdoption } from '../adapters/ssh/far-adoption.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { oldDirectory } from '../adapters/volume/old-directory.ts'
import { Failure } from '../core/failure.ts'
import { adoptJson } from '../core/report/adopt-json.ts'
import { adoptFailure, adoptLog } from '../core/report/adopt-log.ts'
import type { Told } from '../core/report/told.ts'
import { readAdoptInputs } from '../inputs/adopt.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume, unopenedVolume } from './open-volume.ts'

export async function adoptWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readAdoptInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const isTrusted = context.untrusted === undefined
  // A run that is refused asks no other machine for anything.
  const { volume, machine, parts, connection } = isTrusted
    ? await openVolume(world, inputs)
    : unopenedVolume(world, inputs)
  const { path, name } = inputs
  const far =
    connection === undefined ? undefined : farAdoption(volume, connection, { path, name, keepOwners: machine.isRoot })
  const ports = {
    volume: far?.volume ?? volume,
    old: far?.old ?? oldDirectory(path, inputs.volume, name, parts),
    localTime: far === undefined || inputs.utc ? localTime : await far.localTime(),
    machine,
    clock: systemClock,
    reporter
  }
  const report = await adopt(inputs, context, ports, program)
  const failure = adoptFailure(report)
  return {
    log: adoptLog(report),
    json: adoptJson(report),
    outputs: () => ({}),
    ...(failure !== undefined && { failure: new Failure('source', failure) })
  }
}
