// What is removed in all, in which order, and what each removal frees: the losers of the rules, then as many of the oldest as space asks for.

import type { Verdict } from './judge.ts'
import { type Freed, measure, type Space, type SpaceRules, without } from './space-rules.ts'

export interface PlannedVerdict extends Verdict {
  /** Of a removal: what it frees once all older removals of the plan are done. */
  readonly freed?: Freed
}

export interface RemovalPlan {
  /** In the order they were given, the newest first. */
  readonly verdicts: readonly PlannedVerdict[]
  /** Sentences on rules about space that cannot be met. */
  readonly complaints: readonly string[]
}

/**
 * Gives one id after the other, oldest first, each to be answered with what its removal frees when all ids before it are
 * gone as well: bytes and inodes whose every link lies in what was given so far. Counting those takes a disk, so that is
 * left to the caller, who also decides nothing:
 *
 *     const removals = planRemovals(verdicts, rules, space)
 *     let step = removals.next()
 *     while (step.done !== true) step = removals.next(await freedBy(step.value))
 *     const plan = step.value
 *
 * `verdicts` as `judge` gives them; `space` as it is now, before any removal.
 */
export function* planRemovals(
  verdicts: readonly Verdict[],
  rules: SpaceRules,
  space: Space
): Generator<string, RemovalPlan, Freed> {
  const planned = new Map<string, PlannedVerdict>(verdicts.map(verdict => [verdict.id, verdict]))
  const oldestFirst = verdicts.toReversed()
  let left = space

  for (const verdict of oldestFirst.filter(({ decision }) => decision === 'remove')) {
    const freed = yield verdict.id
    left = without(left, freed)
    planned.set(verdict.id, { ...verdict, freed })
  }
  for (const verdict of oldestFirst.filter(({ decision, isExempt }) => decision === 'keep' && !isExempt)) {
    const broken = measure(rules, left).filter(({ state }) => state === 'broken')
    if (broken.length === 0) break
    const freed = yield verdict.id
    left = without(left, freed)
    planned.set(verdict.id, { ...verdict, decision: 'remove', reasons: broken.map(({ reason }) => reason), freed })
  }
  return {
    verdicts: [...planned.values()],
    complaints: measure(rules, left).flatMap(({ state, complaint }) => (state === 'met' ? [] : [complaint]))
  }
}
