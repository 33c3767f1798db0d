// The only place that asks the machine for the time.

import { performance } from 'node:perf_hooks'
import type { Clock } from '../ports/clock.ts'

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now()
}
