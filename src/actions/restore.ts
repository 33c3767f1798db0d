// The restore action as a story: check, find, hold, look, and only then write; a miss is told, not thrown.

import { Failure } from '../core/failure.ts'
import type { RestoreReport } from '../core/report/restore-model.ts'
import { countOf, formatBytes } from '../core/units.ts'
import type { RunContext } from '../inputs/model.ts'
import type { RestoreInputs } from '../inputs/restore.ts'
import type { TargetState } from '../ports/target.ts'
import { chooseCopy } from './restore-cache.ts'
import { checkRestore } from './restore-check.ts'
import { choose, type Held, readWanted, type Wanted } from './restore-choice.ts'
import { lookAtTarget, type Outlook } from './restore-look.ts'
import { checkRestoreRoom } from './restore-room.ts'
import { type RestorePorts, RestoreStory } from './restore-story.ts'
import { filesIn, filesSameIn, write } from './restore-write.ts'

/**
 * Throws a `Failure` when nothing, or not all of it, could be done. What went wrong with single files is in the report,
 * from which `restoreFailure` tells whether the run has to fail.
 */
export async function restore(
  inputs: RestoreInputs,
  context: RunContext,
  ports: RestorePorts,
  program: string
): Promise<RestoreReport> {
  const story = new RestoreStory(inputs, context, ports, program)
  try {
    return await find(story)
  } catch (error) {
    throw story.reworded(error)
  }
}

async function find(story: RestoreStory): Promise<RestoreReport> {
  const state = await story.phase('Check', () => checkRestore(story))
  const held = await findSnapshot(story)
  if (typeof held === 'string') return missed(story, held)
  try {
    const wanted = await story.phase('Read the manifest', () => readWanted(story, held))
    return state === undefined ? story.report('found') : await into(story, held, wanted, state)
  } finally {
    await held.lock.release()
  }
}

/** On the volume, then among the copies where that is wished; or why there is none. */
async function findSnapshot(story: RestoreStory): Promise<Held | string> {
  const { inputs, ports, noVolume } = story
  const names = [inputs.name, ...inputs.fallbackNames]
  const onVolume = noVolume ?? (await story.phase('Find the snapshot', () => choose(story, names)))
  const { copies } = ports
  if (typeof onVolume !== 'string' || copies === undefined) return onVolume
  return await story.phase('Find a copy in the cache', () => chooseCopy(story, copies, onVolume))
}

/** A first run has nothing to restore, and a job that can build from nothing should do so. */
function missed(story: RestoreStory, why: string): RestoreReport {
  if (story.inputs.failOnMiss) {
    throw new Failure(
      'missing',
      `There is no snapshot to restore. ${why}\nWith "fail-on-miss: false" the step goes on.`
    )
  }
  story.ports.reporter.notice(`There is no snapshot to restore. ${why.replaceAll('\n', ' ')}`)
  return story.report('missed', { reason: why })
}

async function into(story: RestoreStory, held: Held, wanted: Wanted, state: TargetState): Promise<RestoreReport> {
  const outlook = await story.phase('Look at the target', () => lookAtTarget(story, held, wanted, state))
  const { plan } = outlook
  tell(story, outlook)
  const filesSame = filesSameIn(plan)
  // Without a mark there is what an interrupted restore left, or one at work.
  if (isNothing(outlook) && (story.inputs.dryRun || state.mark !== undefined)) {
    await story.ports.target.confirm()
    const same = { counts: { filesSame }, spared: outlook.clean.spared }
    return story.report(story.inputs.dryRun ? 'dry-run' : 'unchanged', same)
  }
  await checkRestoreRoom(story, held, outlook)
  if (story.inputs.dryRun) return foreseen(story, outlook, filesSame)
  const written = await write(story, held, wanted, outlook, state.mark)
  const isWhole = written.lost.length === 0 && written.notRemoved.length === 0
  return story.report(isWhole ? 'restored' : 'partial', written)
}

const isNothing = ({ plan, clean }: Outlook): boolean =>
  plan.steps.length === 0 && plan.make.length === 0 && plan.differing.size === 0 && clean.removals.length === 0

function tell({ ports }: RestoreStory, { plan, clean }: Outlook): void {
  const bytes = plan.steps.reduce((sum, { entry }) => sum + entry.size, 0)
  ports.reporter.info(
    `${countOf(plan.same.length, 'file or symlink is', 'files and symlinks are')} there already; ${countOf(plan.steps.length, 'one is', 'are')} to be written (${formatBytes(bytes)})`
  )
  if (clean.removals.length > 0)
    ports.reporter.info(`${countOf(filesIn(clean.removals), 'file is', 'files are')} to be removed by "clean"`)
}

/** All that a run would do, were nothing damaged. */
function foreseen(story: RestoreStory, { plan, clean }: Outlook, filesSame: number): RestoreReport {
  const brought = plan.steps.filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot')
  return story.report('dry-run', {
    removed: clean.removals.map(({ path }) => path),
    spared: clean.spared,
    counts: {
      filesSame,
      filesAdjusted: plan.steps.filter(({ from }) => from === 'target').length,
      filesWritten: brought.length,
      symlinksMade: plan.steps.filter(({ entry }) => entry.type === 'link').length,
      directoriesMade: plan.make.length,
      filesRemoved: filesIn(clean.displaced) + filesIn(clean.removals)
    },
    bytes: { bytesWritten: brought.reduce((sum, { entry }) => sum + entry.size, 0) }
  })
}
