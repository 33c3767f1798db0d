// The snapshot action as a story: check, read, lock, plan, store (fill, check, publish), report.

import { aTurn } from '../core/a-turn.ts'
import { Failure, messageOf } from '../core/failure.ts'
import { Once } from '../core/once.ts'
import type { SnapshotRecord } from '../core/record.ts'
import type { SnapshotReport } from '../core/report/model.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, Scan } from '../ports/source.ts'
import type { Listed, Series } from '../ports/volume.ts'
import { copyToCache } from './cache-copy.ts'
import { chooseBases, type ReadAhead, readAhead } from './bases.ts'
import { listCurrentFirst, repairLatest } from './current.ts'
import { prepare, SeriesLock } from './prepare.ts'
import { isUnchanged } from './unchanged.ts'
import { cannotDelete } from './findings.ts'
import { reportCreated, reportDryRun, reportSkipped, reportUnchanged } from './snapshot-report.ts'
import { whyReadOnly } from './read-only.ts'
import { checkShrink, checkRoom } from './guards.ts'
import { planFor, type Planned } from './planned.ts'
import type { Ports } from './ports.ts'
import { Story } from './story.ts'
import { withShortage } from './shortage.ts'
import { indexToKeep, keepIndex, readSource } from './read-source.ts'
import { foresee, isRemoved, retain, type Retained } from './retain.ts'
import { writeSeriesPage } from './series-page.ts'
import { store } from './store.ts'

/** Takes one snapshot. Throws a `Failure`; unless it says otherwise, nothing was published. */
export async function takeSnapshot(
  inputs: SnapshotInputs,
  context: RunContext,
  ports: Ports,
  program: string
): Promise<SnapshotReport> {
  const story = new Story(inputs, context, ports, program)
  const readOnly = whyReadOnly(inputs, context)
  if (readOnly !== undefined) return reportSkipped(story, readOnly)
  try {
    return await copyToCache(story, await take(story))
  } catch (thrown) {
    const error = await withShortage(ports.volume, thrown)
    throw story.publishedId === '' ? error : afterPublishing(story.publishedId, error)
  }
}

const noFiles = 'The source holds no files.'

async function take(story: Story): Promise<SnapshotReport> {
  const series = story.ports.volume.series(story.inputs.name)
  const lock = new SeriesLock(story, series)
  try {
    return await takeUnder(story, series, lock)
  } finally {
    await lock.release()
  }
}

async function takeUnder(story: Story, series: Series, lock: SeriesLock): Promise<SnapshotReport> {
  const { inputs, ports } = story
  // Reading a manifest is work as well, which would keep the source waiting where answers come at once.
  const early = ports.volume.isSlowToAnswer ? readAhead(series) : undefined
  const isThere = early?.then(newest => newest !== undefined)
  const source = await story.phase('Check', () => prepare(story, lock, isThere))
  if (source === undefined) return reportSkipped(story, 'The source is missing.')
  const read = (): Promise<Once<Scan> | undefined> =>
    story.phase('Read the source', async () => {
      const scan = await readSource(inputs, ports, story, source)
      return scan && new Once(scan)
    })
  const ahead = new Once(early ?? readAhead(series))
  let scan = await read()
  if (scan === undefined) return reportSkipped(story, noFiles)
  if (inputs.dryRun) return await dryRun(inputs, ports, story, series, scan, ahead)

  await story.phase('Lock the series', () => lock.taken())
  // What was read before a long wait is of another moment than what would be copied now.
  if (lock.hasWaited) scan = await read()
  if (scan === undefined) return reportSkipped(story, noFiles)
  return await takeLocked(inputs, ports, story, series, source, scan, ahead)
}

/** The snapshot is there and whole; whoever reads of the failure must not take it for lost. */
function afterPublishing(id: string, error: unknown): Failure {
  const kind = error instanceof Failure ? error.kind : 'stored'
  const what =
    kind === 'cancelled' ? 'The run was cancelled after that.' : `What came after it failed: ${messageOf(error)}`
  return new Failure(
    kind,
    `Snapshot ${id} is complete and published. ${what}`,
    kind === 'cancelled' ? {} : { cause: error }
  )
}

async function takeLocked(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  source: ResolvedSource,
  scan: Once<Scan>,
  ahead: Once<Promise<ReadAhead | undefined>>
): Promise<SnapshotReport> {
  const { begun, left } = await series.clear()
  if (begun.length > 0) story.note(`What an interrupted run had begun was cleared: ${begun.join(', ')}.`)
  if (left.length > 0) story.warn(cannotDelete(left))
  const listed = await listCurrentFirst(story, series)
  await repairLatest(story, series, listed[0])
  // Nothing is written until it is needed; what went wrong is told where it is.
  const free = ports.volume.free()
  free.catch(() => undefined)
  const planned = await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan, ahead))
  const index = indexToKeep(story, series, scan.take())

  const current = listed[0]?.record
  if (current !== undefined && inputs.skipIfUnchanged && (await isUnchanged(story, series, current, planned.peek()))) {
    await keepIndex(story, series, index)
    return await unchanged(story, series, current, planned.take())
  }

  checkShrink(inputs, planned.peek())
  const spare = await checkRoom({ name: ports.volume.name, free: () => free }, planned.peek(), story.hardLinksWork)
  const storing = store(story, series, source, planned)
  // It takes no room that the snapshot may need: where there is little, it comes after that.
  const isBeside = (index?.peek().length ?? 0) * 2 < spare
  const keeping = isBeside ? keepIndex(story, series, index, storing) : undefined
  const taken = await storing.finally(() => keeping)
  if (!isBeside) await keepIndex(story, series, index)
  const { id } = taken.record
  const recount = taken.record.causes.some(({ cause }) => cause === 'altered')
  await series.countAdded({ id, bytes: taken.seriesBytesAdded, recount })
  const retained = await retention(story, series)
  await page(story, series)
  return await reportCreated(story, series, taken, retained)
}

async function unchanged(
  story: Story,
  series: Series,
  current: SnapshotRecord,
  planned: Planned
): Promise<SnapshotReport> {
  const retained = await retention(story, series)
  await page(story, series)
  return await reportUnchanged(story, series, current, planned, retained)
}

/** Whatever is wrong with it, the snapshot is there. */
async function page(story: Story, series: Series): Promise<void> {
  const { inputs, ports, program } = story
  if (!inputs.page) return
  try {
    await writeSeriesPage(series, { volume: inputs.volume, now: ports.clock.now(), program })
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    story.warn(`The page of the series could not be written: ${messageOf(error)}`)
  }
}

/** Absent when retention is off, or went wrong: the snapshot that was just published is no worse for that. */
async function retention(story: Story, series: Series): Promise<Retained | undefined> {
  const { inputs, ports } = story
  if (!inputs.retention.prune) return undefined
  return await story.phase('Retain', async () => {
    try {
      const retained = await retain(ports.volume, series, inputs.retention, ports.clock.now())
      for (const warning of retained.warnings) story.warn(warning)
      for (const { id, decision, reasons } of retained.verdicts)
        ports.reporter.info(`${decision} ${id}: ${reasons.join(', ')}`)
      return retained
    } catch (error) {
      if (error instanceof Failure && error.kind === 'cancelled') throw error
      story.warn(`Retention could not be applied, and is tried again by the next run: ${messageOf(error)}`)
      return undefined
    }
  })
}

async function plan(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  listed: readonly Listed[],
  scan: Once<Scan>,
  ahead: Once<Promise<ReadAhead | undefined>>
): Promise<Once<Planned>> {
  const chosen = await chooseBases(ports.volume, series, listed, inputs.linkFrom, ports.reporter, await ahead.take())
  // What was asked of the volume is on its way before this thread is at work.
  await aTurn()
  let planned = planFor(inputs, scan.peek(), chosen)
  const { bases, warnings } = await chosen.sound
  for (const warning of [...chosen.warnings, ...warnings]) story.warn(warning)
  if (warnings.length > 0) planned = planFor(inputs, scan.peek(), { ...chosen, bases })
  const { base } = planned
  ports.reporter.info(
    base === undefined
      ? 'The first snapshot of this series: everything is stored.'
      : `Compared with ${base.series}/${base.id}`
  )
  return new Once(planned)
}

async function dryRun(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  scan: Once<Scan>,
  ahead: Once<Promise<ReadAhead | undefined>>
): Promise<SnapshotReport> {
  const listed = await listCurrentFirst(story, series)
  const planned = (await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan, ahead))).take()
  checkShrink(inputs, planned)
  await checkRoom(ports.volume, planned, story.hardLinksWork)
  if (inputs.retention.prune) {
    const outlook = await foresee(ports.volume, series, inputs.retention, ports.clock.now())
    const doomed = outlook.plan.verdicts.filter(isRemoved)
    if (doomed.length > 0) story.note(`Retention would remove ${doomed.map(({ id }) => id).join(', ')}.`)
  }
  return await reportDryRun(story, series, planned)
}
