// The snapshot action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { takeSnapshot } from '../actions/snapshot.ts'
import { localMachine } from '../adapters/local-machine.ts'
import { localSource } from '../adapters/local-source.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { localVolume } from '../adapters/volume/local-volume.ts'
import { jsonReport } from '../core/report/json.ts'
import { logSummary } from '../core/report/log.ts'
import { snapshotOutputs } from '../core/report/outputs.ts'
import { snapshotSummary } from '../core/report/summary.ts'
import type { Told } from '../core/report/told.ts'
import { readSnapshotInputs } from '../inputs/snapshot.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'

export async function snapshotWith({ env, context, processes, reporter, startPool }: World): Promise<Told> {
  const inputs = readSnapshotInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const machine = localMachine(env)
  const pool = startPool(inputs.jobs)
  pool.start()
  const { isRoot } = machine
  const ports = {
    volume: localVolume(inputs.volume, { processes, pool, clock: systemClock, isRoot }),
    source: localSource({ processes, pool, tempDir: context.tempDir, keepOwners: isRoot }),
    machine,
    clock: systemClock,
    reporter
  }
  const report = await takeSnapshot(inputs, context, ports, program)
  return {
    log: logSummary(report),
    json: jsonReport(report),
    outputs: reportPath => snapshotOutputs(report, reportPath),
    ...(inputs.summary && { summary: snapshotSummary(report) })
  }
}
