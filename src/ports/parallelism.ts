// How much is done at once: chosen again when it is known what there is to do.

import type { Jobs, Workload } from '../core/jobs.ts'

export interface Parallelism {
  /** Sets it from now on, and says what was chosen and why. */
  settle(work: Workload): Jobs
}
