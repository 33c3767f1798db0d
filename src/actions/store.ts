// Stores what was planned: fills a new tree, checks what came of it, publishes it; or clears it up.

import { Failure, messageOf } from '../core/failure.ts'
import type { Entry } from '../core/entry.ts'
import type { ManifestHeader } from '../core/manifest/manifest.ts'
import type { Once } from '../core/once.ts'
import { snapshotId } from '../core/snapshot-id.ts'
import type { PartialTree } from '../ports/partial-tree.ts'
import type { ResolvedSource } from '../ports/source.ts'
import type { Series } from '../ports/volume.ts'
import { checkStored } from './check-stored.ts'
import type { Filled } from './fill.ts'
import { cannotDelete, findings } from './findings.ts'
import { ManifestAhead } from './manifest-ahead.ts'
import { type Compared, comparedOf, fill, type Planned, type ReadyPlan, readyPlan } from './planned.ts'
import { withShortage } from './shortage.ts'
import { takenAs, type Taken } from './snapshot-report.ts'
import type { Story } from './story.ts'
import { verifyStored } from './verify-stored.ts'

/** The plan is used up: of a million files it takes as much memory as all that comes after it. */
export async function store(
  story: Story,
  series: Series,
  source: ResolvedSource,
  planned: Once<Planned>
): Promise<Taken> {
  const { ports } = story
  const used = await series.takenIds()
  const id = snapshotId(ports.clock.now(), candidate => used.has(candidate))
  const partial = series.beginAhead?.(id) ?? (await series.begin(id))
  try {
    const header = { id, series: series.name }
    const stored = await story.phase('Fill', () => filledAs(story, source, partial, readyPlan(planned.take()), header))
    const taken = await checkAndPublish(story, series, header, partial, stored)
    story.publishedId = id
    return taken
  } catch (thrown) {
    // While what fills the disk is still there.
    const error = await withShortage(ports.volume, thrown)
    await clearUp(story, partial, series, id, error)
    throw error
  }
}

async function filledAs(
  story: Story,
  source: ResolvedSource,
  partial: PartialTree,
  planned: ReadyPlan,
  header: ManifestHeader
): Promise<Stored> {
  let ahead: ManifestAhead | undefined
  const filled = await fill(story, source, partial, planned, entries => {
    if (entries.length <= mostBesidePlan) ahead = new ManifestAhead(header, entries, partial)
  })
  return { filled, compared: await comparedOf(story, planned, filled.vanished), ...(ahead !== undefined && { ahead }) }
}

/** Of more entries the manifest, some 50 bytes of each when it is packed, waits until the plan is given up. */
const mostBesidePlan = 100_000

const entriesOf = ({ settled }: Filled): readonly Entry[] => Array.from(settled, ({ entry }) => entry)

interface Stored {
  readonly filled: Filled
  readonly compared: Compared
  /** Begun as soon as it could be said how everything will be; absent in `compare: quick` and for very many. */
  readonly ahead?: ManifestAhead
}

async function checkAndPublish(
  story: Story,
  series: Series,
  header: ManifestHeader,
  partial: PartialTree,
  { filled, compared, ahead }: Stored
): Promise<Taken> {
  const { settled, orphaned } = filled
  const { inputs, ports } = story
  const { measured, manifest } = await story.phase('Check what was stored', async () => {
    const begun = ahead ?? new ManifestAhead(header, entriesOf(filled), partial)
    const result = await checkStored(
      partial,
      [compared.top, ...orphaned],
      settled,
      series.name,
      ports.reporter.progress
    )
    if (inputs.verify) await verifyStored(partial, settled, ports.reporter)
    return { measured: result, manifest: await begun.of(result.entries) }
  })
  const taken = takenAs(story, header.id, compared, settled, measured, manifest.digest)
  const { record } = taken
  for (const warning of findings(inputs, record)) story.warn(warning)
  await story.phase('Publish', () => partial.publish(record, manifest.text))
  return taken
}

/** Frees what a failed run took at once: a full disk should not stay full. A cancelled run has no time for it. */
async function clearUp(story: Story, partial: PartialTree, series: Series, id: string, error: unknown): Promise<void> {
  if (error instanceof Failure && error.kind === 'cancelled') return
  try {
    const isPublished = (await series.list()).some(listed => listed.id === id)
    if (isPublished) {
      // The tree is in its place, and only what comes after that went wrong: `latest`, or the last sync.
      story.publishedId = id
      return
    }
    const { left } = await series.clear()
    if (left.length > 0) story.warn(cannotDelete(left))
  } catch (failure) {
    // What matters to the reader is why this run failed; the next one clears it.
    story.warn(`The unfinished tree ${partial.path} is left for the next run to clear: ${messageOf(failure)}`)
  }
}
