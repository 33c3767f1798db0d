// What is made sure of before a volume is read: it is there, it is one, and the tools are. It need not be writable.

import { Failure } from '../core/failure.ts'
import { markByHand } from '../core/marker.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { Machine, Purpose } from '../ports/machine.ts'
import type { Volume } from '../ports/volume.ts'
import { checkTools } from './check.ts'

export async function checkReading(volume: Volume, machine: Machine, purpose?: Purpose): Promise<void> {
  const name = quoteValue(volume.name)
  const { kind, marker, mountPoint, filesystem } = await volume.state()
  if (kind === 'missing') {
    throw new Failure('volume', `The volume ${name} does not exist. Is it mounted? Mount it before the run.`)
  }
  if (kind === 'not-a-directory') throw new Failure('volume', `The volume ${name} is not a directory.`)
  if (marker.state === 'damaged') {
    throw new Failure(
      'volume',
      `The marker of the volume ${name} cannot be used: ${marker.why}. If this really is the volume, mark it again:\n  ${markByHand(volume.name)}`
    )
  }
  if (marker.state === 'absent') {
    throw new Failure(
      'volume',
      `The directory ${name} is not marked as a volume. It lies on ${mountPoint} (${filesystem}); if the volume is not mounted just now, mount it. If it holds snapshots all the same, mark it again:\n  ${markByHand(volume.name)}`
    )
  }
  await checkTools(machine, purpose)
}
