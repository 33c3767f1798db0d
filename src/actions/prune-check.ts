// Everything that is made sure of before anything is removed: the volume is one, flock is there, and the name means some series.

import { Failure } from '../core/failure.ts'
import { markByHand } from '../core/marker.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { PruneInputs } from '../inputs/prune.ts'
import { checkTools, checkVolume } from './check.ts'
import { type ChosenSeries, chooseSeries } from './choose-series.ts'
import type { PrunePorts } from './prune-story.ts'

export async function checkPrune(inputs: PruneInputs, { machine, volume }: PrunePorts): Promise<ChosenSeries> {
  await checkTools(machine)
  const { mark } = await checkVolume(volume, false)
  if (mark) {
    throw new Failure(
      'volume',
      `The volume ${quoteValue(volume.name)} is not marked as a volume, and a prune marks none. If it holds snapshots, mark it again:\n  ${markByHand(volume.name)}`
    )
  }
  return await chooseSeries(inputs, volume)
}
