// What the name of a directory says about when its tree was made: the ways in which backup scripts write `date` into a name.

import type { BytePath } from './byte-path.ts'
import { parseSnapshotId } from './snapshot-id.ts'

/** A date and a time of day as a clock on the wall shows them. */
export interface WallClock {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export type DatedName =
  /** It is called like a snapshot of ours. */
  | { readonly kind: 'id'; readonly id: string; readonly moment: Date; readonly serial: number }
  | { readonly kind: 'dated'; readonly clock: WallClock; readonly zone: Zone }
  /** A date, and then something that is not understood: `.partial`, `-incomplete`, `.tmp`, `-02`. */
  | { readonly kind: 'suffix'; readonly suffix: BytePath }
  /** Numbers that stand where a date should, and no calendar or clock has them. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'other' }

/**
 * How the clock of a name becomes a moment. `local`: that of the machine that wrote it. `day`: only a day is named; it
 * stays that day, whatever the time zone, so that the id still shows it. A number: minutes east of UTC.
 */
export type Zone = 'local' | 'day' | number

/** As people read them; what `parseDatedName` takes, told when nothing was recognised. */
export const datedNameExamples = [
  '2024-01-10',
  '2024-01-10_12:00:00',
  '2024-01-10T12-00-00',
  '20240110-120000'
] as const

/** `2024-01-10`, `2024_01_10`, `2024.01.10`, `20240110`. */
const date = /^(\d{4})(?:([-_.])(\d{2})\2(\d{2})|(\d{2})(\d{2}))/

/**
 * `12:00:00`, `12-00`, `1200`, with what stands between it and the date. A compact date may be followed at once; after a
 * date with dashes there is something between. Two digits alone are no time: `2024-01-10-02` may be the second of its day.
 */
const time = /^[Tt_ .@-]?(\d{2})(?:([:._-]?)(\d{2})(?:\2(\d{2}))?)/

const zone = /^ ?(?:([Zz]|UTC)|([+-])(\d{2}):?(\d{2}))$/

/** `prefix`: what stands before the date, `web-`. A name that does not begin with it is of something else. */
export function parseDatedName(name: BytePath, prefix: BytePath): DatedName {
  if (!name.startsWith(prefix)) return { kind: 'other' }
  const text = name.slice(prefix.length)
  const own = parseSnapshotId(text)
  if (own !== undefined) return { kind: 'id', id: text, ...own }
  const found = date.exec(text)
  if (found === null) return { kind: 'other' }
  const [whole, year, separator, month, day, compactMonth, compactDay] = found
  const rest = text.slice(whole.length)
  const onDay = { year: Number(year), month: Number(month ?? compactMonth), day: Number(day ?? compactDay) }
  if (rest === '') return checked({ ...onDay, hour: 0, minute: 0, second: 0 }, 'day')
  // `2024-01-1012`: without anything between, only numbers without separators are read.
  const clock = separator !== undefined && /^\d/.test(rest) ? undefined : clockOf(rest)
  if (clock === undefined) {
    return isPossible({ ...onDay, hour: 0, minute: 0, second: 0 })
      ? { kind: 'suffix', suffix: (rest.slice(time.exec(rest)?.[0].length ?? 0) || rest) as BytePath }
      : { kind: 'other' }
  }
  return checked({ ...onDay, ...clock.of }, clock.zone)
}

interface Clock {
  readonly of: Pick<WallClock, 'hour' | 'minute' | 'second'>
  readonly zone: Zone
}

function clockOf(rest: string): Clock | undefined {
  const found = time.exec(rest)
  if (found === null) return undefined
  const [whole, hour, separator, minute, second] = found
  const readings: readonly (readonly [length: number, second: string])[] = [
    [whole.length, second ?? '0'],
    // `T12-00-0500`: what was read as seconds may begin a zone.
    ...(second === undefined ? [] : [[whole.length - String(separator).length - 2, '0'] as const])
  ]
  for (const [length, seconds] of readings) {
    const named = zoneOf(rest.slice(length))
    if (named === undefined) continue
    return { of: { hour: Number(hour), minute: Number(minute), second: Number(seconds) }, zone: named }
  }
  return undefined
}

function zoneOf(text: string): Zone | undefined {
  if (text === '') return 'local'
  const found = zone.exec(text)
  if (found === null) return undefined
  const [, utc, sign, hours, minutes] = found
  if (utc !== undefined) return 0
  const east = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || east > farthestZone) return undefined
  return sign === '-' && east !== 0 ? -east : east
}

/** Minutes; Kiribati is 14 hours ahead. */
const farthestZone = 14 * 60

const checked = (clock: WallClock, named: Zone): DatedName =>
  isPossible(clock) ? { kind: 'dated', clock, zone: named } : { kind: 'impossible' }

/** No tree is older than the epoch: such a number is something else. */
function isPossible(clock: WallClock): boolean {
  const { year, month, day, hour, minute, second } = clock
  if (year < 1970 || hour > 23 || minute > 59 || second > 59) return false
  const moment = new Date(utcMs(clock))
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day
}

const utcMs = ({ year, month, day, hour, minute, second }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second)

/** `localTime`: what the wall clock of the machine means, by its time zone and summer times. */
export function momentOf(clock: WallClock, named: Zone, localTime: (clock: WallClock) => Date): Date {
  if (named === 'local') return localTime(clock)
  return new Date(utcMs(clock) - (named === 'day' ? 0 : named * 60_000))
}

/** What stands before the date in a name that has one further on: `web-` of `web-2024-01-10`. */
export function prefixOf(name: BytePath): BytePath | undefined {
  const found = /^(.*?)(?<!\d)(?:19|20)\d{2}(?:[-_.]?)\d{2}/.exec(name)?.[1]
  if (found === undefined || found === '') return undefined
  return parseDatedName(name, found as BytePath).kind === 'dated' ? (found as BytePath) : undefined
}
