// Carries out what a restore has planned: makes way, puts files, cleans, and finishes directories, in this order.

import type { BytePath } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { firstAsLines } from '../core/first-few.ts'
import type { LostFile, RestoreReport } from '../core/report/restore-model.ts'
import type { Removal } from '../core/restore-clean.ts'
import { directoriesToFinish, type RestorePlan, type RestoreStep } from '../core/restore-plan.ts'
import type { PutOutcome, Restoring } from '../ports/target.ts'
import type { Held, Wanted } from './restore-choice.ts'
import { checkTarget } from './restore-check.ts'
import { lookAtTarget, type Outlook } from './restore-look.ts'
import { putFrom } from './restore-put.ts'
import { checkRestoreRoom } from './restore-room.ts'
import type { RestoreStory } from './restore-story.ts'
import { withShortage } from './shortage.ts'

type Written = Pick<RestoreReport, 'writingMs' | 'lost' | 'removed' | 'spared' | 'notRemoved'> & {
  readonly counts: Omit<RestoreReport['counts'], 'files' | 'directories' | 'symlinks'>
  readonly bytes: Pick<RestoreReport['bytes'], 'bytesWritten'>
}

/**
 * Throws when something goes wrong that is not about single files: what was put until then stays. `seen`: the target's
 * mark from before it was looked at; where that has changed, it is looked at again, now that no restore can come between.
 */
export async function write(
  story: RestoreStory,
  held: Held,
  wanted: Wanted,
  outlook: Outlook,
  seen: string | undefined
): Promise<Written> {
  const restoring = await story.ports.target.begin()
  try {
    const isAsSeen = seen !== undefined && restoring.mark === seen
    const current = isAsSeen ? outlook : await lookAgain(story, held, wanted)
    const unread = await readBeforeDisplacing(held, current)
    story.hasBegun = true
    const written = await writeLocked(story, held, wanted, current, restoring, unread)
    await story.ports.target.confirm()
    return written
  } catch (error) {
    throw await withShortage(story.ports.target, error)
  } finally {
    await restoring.end()
  }
}

async function lookAgain(story: RestoreStory, held: Held, wanted: Wanted): Promise<Outlook> {
  const outlook = await story.phase('Look at the target again', async () =>
    lookAtTarget(story, held, wanted, await checkTarget(story))
  )
  await checkRestoreRoom(story, held, outlook)
  return outlook
}

async function writeLocked(
  story: RestoreStory,
  held: Held,
  { selected }: Wanted,
  { plan, clean, rules }: Outlook,
  restoring: Restoring,
  unread: readonly LostFile[]
): Promise<Written> {
  const { inputs, ports } = story
  const left = new Set(unread.map(({ path }) => path))
  const displaced = clean.displaced.filter(({ path }) => !left.has(path))
  const steps = plan.steps.filter(({ entry }) => !left.has(entry.path))
  const startedMs = ports.clock.monotonicMs()
  const outcomes = await story.phase('Restore files', async () => {
    await makeWay(restoring, [...plan.inTheWay, ...pathsOf(displaced)])
    await restoring.makeDirectories(plan.make.filter(path => path !== '.'))
    const { verify, method } = inputs
    const request = { steps, verify, method, keepOwners: rules.keepOwners }
    return await putFrom(held.series, held.record.id, restoring, request, ports.reporter.progress)
  })
  const writingMs = Math.round(ports.clock.monotonicMs() - startedMs)
  const lost = [...unread, ...lostOf(steps, outcomes)]
  // What the snapshot does not have may be all that is left of what could not be brought back.
  const doomed = lost.length > 0 ? [] : clean.removals
  const removal = await story.phase('Finish', async () => {
    const notRemoved = doomed.length === 0 ? [] : await restoring.remove(pathsOf(doomed))
    await restoring.finish(directoriesToFinish(selected, plan, pathsOf(doomed)), rules.keepOwners)
    return { notRemoved, gone: notRemoved.length === 0 ? doomed : await goneOf(story, doomed) }
  })
  const put = steps.flatMap((step, index) => {
    const outcome = outcomes[index]
    return outcome?.put === true ? { ...step, how: outcome.how } : []
  })
  const brought = put.filter(({ entry, from }) => entry.type === 'file' && from === 'snapshot')
  return {
    writingMs,
    lost,
    removed: pathsOf(removal.gone),
    spared: lost.length > 0 ? [] : clean.spared,
    notRemoved: removal.notRemoved,
    counts: {
      filesSame: filesSameIn(plan),
      filesAdjusted: put.filter(({ from }) => from === 'target').length,
      filesWritten: brought.length,
      filesReflinked: brought.filter(({ how }) => how === 'reflinked').length,
      symlinksMade: put.filter(({ entry }) => entry.type === 'link').length,
      directoriesMade: plan.make.length,
      filesRemoved: filesIn(displaced) + filesIn(removal.gone)
    },
    bytes: { bytesWritten: brought.reduce((sum, { entry }) => sum + entry.size, 0) }
  }
}

const pathsOf = (removals: readonly Removal[]): BytePath[] => removals.map(({ path }) => path)

export const filesSameIn = ({ same }: RestorePlan): number => same.filter(({ type }) => type === 'file').length

export const filesIn = (removals: readonly Removal[]): number => removals.reduce((sum, { files }) => sum + files, 0)

/**
 * A directory has to go before a file can take its place, and so before that file is known to be sound: these few files
 * are read twice, so that a damaged one costs nobody a directory.
 */
async function readBeforeDisplacing({ series, record }: Held, { plan, clean }: Outlook): Promise<LostFile[]> {
  const full = new Set(pathsOf(clean.displaced.filter(({ files }) => files > 0)))
  const entries = plan.steps.map(({ entry }) => entry).filter(({ path, type }) => type === 'file' && full.has(path))
  const digests = entries.length === 0 ? [] : await series.tree(record.id).hash(entries.map(({ path }) => path))
  return entries.flatMap(({ path, sha256 }, index): LostFile[] => {
    const digest = digests[index]
    if (digest === undefined) return [{ path, problem: 'missing', why: 'it is not there, or cannot be read' }]
    return digest === sha256 ? [] : [{ path, problem: 'damaged', why: 'its bytes are not those that were stored' }]
  })
}

async function makeWay(restoring: Restoring, paths: readonly BytePath[]): Promise<void> {
  if (paths.length === 0) return
  const left = await restoring.remove(paths)
  if (left.length === 0) return
  throw new Failure(
    'target',
    `What stands in the target where the snapshot has something else could not be removed:${firstAsLines(left, line => line)}\nNothing was restored yet. Move it away, and run the restore again.`
  )
}

const lostOf = (steps: readonly RestoreStep[], outcomes: readonly PutOutcome[]): LostFile[] =>
  steps.flatMap(({ entry: { path } }, index) => {
    const outcome = outcomes[index]
    return outcome?.put === false ? [{ path, problem: outcome.problem, why: outcome.why }] : []
  })

/** After a removal that did not remove all. */
async function goneOf({ ports }: RestoreStory, doomed: readonly Removal[]): Promise<Removal[]> {
  const now = await ports.target.inspect(pathsOf(doomed))
  return doomed.filter((_, index) => now[index] === undefined)
}
