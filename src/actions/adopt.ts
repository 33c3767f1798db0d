// Adoption as a story: check, plan by names, lock, and then one tree after the other, oldest first, each by one rename.

import type { AdoptionPlan, PlannedTree, Pointer } from '../core/adoption.ts'
import { currentSnapshot, isAfter } from '../core/current-snapshot.ts'
import { showName } from '../core/display.ts'
import { Failure } from '../core/failure.ts'
import { snapshotOfLatest } from '../core/latest-link.ts'
import { encodeMarker } from '../core/marker.ts'
import { type AdoptReport, noFigures } from '../core/report/adopt-model.ts'
import { countOf, formatPercent } from '../core/units.ts'
import type { RunContext } from '../inputs/model.ts'
import type { AdoptInputs } from '../inputs/adopt.ts'
import type { Series } from '../ports/volume.ts'
import { checkAdoption, checkRename, plan } from './adopt-check.ts'
import { type AdoptPorts, AdoptStory } from './adopt-story.ts'
import { Adopter, type Attempt } from './adopt-tree.ts'
import { cannotDelete } from './findings.ts'

/**
 * Takes dated trees into a series. Throws a `Failure` when nothing was begun; what went wrong with single trees is in the
 * report. Killed at any moment, each tree is either where it was or a whole snapshot, and the next run goes on.
 */
export async function adopt(
  inputs: AdoptInputs,
  context: RunContext,
  ports: AdoptPorts,
  program: string
): Promise<AdoptReport> {
  const story = new AdoptStory(inputs, context, ports, program)
  const { mark } = await ports.reporter.phase('Check', () => checkAdoption(story))
  const series = ports.volume.series(inputs.name)
  const foreseen = await plan(story, series)
  if (inputs.dryRun) {
    await foreseeAll(story, series, foreseen)
    return story.report()
  }
  const latest = await latestShouldBe(story, series)
  if (foreseen.trees.length === 0 && latest.is === latest.shouldBe) {
    story.latest = latest.is
    return story.report()
  }
  await checkRename(story)
  if (mark) {
    await ports.volume.mark(encodeMarker({ format: 1, created: ports.clock.now().toISOString(), program }))
    story.note('The volume is a filesystem of its own and was marked as a volume at this first use.')
  }
  const lock = await ports.reporter.phase('Lock the series', () => story.lock(series))
  try {
    await adoptAll(story, series)
  } finally {
    await lock.release()
  }
  return story.report()
}

async function foreseeAll(story: AdoptStory, series: Series, { trees }: AdoptionPlan): Promise<void> {
  const adopter = new Adopter(story, series, await recordedIn(series))
  await story.ports.reporter.phase('Look at the trees', async () => {
    for (const tree of trees) tell(story, tree, 'planned', await adopter.foresee(tree))
  })
}

async function adoptAll(story: AdoptStory, series: Series): Promise<void> {
  const { reporter, old } = story.ports
  const { left } = await series.clear()
  if (left.length > 0) story.warn(cannotDelete(left))
  await refuseBlockedLatest(series)
  // What was planned before the lock may have been adopted by another run meanwhile.
  const { trees, pointer } = await plan(story, series)
  const { isSeries } = await old.state()
  const adopter = new Adopter(story, series, await recordedIn(series))
  await reporter.phase('Adopt', async () => {
    // What is already there may be younger than the last flush of the disk, and `latest` will point to it.
    await old.sync()
    for (const tree of trees) {
      const attempt = await adopter.adopt(tree)
      tell(story, tree, 'adopted', attempt)
      // The series' own link leads nowhere from here on; that must not last until the end.
      if ('done' in attempt && isSeries && pointer?.names === tree.name) await series.pointLatest(tree.id)
    }
  })
  story.latest = await pointNewest(story, series)
  if (pointer !== undefined && !isSeries) tellOfOldLink(story, pointer)
}

const recordedIn = async (series: Series): Promise<string[]> =>
  (await series.list()).flatMap(({ id, record }) => (record === undefined ? [] : [id]))

function tell(story: AdoptStory, { name, id }: PlannedTree, state: 'adopted' | 'planned', attempt: Attempt): void {
  const { reporter, clock } = story.ports
  if ('why' in attempt) {
    story.trees.push({ state: 'failed', name, id, why: attempt.why, figures: noFigures })
    reporter.info(`${showName(name)} stays where it is: ${attempt.why}`)
    return
  }
  const { files, filesLinked, specials } = attempt.done
  story.trees.push({ state, name, id, figures: attempt.done })
  const shared = files === 0 ? '' : `, ${formatPercent(filesLinked / files)} of them links`
  reporter.info(`${showName(name)} → ${id}: ${countOf(files, 'file', 'files')}${shared}`)
  if (specials > 0) {
    const those =
      specials === 1
        ? 'it stays in its place, and the manifest does not have it'
        : 'they stay in their place, and the manifest does not have them'
    story.note(
      `${showName(name)} holds ${countOf(specials, 'FIFO, socket or device', 'FIFOs, sockets or devices')}: ${those}.`
    )
  }
  if (isAfter(id, clock.now()))
    story.note(
      `${showName(name)} is dated in the future: are its names in another time zone ("utc"), or was a clock wrong?`
    )
}

async function refuseBlockedLatest(series: Series): Promise<void> {
  const { state, target } = await series.latest()
  if (state !== 'blocked') return
  throw new Failure(
    'volume',
    `${series.path}/latest is ${target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`
  )
}

/** What it points to, and the current snapshot: one of these only where the series has none that is newer. */
async function latestShouldBe({ ports }: AdoptStory, series: Series): Promise<{ is: string; shouldBe: string }> {
  const is = snapshotOfLatest((await series.latest()).target) ?? ''
  return { is, shouldBe: currentSnapshot(await series.list(), is, ports.clock.now())?.id ?? is }
}

async function pointNewest(story: AdoptStory, series: Series): Promise<string> {
  const { is, shouldBe } = await latestShouldBe(story, series)
  if (is !== shouldBe) await series.pointLatest(shouldBe)
  return shouldBe
}

/** Not ours, so it is not touched; but a script that still links against it would make full copies from now on. */
function tellOfOldLink(story: AdoptStory, { name, names }: Pointer): void {
  const taken = story.trees.find(tree => tree.state === 'adopted' && tree.name === names)
  if (taken === undefined) return
  const link = `${story.ports.old.path}/${showName(name)}`
  story.warn(
    `The link ${link} leads nowhere now: what it named is the snapshot ${taken.id}. Remove it, and see that no script runs any more that links against it, which would make a full copy.`
  )
}
