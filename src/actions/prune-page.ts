// The page of a series that lost snapshots: written anew where there is one of ours, so that it shows none that is gone.

import { Failure, messageOf } from '../core/failure.ts'
import type { Series } from '../ports/volume.ts'
import type { PruneStory } from './prune-story.ts'
import { writeSeriesPage } from './series-page.ts'

/** Only under the lock, after the snapshots with these ids went. Whatever is wrong with the page, they are gone. */
export async function renewPage(story: PruneStory, series: Series, removed: readonly string[]): Promise<void> {
  if (removed.length === 0) return
  const { inputs, ports, program } = story
  try {
    if (!(await series.hasPage())) return
    await writeSeriesPage(series, { volume: inputs.volume, now: ports.clock.now(), program })
  } catch (error) {
    if (error instanceof Failure && error.kind === 'cancelled') throw error
    story.warn(
      series,
      `The page of the series could not be written anew, and shows snapshots that are gone: ${messageOf(error)}`
    )
  }
}
