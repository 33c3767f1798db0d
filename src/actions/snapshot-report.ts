// The record of a new snapshot, and the report of each way a run can end.

import { showName } from '../core/display.ts'
import { bytesOf, countsOf, mostLargest, recordFormat, type SnapshotRecord } from '../core/record.ts'
import type { SnapshotReport } from '../core/report/model.ts'
import { treeRoom } from '../core/room.ts'
import { type Settled, tally } from '../core/settled.ts'
import type { Series } from '../ports/volume.ts'
import type { Measured } from './check-stored.ts'
import { type Compared, type Planned, settledAsPlanned } from './planned.ts'
import type { Retained } from './retain.ts'
import { seriesPart } from './series-part.ts'
import type { Story } from './story.ts'

/** A tree that was filled and measured, with its record; not published yet. */
export interface Taken {
  readonly record: SnapshotRecord
  readonly largest: SnapshotReport['largest']
  /** What it added to its series. */
  readonly seriesBytesAdded: number
  readonly compared: Compared
}

export function takenAs(
  story: Story,
  id: string,
  compared: Compared,
  settled: Iterable<Settled>,
  measured: Measured,
  digest: string
): Taken {
  const { largest, causes, ...sums } = tally(settled)
  const { inputs, ports, context, program } = story
  const { base } = compared
  const record: SnapshotRecord = {
    format: recordFormat,
    id,
    series: inputs.name,
    status: 'complete',
    startedAt: story.startedAt,
    finishedAt: ports.clock.now().toISOString(),
    durationMs: story.durationMs(),
    ...(base === undefined
      ? {}
      : { base: { id: base.id, ...(base.series === inputs.name ? {} : { series: base.series }) } }),
    ...linkedFrom(settled, inputs.name),
    compare: inputs.compare,
    digest,
    ownersKept: story.keepOwners,
    causes,
    largest: largest.slice(0, mostLargest).map(({ path, ...rest }) => ({ ...rest, path: showName(path) })),
    ...(inputs.retention.prune && { retention: inputs.retention.policy }),
    tags: inputs.tags,
    pinned: inputs.pin,
    run: context.run,
    program,
    ...sums,
    ...compared.difference,
    bytesAdded: measured.bytesAdded,
    bytesOnDisk: measured.bytesOnDisk,
    ...(measured.clones.files === 0 ? {} : { clones: measured.clones })
  }
  return { record, largest, seriesBytesAdded: measured.seriesBytesAdded, compared }
}

function linkedFrom(settled: Iterable<Settled>, own: string): Pick<SnapshotRecord, 'linkedFrom'> {
  const others = new Set<string>()
  for (const { fromSeries } of settled) if (fromSeries !== undefined) others.add(fromSeries)
  others.delete(own)
  return others.size === 0 ? {} : { linkedFrom: [...others].sort() }
}

export async function reportCreated(
  story: Story,
  series: Series,
  { record, largest, compared }: Taken,
  retained: Retained | undefined
): Promise<SnapshotReport> {
  const ofSeries = await seriesPart(story.ports.volume, series, retained)
  return {
    ...story.report('created'),
    ...ofSeries,
    ...baseOf(compared),
    snapshot: record.id,
    snapshotPath: `${series.path}/${record.id}`,
    changed: record.digest !== compared.baseRecord?.digest,
    counts: countsOf(record),
    bytes: bytesOf(record),
    causes: record.causes,
    ...(record.clones === undefined ? {} : { clones: record.clones }),
    largest,
    digest: record.digest,
    ...marksOf(record)
  }
}

/** Nothing was copied, nothing added: all of it is what the newest snapshot holds, and its marks are that one's. */
export async function reportUnchanged(
  story: Story,
  series: Series,
  newest: SnapshotRecord,
  planned: Planned,
  retained: Retained | undefined
): Promise<SnapshotReport> {
  const ofSeries = await seriesPart(story.ports.volume, series, retained)
  const none = { filesCopied: 0, filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 }
  return {
    ...story.report('unchanged'),
    ...ofSeries,
    ...baseOf(planned),
    snapshot: newest.id,
    snapshotPath: `${series.path}/${newest.id}`,
    counts: { ...countsOf(newest), ...none, filesLinked: newest.files },
    bytes: { ...bytesOf(newest), bytesLinked: newest.bytes, bytesAdded: 0 },
    digest: newest.digest,
    ...marksOf(newest)
  }
}

/** Figures are what the plan expects. */
export async function reportDryRun(story: Story, series: Series, planned: Planned): Promise<SnapshotReport> {
  const settled = settledAsPlanned(planned)
  const counts = tally(settled)
  const ofSeries = await seriesPart(story.ports.volume, series)
  const room = (of: typeof settled): number => {
    const files = of.filter(({ entry }) => entry.type === 'file').map(({ entry }) => entry)
    return treeRoom(files, counts.directories, counts.symlinks).bytes
  }
  return {
    ...story.report('dry-run'),
    ...ofSeries,
    ...baseOf(planned),
    changed: planned.digest === undefined || planned.digest !== planned.baseRecord?.digest,
    counts: countsOf({ ...counts, ...planned.difference }),
    bytes: {
      bytes: counts.bytes,
      bytesLinked: counts.bytesLinked,
      bytesAdded: room(settled.filter(({ how }) => how !== 'linked')),
      bytesOnDisk: room(settled)
    },
    causes: counts.causes,
    largest: counts.largest,
    digest: planned.digest ?? '',
    ...unmarked
  }
}

/** Nothing was written, and the volume was perhaps not even looked at. */
export const reportSkipped = (story: Story, reason: string): SnapshotReport => ({
  ...story.report('skipped'),
  ...unmarked,
  reason
})

type Marks = Pick<SnapshotReport, 'tags' | 'pinned'>

const marksOf = ({ tags, pinned }: Marks): Marks => ({ tags, pinned })

/** No snapshot, no marks: what was asked for is not what is there. */
const unmarked: Marks = { tags: [], pinned: false }

const baseOf = ({ base }: Pick<Compared, 'base'>): Pick<SnapshotReport, 'base'> =>
  base === undefined ? {} : { base: { id: base.id, series: base.series } }
