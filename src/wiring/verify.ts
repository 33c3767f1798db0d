// The verify action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { randomBytes } from 'node:crypto'
import { verify } from '../actions/verify.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { Failure } from '../core/failure.ts'
import { verifyJson } from '../core/report/verify-json.ts'
import { verifyLog } from '../core/report/verify-log.ts'
import { verifyFailure } from '../core/report/verify-outcome.ts'
import { verifyOutputs } from '../core/report/verify-outputs.ts'
import { verifySummary } from '../core/report/verify-summary.ts'
import type { Told } from '../core/report/told.ts'
import { readVerifyInputs } from '../inputs/verify.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openVolume } from './open-volume.ts'

export async function verifyWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readVerifyInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine } = await openVolume(world, inputs)
  const ports = { volume, machine, clock: systemClock, reporter }
  // Every run draws its own sample, so that in time all is read.
  const report = await verify(inputs, context, ports, program, randomBytes(8).toString('hex'))
  const failure = verifyFailure(report)
  if (failure !== undefined && inputs.onDamage === 'warn') reporter.warning(failure)
  return {
    log: verifyLog(report),
    json: verifyJson(report),
    outputs: reportPath => verifyOutputs(report, reportPath),
    ...(inputs.summary && { summary: verifySummary(report) }),
    ...(failure !== undefined && inputs.onDamage === 'fail' && { failure: new Failure('damage', failure) })
  }
}
