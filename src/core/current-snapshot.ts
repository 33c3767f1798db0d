// Which snapshot of a series is the current one: the last that was published, which a wrong clock can make differ from the newest.

import type { SnapshotRecord } from './record.ts'
import { parseSnapshotId } from './snapshot-id.ts'

interface Recorded {
  readonly id: string
  readonly record?: SnapshotRecord
}

/**
 * `listed`, the newest first; `latest`, the id that the link names. Usually both agree. Where they do not, either a run was
 * interrupted between publishing and moving the link: then the newest is current. Or the newest was dated by a clock that
 * ran ahead, and `latest` was linked against it since: then `latest` is. What is dated after `now` is only current when
 * the link says so.
 */
export function currentSnapshot<T extends Recorded>(
  listed: readonly T[],
  latest: string | undefined,
  now: Date
): T | undefined {
  const complete = listed.filter(({ record }) => record !== undefined)
  const pointed = complete.find(({ id }) => id === latest)
  const newest = complete.find(({ id }) => !isAfter(id, now)) ?? complete[0]
  if (pointed === undefined || newest === undefined) return newest
  return isAfter(pointed.id, now) || descends(pointed, newest.id, complete) ? pointed : newest
}

export const isAfter = (id: string, now: Date): boolean => (parseSnapshotId(id)?.moment.getTime() ?? 0) > now.getTime()

/** Whether it was linked against that other one, or against one that was. */
function descends(from: Recorded, ancestor: string, complete: readonly Recorded[]): boolean {
  const byId = new Map(complete.map(one => [one.id, one]))
  const seen = new Set<string>()
  for (let one: Recorded | undefined = from; one !== undefined && !seen.has(one.id);) {
    seen.add(one.id)
    const base: SnapshotRecord['base'] = one.record?.base
    if (base === undefined || base.series !== undefined) return false
    if (base.id === ancestor) return true
    one = byId.get(base.id)
  }
  return false
}
