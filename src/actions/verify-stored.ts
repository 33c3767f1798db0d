// `verify: true`: reads back every file that was copied and hashes it, before anything is published.

import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import type { Settled } from '../core/settled.ts'
import { formatCount } from '../core/units.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { PartialTree } from '../ports/volume.ts'

const named = 5

export async function verifyStored(
  partial: PartialTree,
  settled: readonly Settled[],
  reporter: Reporter
): Promise<void> {
  const copied = settled.filter(({ how, entry }) => how === 'copied' && entry.type === 'file').map(({ entry }) => entry)
  const digests = await partial.hash(
    copied.map(entry => entry.path),
    reporter.progress
  )
  const wrong = copied.filter((entry, index) => digests[index] !== entry.sha256)
  if (wrong.length > 0) {
    const names = wrong.slice(0, named).map(entry => `\n  ${showName(entry.path)}`)
    throw new Failure(
      'stored',
      `${wrong.length} stored files read back with other bytes than the source had, so nothing was published:${names.join('')}\nCheck the volume's disk and its cables, and the machine's memory.`
    )
  }
  reporter.info(`${formatCount(copied.length)} stored files read back and found right`)
}
