// The prune action as a story: check, find the series, and in each lock, clear, judge and remove; then see to the volume's room.

import { isLeft, type PruneReport } from '../core/report/prune-model.ts'
import { pruneFailure, whyLeft } from '../core/report/prune-outcome.ts'
import { formatBytes } from '../core/units.ts'
import type { RunContext } from '../inputs/model.ts'
import type { PruneInputs } from '../inputs/prune.ts'
import type { RetentionRules } from '../inputs/retention.ts'
import type { Series } from '../ports/volume.ts'
import { cannotDelete } from './findings.ts'
import { checkPrune } from './prune-check.ts'
import { renewPage } from './prune-page.ts'
import { foreseeRoom, makeRoom } from './prune-room.ts'
import { type Part, type PrunePorts, PruneStory } from './prune-story.ts'
import { foresee, isRemoved, retain, type Retained } from './retain.ts'

/**
 * Throws a `Failure` when nothing was begun. What went wrong in single series is in the report, from which
 * `pruneFailure` tells whether the run has to fail.
 */
export async function prune(
  inputs: PruneInputs,
  context: RunContext,
  ports: PrunePorts,
  program: string
): Promise<PruneReport> {
  const story = new PruneStory(inputs, context, ports, program)
  if (context.untrusted !== undefined) {
    return story.skipped(
      `Nothing is removed, because ${context.untrusted}. Prune where strangers cannot start the workflow: on a schedule, after a push, or by hand.`
    )
  }
  const { names, isPattern } = await ports.reporter.phase('Check', () => checkPrune(inputs, ports))
  story.isPattern = isPattern
  if (inputs.dryRun) await foreseeAll(story, names)
  else await pruneAll(story, names)
  const report = await story.report(names)
  // When the run is to fail, they are in its message.
  if (pruneFailure(report) === undefined)
    for (const one of report.series.filter(isLeft)) ports.reporter.warning(whyLeft(one))
  return report
}

/**
 * Each series by its own rules. How much must be free is asked of the volume, not of a series: with several of them, the
 * first one would lose all it has before the second is looked at, so that is left to `prune-room`.
 */
function ownRules({ policy, space }: RetentionRules, names: readonly string[]): RetentionRules {
  const { maxSize } = space
  return names.length === 1 ? { policy, space } : { policy, space: maxSize === undefined ? {} : { maxSize } }
}

/** Takes no lock and writes nothing. */
async function foreseeAll(story: PruneStory, names: readonly string[]): Promise<void> {
  const rules = ownRules(story.inputs.retention, names)
  for (const name of names) await story.attempt(name, () => foreseeOne(story, name, rules))
  if (names.length > 1) await foreseeRoom(story)
}

async function foreseeOne(story: PruneStory, name: string, rules: RetentionRules): Promise<Part> {
  const { volume, reporter, clock } = story.ports
  return await reporter.phase(`Judge ${name}`, async () => {
    const series = volume.series(name)
    const listed = await listWhole(story, series)
    const { plan, inodes } = await foresee(volume, series, rules, clock.now())
    for (const complaint of plan.complaints) story.warn(series, complaint)
    const { verdicts } = plan
    tell(story, verdicts)
    return {
      series,
      listed,
      verdicts,
      inodes,
      bytesFreed: verdicts.reduce((sum, one) => sum + (one.freed?.bytes ?? 0), 0)
    }
  })
}

/**
 * A series that another run is writing is not waited for while there are others; those that are left share one
 * `lock-timeout`, so that a run over a hundred of them ends.
 */
async function pruneAll(story: PruneStory, names: readonly string[]): Promise<void> {
  const { inputs, ports } = story
  const rules = ownRules(inputs.retention, names)
  const isOne = names.length === 1
  const visit = (name: string, timeoutMs: number): Promise<void> =>
    story.attempt(name, () => pruneOne(story, name, rules, timeoutMs))

  for (const name of names) await visit(name, isOne ? inputs.lockTimeoutMs : 0)
  if (isOne) return
  const deadlineMs = ports.clock.monotonicMs() + inputs.lockTimeoutMs
  for (const name of names.filter(name => story.isLocked(name)))
    await visit(name, Math.max(0, deadlineMs - ports.clock.monotonicMs()))
  await makeRoom(story)
}

async function pruneOne(story: PruneStory, name: string, rules: RetentionRules, timeoutMs: number): Promise<Part> {
  const { volume, reporter, clock } = story.ports
  return await reporter.phase(`Prune ${name}`, async () => {
    const series = volume.series(name)
    const lock = await story.lock(series, timeoutMs)
    try {
      const { begun, left } = await series.clear()
      if (begun.length > 0) story.note(series, `What an interrupted run had begun was cleared: ${begun.join(', ')}.`)
      if (left.length > 0) story.warn(series, cannotDelete(left))
      const listed = await listWhole(story, series)
      const retained = await retain(volume, series, rules, clock.now())
      warnOf(story, series, retained)
      tell(story, retained.verdicts)
      await renewPage(story, series, retained.removedIds)
      return { series, listed, verdicts: retained.verdicts, inodes: new Map(), bytesFreed: retained.bytesFreed }
    } finally {
      await lock.release()
    }
  })
}

/** A record that cannot be read keeps its snapshot for ever, which nobody would notice otherwise. */
async function listWhole(story: PruneStory, series: Series): Promise<Part['listed']> {
  const listed = await series.list()
  for (const { id, damage } of listed) {
    if (damage !== undefined) story.warn(series, `Snapshot ${id} is kept, because its record cannot be used: ${damage}`)
  }
  return listed
}

const warnOf = (story: PruneStory, series: Series, { warnings }: Retained): void => {
  for (const warning of warnings) story.warn(series, warning)
}

function tell(story: PruneStory, verdicts: Part['verdicts']): void {
  for (const verdict of verdicts) {
    const frees = isRemoved(verdict) ? ` (${formatBytes(verdict.freed?.bytes ?? 0)})` : ''
    story.ports.reporter.info(`${verdict.decision} ${verdict.id}: ${verdict.reasons.join(', ')}${frees}`)
  }
}
