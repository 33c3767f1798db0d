// The adapters' own dependencies for tests: real worker threads over the sources, real processes, a place on the disk.

import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realProcesses } from '../../src/adapters/process.ts'
import { systemClock } from '../../src/adapters/system-clock.ts'
import type { VolumeParts } from '../../src/adapters/volume/parts.ts'
import { WorkerPool } from '../../src/adapters/workers/pool.ts'
import { repositoryRoot } from './runner-environment.ts'
import { isRoot } from './skip-aloud.ts'

export const workerScript = join(repositoryRoot, 'src/worker.ts')

export interface AdapterParts extends VolumeParts {
  /** Cancels everything that runs over these parts. */
  readonly stop: AbortController
}

/** To be closed: `await parts.pool.close()`. */
export function adapterParts(env: Readonly<Record<string, string | undefined>> = process.env): AdapterParts {
  const stop = new AbortController()
  return {
    stop,
    processes: realProcesses(env, stop.signal),
    pool: new WorkerPool(workerScript, 2, stop.signal),
    clock: systemClock,
    isRoot,
    tempDir: tmpdir()
  }
}

/** A fresh directory below the system's temporary one, with these directories in it. */
export function scratchWith(...directories: readonly string[]): string {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-adapters-'))
  for (const directory of directories) mkdirSync(join(scratch, directory), { recursive: true })
  return scratch
}
