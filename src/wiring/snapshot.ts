// The snapshot action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import { takeSnapshot } from '../actions/snapshot.ts'
import { diskUnder } from '../adapters/disk-under.ts'
import { localSource } from '../adapters/local-source.ts'
import { autoParallelism } from '../adapters/parallelism.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { jsonReport } from '../core/report/json.ts'
import { logSummary } from '../core/report/log.ts'
import { snapshotOutputs } from '../core/report/outputs.ts'
import { snapshotSummary } from '../core/report/summary.ts'
import type { Told } from '../core/report/told.ts'
import { readSnapshotInputs } from '../inputs/snapshot.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openCopies } from './open-copies.ts'
import { openVolume } from './open-volume.ts'

export async function snapshotWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readSnapshotInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { volume, machine, parts, connection } = await openVolume(world, inputs)
  const { processes, pool } = parts
  pool.start()
  const ports = {
    volume,
    source: localSource({ processes, pool, tempDir: context.tempDir, keepOwners: machine.isRoot }),
    machine,
    clock: systemClock,
    reporter,
    ...(inputs.cacheCopy && { copies: openCopies(world, parts) }),
    // What is known of a disk here says nothing of a far one.
    ...(inputs.jobs === undefined &&
      connection === undefined && {
        parallelism: autoParallelism(pool, diskUnder(inputs.volume), reporter)
      })
  }
  const report = await takeSnapshot(inputs, context, ports, program)
  return {
    log: logSummary(report),
    json: jsonReport(report),
    outputs: reportPath => snapshotOutputs(report, reportPath),
    ...(inputs.summary && { summary: snapshotSummary(report) })
  }
}
