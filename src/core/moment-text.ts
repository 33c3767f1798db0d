// A moment as somebody writes it, `2026-11-19` or `2026-11-19T02:00+01:00`; never one that leaves its time zone to be guessed.

import { parseSnapshotId } from './snapshot-id.ts'

/** `why` continues a sentence that starts with the text. */
export type MomentCheck = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly why: string }

const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** The farthest that any place on earth is from UTC. */
const mostOffsetHours = 14

/** Milliseconds since the epoch. A date alone is its first moment in UTC. */
export function parseMoment(text: string): MomentCheck {
  const match = form.exec(text)
  if (match === null) {
    return {
      ok: false,
      why: 'names no moment: write a date such as 2026-11-19 (its first moment in UTC), a moment such as 2026-11-19T02:00Z or 2026-11-19T02:00:00+01:00, or an id'
    }
  }
  const [, date = '', time, seconds = ':00', zone] = match
  if (time !== undefined && zone === undefined) {
    return {
      ok: false,
      why: `does not say of which time zone it is: write ${date}T${time}Z for UTC, or an offset such as ${date}T${time}+01:00`
    }
  }
  const ms = momentOf(date, `${time ?? '00:00'}${seconds}`, zone ?? 'Z')
  return ms === undefined
    ? { ok: false, why: 'is a moment that no calendar and no clock has: look at its month, day, hour and offset' }
    : { ok: true, ms }
}

/** Undefined for February 30th, 25 o'clock, or an offset of 30 hours. */
function momentOf(date: string, time: string, zone: string): number | undefined {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  // To Date an hour of 24 is the next day's 0, and a February 30th may be a day of March.
  const isOnCalendar = parseSnapshotId(`${date}T00-00-00Z`) !== undefined && !time.startsWith('24')
  if (!isOnCalendar || Number(hours) > mostOffsetHours || Number(minutes) > 59) return undefined
  const [clock, fraction = ''] = time.split('.')
  const ms = Date.parse(`${date}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${sign}${hours}:${minutes}`)
  return Number.isNaN(ms) ? undefined : ms
}
