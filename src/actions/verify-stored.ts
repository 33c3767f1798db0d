// `verify: true`: reads back every file that was copied and hashes it, before anything is published.

import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import { chosen } from '../core/list.ts'
import type { Settled } from '../core/settled.ts'
import { countOf } from '../core/units.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { PartialTree } from '../ports/partial-tree.ts'

export async function verifyStored(
  partial: PartialTree,
  settled: Iterable<Settled>,
  reporter: Reporter
): Promise<void> {
  const copied = chosen(settled, ({ how, entry }) => how === 'copied' && entry.type === 'file').map(
    ({ entry }) => entry
  )
  const digests = await partial.hash(
    copied.map(entry => entry.path),
    reporter.progress
  )
  const wrong = copied.filter((entry, index) => digests[index] !== entry.sha256)
  if (wrong.length > 0) {
    const names = firstAsLines(wrong, entry => showName(entry.path))
    throw new Failure(
      'stored',
      `${countOf(wrong.length, 'stored file', 'stored files')} read back with other bytes than the source had, so nothing was published:${names}\nCheck the volume's disk and its cables, and the machine's memory.`
    )
  }
  reporter.info(`${countOf(copied.length, 'stored file', 'stored files')} read back and found right`)
}
