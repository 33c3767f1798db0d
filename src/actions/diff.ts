// Compares two snapshots by their manifests, as a story: check, find both, hold them against removal, read, and tell what differs.

import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { DiffReport } from '../core/report/diff-model.ts'
import type { Selector } from '../core/selector.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import { diffTrees } from '../core/tree-diff.ts'
import type { DiffInputs } from '../inputs/diff.ts'
import { checkReading } from './check-reading.ts'
import { type Chosen, chooseSnapshot } from './choose-snapshot.ts'
import type { Ports } from './ports.ts'
import { readManifest } from './read-manifest.ts'

export type DiffPorts = Omit<Ports, 'source'>

type Found = Pick<Extract<Chosen, { readonly state: 'found' }>, 'series' | 'record' | 'listed'>

/** Throws `Failure('missing')` for a snapshot that is not there. No file of a snapshot is read, and nothing is written. */
export async function diff(inputs: DiffInputs, ports: DiffPorts, program: string): Promise<DiffReport> {
  const { volume, machine, reporter } = ports
  const { before, after } = await reporter.phase('Find the snapshots', async () => {
    await checkReading(volume, machine)
    return await findBoth(inputs, ports)
  })
  return await reporter.phase('Compare', async () => {
    const [old, now] = [await entriesOf(before), await entriesOf(after)]
    return {
      volume: inputs.volume,
      before: sideOf(before),
      after: sideOf(after),
      diff: diffTrees(old, now),
      rows: inputs.rows,
      program
    }
  })
}

async function findBoth(
  { name, otherName = name, from, to = { by: 'latest' } }: DiffInputs,
  ports: DiffPorts
): Promise<{ readonly before: Found; readonly after: Found }> {
  const after = await find(ports, otherName, to)
  if (from !== undefined) return { before: await find(ports, name, from), after }
  if (otherName !== name) return { before: await find(ports, name, { by: 'latest' }), after }
  return { before: theOneBefore(after), after }
}

async function find({ volume, clock }: DiffPorts, name: string, selector: Selector): Promise<Found> {
  const chosen = await chooseSnapshot(volume, [name], selector, clock.now())
  if (chosen.state === 'found') return chosen
  throw new Failure('missing', chosen.why)
}

/** By its moment, whatever it was linked against: what came before is what a person has in mind. */
function theOneBefore({ series, record, listed }: Found): Found {
  const earlier = listed.flatMap(one =>
    one.record !== undefined && compareSnapshotIds(one.id, record.id) < 0 ? [one.record] : []
  )
  const [newest] = earlier
  if (newest !== undefined) return { series, record: newest, listed }
  throw new Failure(
    'missing',
    `${record.id} is the oldest complete snapshot of the series ${quoteValue(series.name)}: there is none before it to compare it with. Name two snapshots, or another series.`
  )
}

/** Held only while its manifest is read: what is told of it afterwards is true whatever becomes of it. */
async function entriesOf({ series, record }: Found): ReturnType<typeof readManifest> {
  const lock = await series.read(record.id)
  try {
    return await readManifest(series, record)
  } finally {
    await lock.release()
  }
}

const sideOf = ({ series, record }: Found): DiffReport['before'] => ({
  series: series.name,
  record,
  path: `${series.path}/${record.id}`
})
