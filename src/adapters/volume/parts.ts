// What the pieces of a volume on this machine share: the program runner, the worker threads, who we are.

import type { Clock } from '../../ports/clock.ts'
import type { Processes } from '../process.ts'
import type { WorkerPool } from '../workers/pool.ts'

export interface VolumeParts {
  readonly processes: Processes
  readonly pool: WorkerPool
  readonly clock: Clock
  readonly isRoot: boolean
  /** Absolute; scratch files are made in it and removed again. */
  readonly tempDir: string
}
