// Amounts with a unit: sizes, shares and times. A bare number is refused wherever two units could be meant.

import { parsed, wrong, type Parser } from './fields.ts'

const kibibyte = 1024
const sizeUnits = ['', 'K', 'M', 'G', 'T', 'P'] as const

/**
 * Bytes from `500M`, `20G`, `1.5TiB`, `700B`. `M` and `MiB` are the same, 1024 × 1024, as for rsync, du and restic. `MB`
 * is refused, being 1000 × 1000 to some and 1024 × 1024 to others; so is a bare number, which for a limit like
 * `max-size: 500` would be taken as bytes by the program and meant as gigabytes by its user.
 */
export const parseSizeBytes: Parser<number> = text => {
  const allowed =
    'write a number with K, M, G or T (1024-based, KiB and so on mean the same), such as 500M, 20G or 1.5TiB'
  if (/^\d+(\.\d+)?[KMGTP]B$/i.test(text)) return wrong(`could mean 1000 or 1024 bytes to the K: ${allowed}`)
  const found = /^(\d{1,15}(?:\.\d{1,15})?)(?:B|([KMGTP])(?:iB)?)$/i.exec(text)
  if (found === null) return wrong(`is not a size: ${allowed}`)
  const power = sizeUnits.findIndex(unit => unit === (found[2] ?? '').toUpperCase())
  const bytes = Math.round(Number(found[1]) * kibibyte ** power)
  return Number.isSafeInteger(bytes) ? parsed(bytes) : wrong('is more than any volume holds')
}

/** A share from 0 to 1 from `50%` or `99.5%`. */
export const parseShare: Parser<number> = text => {
  const found = /^(\d{1,3}(?:\.\d{1,15})?)%$/.exec(text)
  const share = Number(found?.[1]) / 100
  return share <= 1 ? parsed(share) : wrong('is not a percentage: write 0% to 100%, such as 50% or 99.5%')
}

const secondMs = 1000
const waitUnits: Readonly<Record<string, number>> = { s: secondMs, m: 60 * secondMs, h: 3600 * secondMs }
/** setTimeout takes 2^31 - 1 ms at most, and no job of a workflow runs longer than five days. */
const longestWaitMs = 5 * 24 * 3600 * secondMs

/** How long to wait for something, in milliseconds: `30s`, `10m` (minutes), `2h`, `0s` for not at all. */
export const parseWaitMs: Parser<number> = text => {
  const found = /^(\d{1,9})([smh])$/.exec(text)
  const ms = Number(found?.[1]) * (waitUnits[found?.[2] ?? ''] ?? Number.NaN)
  return ms <= longestWaitMs
    ? parsed(ms)
    : wrong('is not a time to wait: write seconds, minutes or hours up to 120h, such as 30s, 10m or 2h')
}

/** How old something is, as a calendar counts it: the two are added up. */
export interface Age {
  /** Calendar months, which is why this is no number of milliseconds. */
  readonly months: number
  readonly hours: number
}

const ageUnits: Readonly<Record<string, Age>> = {
  h: { months: 0, hours: 1 },
  d: { months: 0, hours: 24 },
  w: { months: 0, hours: 7 * 24 },
  m: { months: 1, hours: 0 },
  y: { months: 12, hours: 0 }
}

/** An age of at least an hour: `36h`, `14d`, `8w`, `6m` (months), `1y`. Nothing is ever kept for no time at all. */
export const parseAge: Parser<Age> = text => {
  const found = /^([1-9]\d{0,5})([hdwmy])$/.exec(text)
  const unit = ageUnits[found?.[2] ?? '']
  const count = Number(found?.[1])
  return unit === undefined
    ? wrong('is not an age: write hours, days, weeks, months or years, such as 36h, 14d, 8w, 6m or 1y')
    : parsed({ months: unit.months * count, hours: unit.hours * count })
}
