// When each snapshot of a series will go, if snapshots go on being taken as often as lately: the same judgement, made ahead of time.

import { parseSnapshotId, snapshotId } from '../snapshot-id.ts'
import { judge, type Standing } from './judge.ts'
import type { RetentionPolicy } from './policy.ts'

export type Fate =
  /** The run after this moment removes it. */
  | { readonly goes: true; readonly atMs: number }
  /** Still there at the end of what was looked at. */
  | { readonly goes: false; readonly untilMs: number }

export interface Forecast {
  /** How often snapshots are taken: the median of the last gaps. */
  readonly everyMs: number
  readonly fates: ReadonlyMap<string, Fate>
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Fewer gaps say nothing of a habit; more are history. */
const gapsLookedAt = 14

/** Enough nights for keep-weekly: 52; each costs one judgement of all that is left. */
const mostRuns = 400

/** Snapshots of one run of judgements at most, so that a series of 10,000 does not take minutes. */
const mostJudged = 200_000

/** `snapshots` may be in any order; foreign ones have no fate. Throws for a policy that keeps nothing, as `judge` does. */
export function forecast(snapshots: readonly Standing[], policy: RetentionPolicy, now: Date): Forecast {
  const dated = snapshots.flatMap(one => {
    const moment = parseSnapshotId(one.id)?.moment.getTime()
    return one.isForeign || moment === undefined || moment > now.getTime() ? [] : [moment]
  })
  const everyMs = habit(dated)
  const fates = new Map<string, Fate>()
  // What is being read now is read no more tomorrow, and `latest` moves on with the first new snapshot.
  let there = snapshots.map(one => ({ ...one, isBeingRead: false }))
  const ours = new Set(there.filter(one => !one.isForeign).map(({ id }) => id))
  let atMs = now.getTime()
  const runs = Math.min(mostRuns, Math.ceil(mostJudged / Math.max(1, snapshots.length)))
  for (let run = 0; run < runs && fates.size < ours.size; run++) {
    atMs += everyMs
    const taken = new Set(there.map(({ id }) => id))
    const id = snapshotId(new Date(atMs), candidate => taken.has(candidate))
    const fresh = { id, tags: [], isPinned: false, isBeingRead: false, isForeign: false, isLatest: true }
    there = [...there.map(one => ({ ...one, isLatest: false })), fresh]
    const kept = new Set<string>()
    for (const verdict of judge(there, policy, new Date(atMs))) {
      if (verdict.decision === 'keep') kept.add(verdict.id)
      else if (ours.has(verdict.id)) fates.set(verdict.id, { goes: true, atMs })
    }
    there = there.filter(one => kept.has(one.id))
  }
  for (const id of ours) if (!fates.has(id)) fates.set(id, { goes: false, untilMs: atMs })
  return { everyMs, fates }
}

/** A day where there is no habit yet, and never less than an hour: ten snapshots of one afternoon are a test. */
function habit(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => b - a).slice(0, gapsLookedAt + 1)
  const gaps = sorted
    .slice(1)
    .map((moment, index) => (sorted[index] ?? moment) - moment)
    .sort((a, b) => a - b)
  const median = gaps[Math.floor(gaps.length / 2)]
  return median === undefined ? dayMs : Math.max(hourMs, median)
}
