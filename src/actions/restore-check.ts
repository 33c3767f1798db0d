// Everything that is made sure of before a restore: the volume can be read, and the target is a place that may be written.

import { pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { failureOf } from '../core/system-failure.ts'
import { addressOf } from '../core/volume-address.ts'
import { isWithin } from '../core/within.ts'
import type { TargetState } from '../ports/target.ts'
import type { Volume } from '../ports/volume.ts'
import { checkTools } from './check.ts'
import { checkReading } from './check-reading.ts'
import type { RestoreStory } from './restore-story.ts'

/** What the target is; absent when nobody wants to know. */
export async function checkRestore(story: RestoreStory): Promise<TargetState | undefined> {
  await checkVolume(story)
  return story.inputs.lookupOnly ? undefined : await checkTarget(story)
}

/** With a cache to fall back on, a volume that is not there is no failure yet. */
async function checkVolume(story: RestoreStory): Promise<void> {
  const { volume, machine, copies } = story.ports
  try {
    await checkReading(volume, machine, 'restoring')
  } catch (error) {
    const failure = failureOf(error)
    if (copies === undefined || failure?.kind !== 'volume') throw error
    await checkTools(machine, 'restoring')
    // A machine that never has the volume has no such directory either; here a mount may be missing that should be there.
    // A machine over ssh is named only by who means to reach it, and its key may be another one's by now.
    const isFar = volume.name !== '' && addressOf(volume.name).kind !== 'local'
    if (isFar || (await standsThere(volume))) story.warn(failure.message)
    story.withoutVolume(failure.message)
    story.restoreFrom(copies.volume, 'cache')
  }
}

async function standsThere(volume: Volume): Promise<boolean> {
  try {
    return (await volume.state()).kind !== 'missing'
  } catch {
    // Nobody can tell, and why is in the failure that led here.
    return false
  }
}

/** Throws where it is no place that may be written. */
export async function checkTarget({ inputs, ports, volume }: RestoreStory): Promise<TargetState> {
  const state = await ports.target.state()
  if (state.kind === 'not-a-directory') {
    throw new Failure(
      'target',
      `The target ${quoteValue(inputs.path)} is not a directory. "path" names the directory that the contents of the snapshot are restored into; one file of it is chosen with "paths".`
    )
  }
  await checkApart(volume, state, inputs.path)
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
