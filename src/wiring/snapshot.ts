// The snapshot action with its ports plugged in: inputs from the environment, and all it has to tell at the end.

import type { Ports } from '../actions/ports.ts'
import { sourceRequest } from '../actions/prepare.ts'
import { whyReadOnly } from '../actions/read-only.ts'
import { takeSnapshot } from '../actions/snapshot.ts'
import { withoutOwners } from '../actions/without-owners.ts'
import { diskUnder } from '../adapters/disk-under.ts'
import { localSource } from '../adapters/local-source.ts'
import { autoParallelism } from '../adapters/parallelism.ts'
import { sourceAhead } from '../adapters/source-ahead.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { jsonReport } from '../core/report/json.ts'
import { logSummary } from '../core/report/log.ts'
import { snapshotOutputs } from '../core/report/outputs.ts'
import { snapshotSummary } from '../core/report/summary.ts'
import type { Told } from '../core/report/told.ts'
import type { SnapshotInputs } from '../inputs/model.ts'
import { readSnapshotInputs } from '../inputs/snapshot.ts'
import type { Source } from '../ports/source.ts'
import { program } from '../program.ts'
import type { World } from '../world.ts'
import { openCopies } from './open-copies.ts'
import { type OpenVolume, openVolume, unopenedVolume } from './open-volume.ts'

export async function snapshotWith(world: World): Promise<Told> {
  const { env, context, reporter } = world
  const inputs = readSnapshotInputs(env, context)
  for (const warning of inputs.warnings) reporter.warning(warning)
  const report = await takeSnapshot(inputs, context, await portsFor(world, inputs), program)
  return {
    log: logSummary(report),
    json: jsonReport(report),
    outputs: reportPath => snapshotOutputs(report, reportPath),
    ...(inputs.summary && { summary: snapshotSummary(report) })
  }
}

async function portsFor(world: World, inputs: SnapshotInputs): Promise<Ports> {
  const { context, reporter } = world
  const sourceOf = ({ parts, machine }: Pick<OpenVolume, 'parts' | 'machine'>): Source =>
    localSource({ ...parts, tempDir: context.tempDir, keepOwners: machine.isRoot })
  const common = { clock: systemClock, reporter }
  if (whyReadOnly(inputs, context) !== undefined) {
    const unopened = unopenedVolume(world, inputs)
    return { ...common, volume: unopened.volume, machine: unopened.machine, source: sourceOf(unopened) }
  }
  let ahead: Source | undefined
  const opened = await openVolume(world, inputs, {
    begin: own => {
      own.parts.pool.start()
      ahead = sourceAhead(sourceOf(own), sourceRequest(inputs, context), inputs.compare === 'content')
    },
    series: inputs.name
  })
  const { volume, machine, parts, connection } = opened
  parts.pool.start()
  return {
    ...common,
    volume,
    machine,
    // What was read ahead has owners wherever we are root here.
    source: ahead === undefined ? sourceOf(opened) : machine.isRoot ? ahead : withoutOwners(ahead),
    ...(inputs.cacheCopy && { copies: openCopies(world, parts) }),
    // What is known of a disk here says nothing of a far one.
    ...(inputs.jobs === undefined &&
      connection === undefined && {
        parallelism: autoParallelism(parts.pool, diskUnder(inputs.volume), reporter)
      })
  }
}
