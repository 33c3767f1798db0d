// What a clock on the wall means in a time zone that is not this machine's, by the rules of IANA's database as JavaScript has them.

import type { WallClock } from './dated-name.ts'

const dayMs = 86_400_000

/**
 * `zone`: `Europe/Berlin`. Undefined where it is none that is known. As this machine's own clock is taken: of an hour that a
 * summer time repeats, the first; of one that it leaves out, the hour after.
 */
export function zonedTime(zone: string): ((clock: WallClock) => Date) | undefined {
  const format = formatOf(zone)
  if (format === undefined) return undefined
  return ({ year, month, day, hour, minute, second }) => {
    const wallMs = Date.UTC(year, month - 1, day, hour, minute, second)
    const [before, after] = [offsetMs(format, wallMs - dayMs), offsetMs(format, wallMs + dayMs)]
    const isRight = (offset: number): boolean => offsetMs(format, wallMs - offset) === offset
    return new Date(wallMs - (isRight(before) || !isRight(after) ? before : after))
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric'
  const fields = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric
  } as const
  try {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone, hourCycle: 'h23' })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** East of UTC, at a moment of whole seconds. */
function offsetMs(format: Intl.DateTimeFormat, moment: number): number {
  const shown = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const at = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? NaN
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - moment
}
