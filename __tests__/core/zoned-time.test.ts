// Clocks on walls of other time zones, at their changes too, in the way this machine's own clock is taken.

import { spawnSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { zonedTime } from '../../src/core/zoned-time.ts'

const cases: readonly (readonly [zone: string, clock: readonly number[], moment: string])[] = [
  ['UTC', [2024, 1, 10, 12, 0, 0], '2024-01-10T12:00:00.000Z'],
  ['Asia/Tokyo', [2024, 1, 10, 3, 4, 5], '2024-01-09T18:04:05.000Z'],
  ['Europe/Berlin', [2024, 1, 10, 12, 0, 0], '2024-01-10T11:00:00.000Z'],
  ['Europe/Berlin', [2024, 7, 10, 0, 0, 0], '2024-07-09T22:00:00.000Z'],
  // Repeated: the first.
  ['Europe/Berlin', [2024, 10, 27, 2, 30, 0], '2024-10-27T00:30:00.000Z'],
  ['Europe/Berlin', [2024, 10, 27, 3, 0, 0], '2024-10-27T02:00:00.000Z'],
  // Left out: the hour after.
  ['Europe/Berlin', [2024, 3, 31, 2, 30, 0], '2024-03-31T01:30:00.000Z'],
  ['Europe/Berlin', [2024, 3, 31, 3, 30, 0], '2024-03-31T01:30:00.000Z'],
  ['America/New_York', [2024, 11, 3, 1, 30, 0], '2024-11-03T05:30:00.000Z'],
  ['America/New_York', [2024, 3, 10, 2, 30, 0], '2024-03-10T07:30:00.000Z'],
  ['Australia/Lord_Howe', [2024, 4, 7, 1, 45, 0], '2024-04-06T14:45:00.000Z'],
  ['Asia/Kathmandu', [2024, 1, 1, 0, 0, 0], '2023-12-31T18:15:00.000Z']
]

it.each(cases)('%s %j', (zone, clock, moment) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = clock
  expect(zonedTime(zone)?.({ year, month, day, hour, minute, second }).toISOString()).toBe(moment)
  const [call, env] = [
    `console.log(new Date(${year}, ${month - 1}, ${clock.slice(2).join(', ')}).toISOString())`,
    { TZ: zone }
  ]
  expect(spawnSync(process.execPath, ['-e', call], { encoding: 'utf8', env }).stdout.trim()).toBe(moment)
})

it('knows no zone that there is not', () => {
  for (const zone of ['', 'Mars/Olympus', 'CET-1CEST', '../x']) expect(zonedTime(zone)).toBeUndefined()
})
