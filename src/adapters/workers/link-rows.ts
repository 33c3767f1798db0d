// What became of links, as the numbers of a `LinkResult`.

import type { LinkOutcome } from '../../core/link-step.ts'
import { type LinkResult, madeColumn, madeColumns } from './protocol.ts'

export type LinkRows = Pick<LinkResult, 'made' | 'failures'>

export function outcomeOf({ made, failures }: LinkRows, index: number): LinkOutcome {
  const at = index * madeColumns
  const ino = made[at + madeColumn.ino] ?? 0n
  const failure = ino === 0n ? failures.get(index) : undefined
  if (failure !== undefined) return { linked: false, ...failure }
  const [allocated, links] = [Number(made[at + madeColumn.allocated]), Number(made[at + madeColumn.links])]
  if (allocated === unknown || links === unknown) return { linked: true, ino }
  return { linked: true, ino, allocated, links }
}

const unknown = -1

/** So that `outcomeOf` gives them back. */
export function packOutcomes(outcomes: readonly LinkOutcome[]): LinkRows {
  const made = new BigInt64Array(outcomes.length * madeColumns)
  const failures = new Map<number, Failed>()
  outcomes.forEach((outcome, index) => {
    if (!outcome.linked) {
      failures.set(index, { cause: outcome.cause, why: outcome.why })
      return
    }
    const at = index * madeColumns
    made[at + madeColumn.ino] = outcome.ino
    made[at + madeColumn.allocated] = BigInt(outcome.allocated ?? unknown)
    made[at + madeColumn.links] = BigInt(outcome.links ?? unknown)
  })
  return { made, failures }
}

type Failed = LinkResult['failures'] extends ReadonlyMap<number, infer F> ? F : never
