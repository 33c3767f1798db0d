// Doctor with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { doctor } from '../actions/doctor.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { volumeProbe } from '../adapters/volume/doctor-probe.ts'
import { Failure } from '../core/failure.ts'
import { doctorFailure, doctorJson, doctorLog } from '../core/report/doctor-report.ts'
import type { Told } from '../core/report/told.ts'
import { readDoctorInputs } from '../inputs/doctor.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

export async function doctorWith({ env, processes, reporter, startPool }: World): Promise<Told> {
  const inputs = readDoctorInputs(env)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const parts = { processes, pool: startPool(undefined), clock: systemClock, isRoot: machine.isRoot }
  const ports = { probe: volumeProbe(inputs.volume, machine, parts), clock: systemClock, reporter }
  const report = await doctor(inputs, ports, program)
  const failure = doctorFailure(report)
  return {
    log: doctorLog(report),
    json: doctorJson(report),
    outputs: () => ({}),
    ...(failure !== undefined && { failure: new Failure('volume', failure) })
  }
}
