// Doctor with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { doctor } from '../actions/doctor.ts'
import { farProbe } from '../adapters/ssh/far-doctor.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { toolsOf, volumeProbe } from '../adapters/volume/doctor-probe.ts'
import { Failure } from '../core/failure.ts'
import { doctorFailure, doctorJson, doctorLog } from '../core/report/doctor-report.ts'
import type { Told } from '../core/report/told.ts'
import { readDoctorInputs } from '../inputs/doctor.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

export async function doctorWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readDoctorInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine, parts, connection } = await openVolume(world, inputs)
  const probe =
    connection === undefined
      ? volumeProbe(inputs.volume, machine, parts)
      : farProbe(volume, connection, systemClock, () => toolsOf(machine, parts))
  const ports = { probe, clock: systemClock, reporter }
  const report = await doctor(inputs, ports, program)
  const failure = doctorFailure(report)
  return {
    log: doctorLog(report),
    json: doctorJson(report),
    outputs: () => ({}),
    ...(failure !== undefined && { failure: new Failure('volume', failure) })
  }
}
