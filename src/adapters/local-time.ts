// What a clock on the wall of this machine means, by its time zone and summer times (TZ, /etc/localtime).

import type { WallClock } from '../core/dated-name.ts'

/** Of an hour that a summer time repeats, the first; of one that it leaves out, the hour after. */
export const localTime = ({ year, month, day, hour, minute, second }: WallClock): Date =>
  new Date(year, month - 1, day, hour, minute, second)
