// The snapshot action as a story: check, read, lock, plan, fill, check what was stored, publish, report.

import { Failure, messageOf } from '../core/failure.ts'
import { encodeManifest, manifestDigest } from '../core/manifest/manifest.ts'
import { encodeMarker } from '../core/marker.ts'
import type { SnapshotReport } from '../core/report/model.ts'
import { parseRsyncOptions } from '../core/rsync-options.ts'
import { snapshotId } from '../core/snapshot-id.ts'
import type { RunContext, SnapshotInputs } from '../inputs/model.ts'
import type { ResolvedSource, Scan } from '../ports/source.ts'
import type { Listed, Lock, PartialTree, Series } from '../ports/volume.ts'
import { chooseBases } from './bases.ts'
import { checkLinks, checkMachine, checkOverlap, checkVolume } from './check.ts'
import { checkStored } from './check-stored.ts'
import { cannotDelete, findings } from './findings.ts'
import { reportCreated, reportDryRun, reportSkipped, reportUnchanged, takenAs, type Taken } from './snapshot-report.ts'
import { whyReadOnly } from './read-only.ts'
import { checkShrink, checkRoom } from './guards.ts'
import { fill, planFor, type Planned } from './planned.ts'
import type { Ports } from './ports.ts'
import { Story } from './story.ts'
import { hasSource, readSource } from './read-source.ts'
import { foresee, isRemoved, retain, type Retained } from './retain.ts'
import { verifyStored } from './verify-stored.ts'

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
    return await take(story)
  } catch (error) {
    throw story.publishedId === '' ? error : afterPublishing(story.publishedId, error)
  }
}

async function take(story: Story): Promise<SnapshotReport> {
  const { inputs, ports } = story
  const series = ports.volume.series(inputs.name)
  const source = await story.phase('Check', () => check(inputs, ports, story))
  if (source === undefined) return reportSkipped(story, 'The source is missing.')
  const scan = await story.phase('Read the source', () => readSource(inputs, ports, story, source))
  if (scan === undefined) return reportSkipped(story, 'The source holds no files.')

  if (inputs.dryRun) return await dryRun(inputs, ports, story, series, scan)
  const lock = await story.phase('Lock the series', () => takeLock(inputs, story.context, ports, series))
  try {
    return await takeLocked(inputs, ports, story, series, source, scan)
  } finally {
    await lock.release()
  }
}

/** The snapshot is there and whole; whoever reads of the failure must not take it for lost. */
function afterPublishing(id: string, error: unknown): Failure {
  const kind = error instanceof Failure ? error.kind : 'stored'
  const what =
    kind === 'cancelled' ? 'The run was cancelled after that.' : `What came after it failed: ${messageOf(error)}`
  return new Failure(kind, `Snapshot ${id} is complete and published. ${what}`, { cause: error })
}

async function check(inputs: SnapshotInputs, ports: Ports, story: Story): Promise<ResolvedSource | undefined> {
  const { volume } = ports
  story.rsync = await checkMachine(ports.machine)
  const { mark } = await checkVolume(volume, inputs.requireMount)
  const source = await ports.source.resolve({
    path: inputs.path,
    workspace: story.context.workspace,
    root: inputs.root,
    include: inputs.include,
    exclude: inputs.exclude,
    ...(inputs.filterFile === undefined ? {} : { filterFile: inputs.filterFile }),
    excludeSecrets: inputs.excludeSecrets,
    oneFileSystem: inputs.oneFileSystem,
    listingArgs: parseRsyncOptions(inputs.rsyncArgs).listing
  })
  if (!hasSource(story, source)) return undefined
  await checkOverlap(volume, source)
  ports.reporter.info(`Volume ${volume.name}, series ${inputs.name}, ${story.rsync}`)
  if (!ports.machine.isRoot) story.note('Owners are left alone: they are kept only when the runner works as root.')
  if (inputs.dryRun) return source
  const probe = await volume.probeLinks()
  checkLinks(volume, probe, inputs.requireHardlinks)
  story.hardLinksWork = probe.hardLinks.works
  if (mark) {
    await volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program: story.program }))
    story.note('The volume is a filesystem of its own and was marked as a volume at this first use.')
  }
  return source
}

function takeLock(inputs: SnapshotInputs, context: RunContext, ports: Ports, series: Series): Promise<Lock> {
  const { run } = context
  const who = run.url ?? (run.runId === undefined ? 'a run outside GitHub Actions' : `run ${run.runId}`)
  const holder = `${who}, since ${ports.clock.now().toISOString()}`
  return series.lock(holder, inputs.lockTimeoutMs, other => {
    ports.reporter.info(`Waiting for the series, which is being written by ${other}`)
  })
}

async function takeLocked(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  source: ResolvedSource,
  scan: Scan
): Promise<SnapshotReport> {
  const { begun, left } = await series.clear()
  if (begun.length > 0) story.note(`What an interrupted run had begun was cleared: ${begun.join(', ')}.`)
  if (left.length > 0) story.warn(cannotDelete(left))
  const listed = await checkLatest(story, series, await series.list())
  const planned = await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan))

  const newest = listed.find(({ record }) => record !== undefined)?.record
  if (inputs.skipIfUnchanged && newest !== undefined && newest.digest === planned.digest)
    return await reportUnchanged(story, series, newest, planned, await retention(story, series))

  checkShrink(inputs, planned)
  await checkRoom(ports.volume, planned, story.hardLinksWork)
  const used = await series.takenIds()
  const id = snapshotId(ports.clock.now(), candidate => used.has(candidate))
  const partial = await series.begin(id)
  let taken: Taken
  try {
    const filled = await story.phase('Fill', () => fill(inputs, ports, source, partial, planned, story))
    const measured = await story.phase('Check what was stored', async () => {
      await partial.seal([planned.top, ...filled.orphaned])
      const result = await checkStored(partial, filled.settled, series.name, ports.reporter.progress)
      if (inputs.verify) await verifyStored(partial, filled.settled, ports.reporter)
      return result
    })
    taken = takenAs(story, id, planned, filled, measured, manifestDigest(measured.entries))
    const { record } = taken
    for (const warning of findings(inputs, record)) story.warn(warning)
    await story.phase('Publish', () =>
      partial.publish(record, encodeManifest({ id, series: series.name }, measured.entries))
    )
  } catch (error) {
    await clearUp(story, partial, series, id, error)
    throw error
  }
  story.publishedId = id
  // Kept for the next count: the step from the snapshot before to this one is known only now, for nothing.
  await series.bytesOnDisk({ id, bytes: taken.measured.seriesBytesAdded })
  return await reportCreated(story, series, taken, await retention(story, series))
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

/** Frees what a failed run took at once: a full disk should not stay full. A cancelled run has no time for it. */
async function clearUp(story: Story, partial: PartialTree, series: Series, id: string, error: unknown): Promise<void> {
  if (error instanceof Failure && error.kind === 'cancelled') return
  try {
    const isPublished = (await series.list()).some(listed => listed.id === id)
    if (isPublished) return
    const { left } = await series.clear()
    if (left.length > 0) story.warn(cannotDelete(left))
  } catch (failure) {
    // What matters to the reader is why this run failed; the next one clears it.
    story.warn(`The unfinished tree ${partial.path} is left for the next run to clear: ${messageOf(failure)}`)
  }
}

async function plan(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  listed: readonly Listed[],
  scan: Scan
): Promise<Planned> {
  const chosen = await chooseBases(ports.volume, series, listed, inputs.linkFrom, ports.reporter)
  for (const warning of chosen.warnings) story.warn(warning)
  const planned = planFor(inputs, scan, chosen)
  const { base } = planned
  ports.reporter.info(
    base === undefined
      ? 'The first snapshot of this series: everything is stored.'
      : `Compared with ${base.series}/${base.id}`
  )
  return planned
}

async function dryRun(
  inputs: SnapshotInputs,
  ports: Ports,
  story: Story,
  series: Series,
  scan: Scan
): Promise<SnapshotReport> {
  const listed = await series.list()
  const planned = await story.phase('Plan', () => plan(inputs, ports, story, series, listed, scan))
  checkShrink(inputs, planned)
  await checkRoom(ports.volume, planned, story.hardLinksWork)
  if (inputs.retention.prune) {
    const outlook = await foresee(ports.volume, series, inputs.retention, ports.clock.now())
    const doomed = outlook.plan.verdicts.filter(isRemoved)
    if (doomed.length > 0) story.note(`Retention would remove ${doomed.map(({ id }) => id).join(', ')}.`)
  }
  return await reportDryRun(story, series, planned)
}

/** `latest` is repaired when a crash left it behind, and refused when something else stands in its place. */
async function checkLatest(story: Story, series: Series, listed: readonly Listed[]): Promise<readonly Listed[]> {
  const latest = await series.latest()
  if (latest.state === 'blocked') {
    throw new Failure(
      'volume',
      `${series.path}/latest is ${latest.target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`
    )
  }
  const newest = listed.find(({ record }) => record !== undefined)
  if (newest === undefined) return listed
  if (story.isInFuture(newest.id)) {
    story.warn(
      `The newest snapshot, ${newest.id}, is dated in the future: the clock of this machine, or of the one that took it, is wrong.`
    )
  } else if (latest.target !== newest.id) {
    await series.pointLatest(newest.id)
    story.note(`latest had been left behind by an interrupted run, and points to ${newest.id} again.`)
  }
  return listed
}
