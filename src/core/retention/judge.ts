// Which snapshots stay and which go, each with all its reasons: rules as in restic's forget, differences in docs/adr/0008.

import { parseSnapshotId } from '../snapshot-id.ts'
import { countRules } from './periods.ts'
import { momentBefore, type RetentionPolicy, type Span, spanText } from './policy.ts'

/** What a judgement needs to know of one snapshot; its moment is in its id. */
export interface Standing {
  readonly id: string
  readonly tags: readonly string[]
  readonly isPinned: boolean
  /** A restore or a verification holds it. */
  readonly isBeingRead: boolean
  /** No record, or none that can be read: not ours to remove, nor a reason to remove another. */
  readonly isForeign: boolean
  /** `latest` points to it: not always the newest by its id, when a clock was set back. */
  readonly isLatest: boolean
}

export interface Verdict {
  readonly id: string
  readonly decision: 'keep' | 'remove'
  /** At least one, such as `daily 3` (the third day counted back), `within 14d`, `tag release`, `pinned`. */
  readonly reasons: readonly string[]
  /** Nothing may remove it, not even a volume that is full. */
  readonly isExempt: boolean
}

interface Dated {
  readonly snapshot: Standing
  readonly moment: Date
  readonly momentMs: number
}

/** Clocks of two machines differ, and a time zone is a day at most; a snapshot further ahead of `now` is a wrong clock's. */
const clockToleranceMs = 24 * 3_600_000

/**
 * One verdict for each snapshot, the newest first. Rules are OR-ed and count back from the newest snapshot, so that `now`
 * makes nothing old: it only tells which snapshots are dated in the future. Those stay, and count for nothing until their
 * time has come: otherwise one run with a wrong clock would push all others out. Throws for a policy that keeps nothing.
 */
export function judge(snapshots: readonly Standing[], policy: RetentionPolicy, now: Date): Verdict[] {
  checkPolicy(policy)
  const dated = newestFirst(snapshots)
  const horizonMs = now.getTime() + clockToleranceMs
  const counted = dated.filter(({ snapshot, momentMs }) => !snapshot.isForeign && momentMs <= horizonMs)
  const kept = keptByRules(counted, policy)

  return dated.map(one => {
    const exempt = exemptions(one.snapshot)
    if (one === counted[0]) exempt.unshift('newest')
    if (one.momentMs > horizonMs) exempt.push('dated in the future')
    const reasons = [...exempt, ...(kept.get(one) ?? [])]
    const { id } = one.snapshot
    return reasons.length > 0
      ? { id, decision: 'keep', reasons, isExempt: exempt.length > 0 }
      : { id, decision: 'remove', reasons: ['no rule keeps it'], isExempt: false }
  })
}

function exemptions(snapshot: Standing): string[] {
  const exempt = []
  if (snapshot.isLatest) exempt.push('latest')
  if (snapshot.isPinned) exempt.push('pinned')
  if (snapshot.isBeingRead) exempt.push('being read')
  if (snapshot.isForeign) exempt.push('foreign')
  return exempt
}

function checkPolicy(policy: RetentionPolicy): void {
  const counts = countRules.map(rule => policy[rule.count])
  if (!counts.every(count => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError(`a retention policy counts whole snapshots, not ${counts.join(', ')}`)
  const { months, hours } = policy.keepWithin ?? { months: 0, hours: 0 }
  if (!(months >= 0 && hours >= 0)) throw new RangeError(`a retention policy looks back, not ${months} m ${hours} h`)
  if (counts.every(count => count === 0) && months + hours === 0 && policy.keepTags.length === 0)
    throw new RangeError('a retention policy that keeps nothing is refused')
}

function newestFirst(snapshots: readonly Standing[]): Dated[] {
  const dated = snapshots.map(snapshot => {
    const parsed = parseSnapshotId(snapshot.id)
    if (parsed === undefined) throw new TypeError(`${JSON.stringify(snapshot.id)} is no snapshot id`)
    return { snapshot, moment: parsed.moment, momentMs: parsed.moment.getTime(), serial: parsed.serial }
  })
  return dated.sort((a, b) => b.momentMs - a.momentMs || b.serial - a.serial)
}

/** The reasons of each that a rule keeps. */
function keptByRules(counted: readonly Dated[], policy: RetentionPolicy): ReadonlyMap<Dated, readonly string[]> {
  const startMs = windowStart(counted, policy.keepWithin)
  const within = policy.keepWithin === undefined ? '' : `within ${spanText(policy.keepWithin)}`
  const rules = countRules.map(rule => ({ ...rule, most: policy[rule.count], found: 0, period: Number.NaN }))
  const kept = new Map<Dated, readonly string[]>()

  for (const [position, one] of counted.entries()) {
    const reasons = policy.keepTags.filter(tag => one.snapshot.tags.includes(tag)).map(tag => `tag ${tag}`)
    if (one.momentMs > startMs) reasons.push(within)
    const isOldest = position === counted.length - 1
    for (const rule of rules) {
      if (rule.found === rule.most) continue
      const period = rule.periodOf(one.moment, position)
      if (period !== rule.period) {
        rule.period = period
        rule.found++
        reasons.push(`${rule.name} ${rule.found}`)
      } else if (isOldest) reasons.push(`oldest ${rule.name}`)
    }
    if (reasons.length > 0) kept.set(one, reasons)
  }
  return kept
}

/**
 * What is later than this lies within the span, counted back from the newest snapshot. When that one stands alone there,
 * after a long rest or because a clock jumped ahead, it is counted from the one before: a first snapshot after a gap must
 * not be the end of all the others.
 */
function windowStart([newest, before]: readonly Dated[], span: Span | undefined): number {
  if (newest === undefined || span === undefined) return Number.POSITIVE_INFINITY
  const startMs = momentBefore(newest.momentMs, span)
  return before === undefined || before.momentMs > startMs ? startMs : momentBefore(before.momentMs, span)
}
