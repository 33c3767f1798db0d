// Everything that is made sure of before a restore: the volume can be read, and the target is a place that may be written.

import { pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { isWithin } from '../core/within.ts'
import type { TargetState } from '../ports/target.ts'
import type { Volume } from '../ports/volume.ts'
import { checkReading } from './check-reading.ts'
import type { RestoreStory } from './restore-story.ts'

/** What the target is; absent when nobody wants to know. */
export async function checkRestore(story: RestoreStory): Promise<TargetState | undefined> {
  const { inputs, ports } = story
  await checkReading(ports.volume, ports.machine, 'restoring')
  return inputs.lookupOnly ? undefined : await checkTarget(story)
}

/** Throws where it is no place that may be written. */
export async function checkTarget({ inputs, ports }: RestoreStory): Promise<TargetState> {
  const state = await ports.target.state()
  if (state.kind === 'not-a-directory') {
    throw new Failure(
      'target',
      `The target ${quoteValue(inputs.path)} is not a directory. "path" names the directory that the contents of the snapshot are restored into; one file of it is chosen with "paths".`
    )
  }
  await checkApart(ports.volume, state, inputs.path)
  if (!state.isWritable && !inputs.dryRun) {
    throw new Failure(
      'target',
      `The target ${quoteValue(inputs.path)} cannot be ${state.kind === 'missing' ? 'made' : 'written'} by the runner's user. Give that user the directory, check that it is not mounted read-only, or set "path" to another one.`
    )
  }
  return state
}

/** A restore must change no snapshot. A directory that is not there yet contains nothing, but may lie in the volume. */
async function checkApart(volume: Volume, { kind, realPath }: TargetState, path: string): Promise<void> {
  for (const place of await volume.places()) {
    const isInside = isWithin(place, realPath)
    if (!isInside && (kind === 'missing' || !isWithin(realPath, place))) continue
    throw new Failure(
      'target',
      `The target ${quoteValue(path)} ${isInside ? 'lies inside the volume' : 'contains the volume'} ${quoteValue(pathText(place))}, where nothing but snapshots may be written. Set "path" to a directory outside of it.`
    )
  }
}
