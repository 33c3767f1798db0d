// How much must be free is asked of the volume: with several series, the oldest snapshot of all of them goes first.

import { FreedCounter, type InodeLinks } from '../core/retention/freed.ts'
import type { Verdict } from '../core/retention/judge.ts'
import { type PlannedVerdict, planRemovals } from '../core/retention/removal-plan.ts'
import { measure, type SpaceRules } from '../core/retention/space-rules.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import type { Series } from '../ports/volume.ts'
import { inodesToFree } from './inodes-to-free.ts'
import { renewPage } from './prune-page.ts'
import type { Part, PruneStory } from './prune-story.ts'
import { carryOut, foresee, isRemoved, spaceOn } from './retain.ts'

/** After each series was foreseen alone: what they share counts for the last of them that goes, and the oldest go first. */
export async function foreseeRoom(story: PruneStory): Promise<void> {
  const { parts, complaints } = await planTogether(story)
  for (const complaint of complaints) story.warnOfAll(complaint)
  for (const part of parts) {
    const bytesFreed = part.verdicts.reduce((sum, { freed }) => sum + (freed?.bytes ?? 0), 0)
    story.replace({ ...part, bytesFreed })
  }
}

/** After each series was pruned alone. Only what is still missing is removed. */
export async function makeRoom(story: PruneStory): Promise<void> {
  if (Object.keys(volumeRules(story.inputs.retention.space)).length === 0) return
  const { reporter } = story.ports
  await reporter.phase('Make room', async () => {
    const { parts, complaints } = await planTogether(story)
    for (const part of parts.filter(({ inodes }) => inodes.size > 0)) {
      await story.attempt(part.series.name, () => remove(story, part))
    }
    for (const complaint of complaints) story.warnOfAll(complaint)
  })
}

/** Judged once more, now that it is locked again: what was pinned, read or published since then counts. */
async function remove(story: PruneStory, part: Part): Promise<Part> {
  const { inputs, ports } = story
  const { series } = part
  const lock = await story.lock(series, inputs.lockTimeoutMs)
  try {
    const planned = new Map(part.verdicts.map(verdict => [verdict.id, verdict]))
    const rules = { policy: inputs.retention.policy, space: {} }
    const { plan, inodes } = await foresee(ports.volume, series, rules, ports.clock.now())
    const verdicts = plan.verdicts.map(now => (now.isExempt ? now : (planned.get(now.id) ?? now)))
    const outlook = { plan: { verdicts, complaints: [] }, inodes: new Map([...part.inodes, ...inodes]) }
    const retained = await carryOut(series, outlook)
    for (const warning of retained.warnings) story.warn(series, warning)
    for (const id of retained.removedIds)
      ports.reporter.info(`remove ${series.name}/${id}: ${reasonsOf(retained.verdicts, id)}`)
    await renewPage(story, series, retained.removedIds)
    const before = part.verdicts.filter(one => isRemoved(one) && !part.inodes.has(one.id))
    return {
      ...part,
      verdicts: [...retained.verdicts, ...before].sort((a, b) => compareSnapshotIds(b.id, a.id)),
      bytesFreed: part.bytesFreed + retained.bytesFreed
    }
  } finally {
    await lock.release()
  }
}

interface Together {
  /** With the removals that room asks for, and the inodes of these. */
  readonly parts: readonly Part[]
  readonly complaints: readonly string[]
}

/** All series as one: their snapshots by age, and each inode's links counted over all of them. */
async function planTogether(story: PruneStory): Promise<Together> {
  const { volume } = story.ports
  const rules = volumeRules(story.inputs.retention.space)
  const space = await spaceOn(volume, 0)
  const isShort = measure(rules, space).some(({ state }) => state === 'broken')
  // Already gone, unless this is a dry run.
  const isThere = (verdict: Verdict): boolean => story.inputs.dryRun || !isRemoved(verdict)
  const known = new Map<string, { readonly part: Part; readonly id: string }>()
  const verdicts: Verdict[] = []
  for (const part of story.parts()) {
    for (const verdict of part.verdicts.filter(isThere)) {
      const key = keyOf(part.series, verdict.id)
      known.set(key, { part, id: verdict.id })
      verdicts.push({ ...(isShort ? await asRead(part.series, verdict) : verdict), id: key })
    }
  }
  const ageOf = (key: string): string => known.get(key)?.id ?? ''
  verdicts.sort((a, b) => compareSnapshotIds(ageOf(b.id), ageOf(a.id)) || (a.id < b.id ? -1 : 1))

  const inodes = new Map<string, readonly InodeLinks[]>()
  const counter = new FreedCounter()
  const removals = planRemovals(verdicts, rules, space)
  let step = removals.next()
  while (step.done !== true) {
    const key = step.value
    const tree = await inodesOf(known.get(key), key, inodes)
    inodes.set(key, tree)
    step = removals.next(counter.add(tree))
  }
  const planned = new Map(step.value.verdicts.map(verdict => [verdict.id, verdict]))
  return { parts: story.parts().map(part => withPlan(part, planned, inodes)), complaints: step.value.complaints }
}

const inodesOf = async (
  of: { readonly part: Part; readonly id: string } | undefined,
  key: string,
  gone: ReadonlyMap<string, unknown>
): Promise<readonly InodeLinks[]> => {
  if (of === undefined) throw new Error(`${key} is no snapshot that was given`)
  const { part, id } = of
  return (
    part.inodes.get(id) ?? (await inodesToFree(part.series, id, { has: other => gone.has(keyOf(part.series, other)) }))
  )
}

function withPlan(
  part: Part,
  planned: ReadonlyMap<string, PlannedVerdict>,
  inodes: ReadonlyMap<string, readonly InodeLinks[]>
): Part {
  const own = part.verdicts.map(({ id }) => ({ id, tree: inodes.get(keyOf(part.series, id)) }))
  return {
    ...part,
    verdicts: part.verdicts.map(verdict => {
      const now = planned.get(keyOf(part.series, verdict.id))
      return now === undefined ? verdict : { ...now, id: verdict.id }
    }),
    inodes: new Map(own.flatMap(({ id, tree }) => (tree === undefined ? [] : [[id, tree] as const])))
  }
}

const keyOf = (series: Series, id: string): string => `${series.name}/${id}`

/** Asked only when something has to go: it takes a program for each snapshot. */
async function asRead(series: Series, verdict: Verdict): Promise<Verdict> {
  if (verdict.isExempt || !(await series.isBeingRead(verdict.id))) return verdict
  return { ...verdict, decision: 'keep', reasons: [...verdict.reasons, 'being read'], isExempt: true }
}

function volumeRules({ minFreeSpace, minFreeInodes }: SpaceRules): SpaceRules {
  return {
    ...(minFreeSpace === undefined ? {} : { minFreeSpace }),
    ...(minFreeInodes === undefined ? {} : { minFreeInodes })
  }
}

const reasonsOf = (verdicts: readonly Verdict[], wanted: string): string =>
  verdicts.find(({ id }) => id === wanted)?.reasons.join(', ') ?? ''
