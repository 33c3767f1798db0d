// The inputs about retention, from texts to a policy and rules about space. What deletes must not be guessed at.

import { dayHours, defaultPolicy, emptyPolicy, type RetentionPolicy, type Span } from '../core/retention/policy.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { Limit, SpaceRules } from '../core/retention/space-rules.ts'
import { parseAge, parseShare, parseSizeBytes } from './amounts.ts'
import { parseBoolean, parsed, parseTag, wrong, type Parser } from './fields.ts'
import type { InputReader } from './input-reader.ts'
import type { RetentionInputName, RetentionRuleName } from './retention-names.ts'

export interface RetentionRules {
  readonly policy: RetentionPolicy
  readonly space: SpaceRules
}

export interface RetentionInputs extends RetentionRules {
  /** Whether anything is removed at all. */
  readonly prune: boolean
}

/** With `prune`, as the snapshot action has it. */
export function readRetention(read: InputReader<RetentionInputName, 'prune'>): RetentionInputs {
  return { prune: read.value('prune', parseBoolean), ...readRetentionRules(read) }
}

export function readRetentionRules(read: InputReader<RetentionRuleName, never>): RetentionRules {
  return { policy: readPolicy(read), space: readSpace(read) }
}

/** As they are called in the policy. */
const counts = {
  'keep-last': 'keepLast',
  'keep-hourly': 'keepHourly',
  'keep-daily': 'keepDaily',
  'keep-weekly': 'keepWeekly',
  'keep-monthly': 'keepMonthly',
  'keep-yearly': 'keepYearly'
} as const

const countNames = Object.keys(counts) as (keyof typeof counts)[]

function readPolicy(read: InputReader<RetentionRuleName, never>): RetentionPolicy {
  const isGiven = (name: RetentionRuleName): boolean => read.text(name) !== ''
  const found = countNames.map(name => [counts[name], read.optional(name, parseCount)] as const)
  const keepWithin = readWithin(read)
  const keepTags = [...new Set(read.each('keep-tags', parseTag))]

  const given = countNames.filter(isGiven)
  const isWindowGiven = isGiven('keep-within') || isGiven('retention-days')
  // Tags alone are a wish to keep more than usual, not to lose everything else.
  if (given.length === 0 && !isWindowGiven) return { ...defaultPolicy, keepTags }
  if (!isWindowGiven && read.lines('keep-tags').length === 0) refuseZero(read, given)
  return {
    ...emptyPolicy,
    ...Object.fromEntries(found.map(([name, count]) => [name, count ?? 0])),
    ...(keepWithin === undefined ? {} : { keepWithin }),
    keepTags
  }
}

/** A policy of zeros alone would keep nothing. Texts that are no numbers are mistakes of their own. */
function refuseZero(read: InputReader<RetentionRuleName, never>, given: readonly RetentionRuleName[]): void {
  if (!given.every(name => /^0+$/.test(read.text(name).trim()))) return
  read.report(
    `${given.join(', ')}: ${given.length === 1 ? 'is 0' : 'are all 0'}, and no other rule keeps anything; write how many ` +
      'to keep, such as keep-last: 7, or leave them out for keep-last: 7 and keep-within: 30d'
  )
}

/** `retention-days: 30` is another way to write `keep-within: 30d`. */
function readWithin(read: InputReader<RetentionRuleName, never>): Span | undefined {
  const within = read.optional('keep-within', parseSpan)
  const days = read.optional('retention-days', parseDays)
  if (within === undefined || days === undefined) return within ?? days
  if (within.months !== days.months || within.hours !== days.hours) {
    read.report(
      `keep-within, retention-days: ${quoteValue(read.text('keep-within'))} and ${quoteValue(read.text('retention-days'))} ` +
        'contradict each other: both say how far back everything is kept; write one of them'
    )
  }
  return within
}

/** Ten thousand a day for a century are fewer. */
const mostCounted = 999_999_999

const parseCount: Parser<number> = text => {
  const withUnit = /^(\d+)[hdwmy]$/i.exec(text)
  if (withUnit?.[1] !== undefined) {
    return wrong(
      `has a unit, and this rule counts snapshots: write ${withUnit[1]}, or keep-within: ${text.toLowerCase()} ` +
        'for all within that time'
    )
  }
  return /^\d{1,9}$/.test(text) ? parsed(Number(text)) : wrong(`is not a whole number from 0 to ${mostCounted}`)
}

const parseSpan: Parser<Span> = text => {
  if (/^0+[hdwmy]?$/i.test(text)) return wrong('keeps nothing: write a time such as 14d, or leave it out')
  if (/^\d+$/.test(text)) {
    return wrong(`has no unit: write ${text}d for days, ${text}h for hours, ${text}w, ${text}m (months) or ${text}y`)
  }
  return parseAge(text)
}

const parseDays: Parser<Span> = text => {
  if (/^0+d?$/i.test(text)) return wrong('keeps nothing: write a number of days such as 30, or leave it out')
  if (/^\d{1,6}$/.test(text)) return parsed({ months: 0, hours: Number(text) * dayHours })
  const days = /^(\d{1,6})d$/i.exec(text)?.[1] ?? 'a number of days such as 30'
  return wrong(`is not a number of days: write ${days}; for other units there is keep-within`)
}

function readSpace(read: InputReader<RetentionRuleName, never>): SpaceRules {
  const minFreeSpace = read.optional('min-free-space', freePart(parseSizeBytes, '20G or 10%'))
  const minFreeInodes = read.optional('min-free-inodes', freePart(parseInodes, '100000 or 5%'))
  const maxSize = read.optional('max-size', parseMaxSize)
  return {
    ...(minFreeSpace === undefined ? {} : { minFreeSpace }),
    ...(minFreeInodes === undefined ? {} : { minFreeInodes }),
    ...(maxSize === undefined ? {} : { maxSize })
  }
}

/** An amount or a percentage of the filesystem. */
const limitOf =
  (parseAmount: Parser<number>): Parser<Limit> =>
  text => {
    const isShare = text.endsWith('%')
    const part = isShare ? parseShare(text) : parseAmount(text)
    if (!part.ok) return isShare ? part : wrong(`${part.why}, or a percentage of the filesystem such as 10%`)
    return parsed(isShare ? { text, share: part.value } : { text, amount: part.value })
  }

/** What must stay free. All of it never is: the newest snapshot lies there. */
const freePart =
  (parseAmount: Parser<number>, example: string): Parser<Limit> =>
  text => {
    const limit = limitOf(parseAmount)(text)
    return limit.ok && 'share' in limit.value && limit.value.share === 1
      ? wrong(`leaves no room for any snapshot: write what must be free, such as ${example}`)
      : limit
  }

const parseInodes: Parser<number> = text =>
  /^\d{1,15}$/.test(text)
    ? parsed(Number(text))
    : wrong('is not a number of inodes: write a whole number such as 100000')

const parseMaxSize: Parser<Limit> = text => {
  const limit = limitOf(parseSizeBytes)(text)
  const isNothing = limit.ok && ('share' in limit.value ? limit.value.share : limit.value.amount) === 0
  return isNothing ? wrong('leaves no room for any snapshot: write how large the series may get, such as 500G') : limit
}
