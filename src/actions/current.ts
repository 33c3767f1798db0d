// Finds the current snapshot of a locked series, and sees to it that `latest` points there.

import { currentSnapshot, isAfter } from '../core/current-snapshot.ts'
import { Failure } from '../core/failure.ts'
import { snapshotOfLatest } from '../core/latest-link.ts'
import type { Listed, Series } from '../ports/volume.ts'
import type { Story } from './story.ts'

/** The listing with the current snapshot, which new ones are compared with, in front; the others newest first. */
export async function listCurrentFirst(story: Story, series: Series): Promise<readonly Listed[]> {
  const listed = await series.list()
  const latest = await series.latest()
  const now = story.ports.clock.now()
  const current = currentSnapshot(listed, latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined, now)
  const ahead = listed.find(({ id, record }) => record !== undefined && isAfter(id, now))
  if (ahead !== undefined) {
    story.warn(
      `The snapshot ${ahead.id} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`
    )
  }
  return current === undefined ? listed : [current, ...listed.filter(({ id }) => id !== current.id)]
}

/** `latest` is repaired when a crash left it behind, and refused when something else stands in its place. */
export async function repairLatest(story: Story, series: Series, current: Listed | undefined): Promise<void> {
  const latest = await series.latest()
  if (latest.state === 'blocked') {
    throw new Failure(
      'volume',
      `${series.path}/latest is ${latest.target}, where the link to the newest snapshot belongs. Move it away; it is not touched here.`
    )
  }
  if (current?.record === undefined || snapshotOfLatest(latest.target) === current.id) return
  await series.pointLatest(current.id)
  story.note(`latest did not point to the last complete snapshot, and points to ${current.id} again.`)
}
