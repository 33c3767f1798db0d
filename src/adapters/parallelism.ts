// How many worker threads a run has: by the machine at first, and by what there is to do once that is known.

import { availableParallelism } from 'node:os'
import { chooseJobs, type DiskFacts } from '../core/jobs.ts'
import type { Parallelism } from '../ports/parallelism.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { WorkerPool } from './workers/pool.ts'

/** Of `jobs: auto`; what a user asked for is not chosen again. */
export function autoParallelism(
  pool: WorkerPool,
  disk: DiskFacts,
  reporter: Pick<Reporter, 'info'>,
  cores = availableParallelism()
): Parallelism {
  pool.resize(chooseJobs(cores, disk).jobs)
  return {
    settle: work => {
      const chosen = chooseJobs(cores, disk, work)
      pool.resize(chosen.jobs)
      reporter.info(`jobs: auto takes ${chosen.jobs}, because ${chosen.why}.`)
      return chosen
    }
  }
}
