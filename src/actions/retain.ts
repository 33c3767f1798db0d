// Applies retention to one locked series: judge, rename the losers into trash, delete them, count what came free.

import { FreedCounter, type InodeLinks } from '../core/retention/freed.ts'
import { judge, type Standing, type Verdict } from '../core/retention/judge.ts'
import { type PlannedVerdict, planRemovals, type RemovalPlan } from '../core/retention/removal-plan.ts'
import type { Space, SpaceRules } from '../core/retention/space-rules.ts'
import type { RetentionRules } from '../inputs/retention.ts'
import type { Listed, Series, Volume } from '../ports/volume.ts'
import { cannotDelete } from './findings.ts'
import { inodesToFree } from './inodes-to-free.ts'

export interface Retained {
  /** The newest first; what was meant to go and stayed, because it is being read, is among the kept. */
  readonly verdicts: readonly PlannedVerdict[]
  readonly removedIds: readonly string[]
  readonly bytesFreed: number
  /** Sentences someone must act on. */
  readonly warnings: readonly string[]
}

/** The plan and the inodes it was reckoned with, of the snapshots that go. */
export interface Outlook {
  readonly plan: RemovalPlan
  readonly inodes: ReadonlyMap<string, readonly InodeLinks[]>
}

/** Decides, and reckons what each removal frees; changes nothing. */
export async function foresee(volume: Volume, series: Series, rules: RetentionRules, now: Date): Promise<Outlook> {
  const listed = await series.list()
  const latest = await series.latest()
  const standing = listed.map(one => standingOf(one, latest.target))
  const first = judge(standing, rules.policy, now)
  const asked = hasSpaceRule(rules.space) ? first.filter(({ isExempt }) => !isExempt) : first.filter(isRemoved)
  const read = new Set<string>()
  for (const { id } of asked) if (await series.isBeingRead(id)) read.add(id)
  const verdicts =
    read.size === 0
      ? first
      : judge(
          standing.map(one => (read.has(one.id) ? { ...one, isBeingRead: true } : one)),
          rules.policy,
          now
        )

  const inodes = new Map<string, readonly InodeLinks[]>()
  const counter = new FreedCounter()
  const seriesBytes = rules.space.maxSize === undefined ? 0 : await series.bytesOnDisk()
  const removals = planRemovals(verdicts, rules.space, await spaceOn(volume, seriesBytes))
  let step = removals.next()
  while (step.done !== true) {
    const tree = await inodesToFree(series, step.value, inodes)
    inodes.set(step.value, tree)
    step = removals.next(counter.add(tree))
  }
  return { plan: step.value, inodes }
}

/** Only under the lock. What cannot be deleted is a warning: the snapshot that was just taken is no worse for it. */
export async function retain(volume: Volume, series: Series, rules: RetentionRules, now: Date): Promise<Retained> {
  return await carryOut(series, await foresee(volume, series, rules, now))
}

/** The plan must have been made under this same lock. */
export async function carryOut(series: Series, { plan, inodes }: Outlook): Promise<Retained> {
  const doomed = plan.verdicts.filter(isRemoved).map(({ id }) => id)
  // The oldest first: should we be stopped half-way, the newer ones are still there.
  const { trashed, beingRead } = await series.trash(doomed.toReversed())
  const { left, leftInodes } = await series.emptyTrash()
  return {
    verdicts: plan.verdicts.map(verdict => keptIfRead(verdict, beingRead)),
    removedIds: trashed,
    bytesFreed: freedBy(trashed, inodes, leftInodes),
    warnings: [...plan.complaints, ...(left.length > 0 ? [cannotDelete(left)] : [])]
  }
}

export const isRemoved = ({ decision }: Pick<Verdict, 'decision'>): boolean => decision === 'remove'

export const standingOf = ({ id, record }: Listed, latest: string): Standing => ({
  id,
  tags: record?.tags ?? [],
  isPinned: record?.pinned ?? false,
  isBeingRead: false,
  isForeign: record === undefined,
  isLatest: id === latest
})

export async function spaceOn(volume: Volume, seriesBytes: number): Promise<Space> {
  const { bytes, totalBytes, inodes, totalInodes } = await volume.free()
  return {
    freeBytes: bytes,
    totalBytes,
    ...(inodes === undefined || totalInodes === undefined ? {} : { freeInodes: inodes, totalInodes }),
    seriesBytes
  }
}

/** What could not be deleted has freed nothing, nor has an inode that a leftover of an earlier run still holds. */
function freedBy(
  ids: readonly string[],
  inodes: ReadonlyMap<string, readonly InodeLinks[]>,
  left: ReadonlySet<string>
): number {
  const counter = new FreedCounter()
  let bytes = 0
  for (const id of ids) bytes += counter.add((inodes.get(id) ?? []).filter(({ ino }) => !left.has(ino))).bytes
  return bytes
}

/** A reader came between the plan and the rename. */
function keptIfRead(verdict: PlannedVerdict, beingRead: readonly string[]): PlannedVerdict {
  if (!beingRead.includes(verdict.id)) return verdict
  const { id } = verdict
  return { id, decision: 'keep', reasons: ['being read'], isExempt: true }
}

const hasSpaceRule = (space: SpaceRules): boolean => Object.keys(space).length > 0
