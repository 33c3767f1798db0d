// The rules of a retention policy: how many of which, how far back, which tags; and what holds when nobody said anything.

/** A length of time as a calendar counts it: the two are added up. */
export interface Span {
  readonly months: number
  readonly hours: number
}

/** A snapshot stays when any of these keeps it. A count of 0 keeps nothing. */
export interface RetentionPolicy {
  readonly keepLast: number
  readonly keepHourly: number
  readonly keepDaily: number
  readonly keepWeekly: number
  readonly keepMonthly: number
  readonly keepYearly: number
  readonly keepWithin?: Span
  readonly keepTags: readonly string[]
}

/** To spread and fill in; `judge` refuses it as it is. */
export const emptyPolicy: RetentionPolicy = {
  keepLast: 0,
  keepHourly: 0,
  keepDaily: 0,
  keepWeekly: 0,
  keepMonthly: 0,
  keepYearly: 0,
  keepTags: []
}

export const dayHours = 24

export const defaultPolicy: RetentionPolicy = {
  ...emptyPolicy,
  keepLast: 7,
  keepWithin: { months: 0, hours: 30 * dayHours }
}

/** `14d`, `36h`, `6m`, `1y`, `1m 12h`. Weeks are shown as days, as nothing tells them from those any more. */
export function spanText({ months, hours }: Span): string {
  const calendar = months % 12 === 0 ? `${months / 12}y` : `${months}m`
  const clock = hours % dayHours === 0 ? `${hours / dayHours}d` : `${hours}h`
  return [...(months > 0 ? [calendar] : []), ...(hours > 0 ? [clock] : [])].join(' ')
}

const hourMs = 3_600_000

/**
 * The moment this long before another, in UTC; overflowing days roll over as in restic: a month before March 31st is
 * March 3rd, as February has none. Longer than a Date can tell is forever.
 */
export function momentBefore(momentMs: number, { months, hours }: Span): number {
  const moment = new Date(momentMs)
  moment.setUTCMonth(moment.getUTCMonth() - months)
  const beforeMs = moment.getTime() - hours * hourMs
  return Number.isNaN(beforeMs) ? Number.NEGATIVE_INFINITY : beforeMs
}
