// A restore as a process of its own, which a test may kill, hold, or run as another user; it tells how it went as JSON.

import { tmpdir } from 'node:os'
import { realProcesses } from '../../src/adapters/process.ts'
import { systemClock } from '../../src/adapters/system-clock.ts'
import { localTarget } from '../../src/adapters/target/local-target.ts'
import { WorkerPool } from '../../src/adapters/workers/pool.ts'
import type { PutStep } from '../../src/ports/target.ts'
import { restoreAll, treeEntries } from './target-stand.ts'

export interface RestoreCall {
  readonly workerScript: string
  readonly snapshot: string
  readonly target: string
  readonly from?: PutStep['from']
  readonly method?: 'auto' | 'copy' | 'reflink'
  /** Holds still there until it is killed. */
  readonly holdAt?: 'put' | 'finish'
  /** Paths that are removed before anything is put. */
  readonly remove?: readonly string[]
}

/** What is printed, in one line, at the end; `begun` is printed in a line of its own before. */
export type RestoreTold =
  | { readonly put: readonly boolean[]; readonly left: readonly string[] }
  | { readonly kind: string; readonly message: string }

const call = JSON.parse(process.argv[2] ?? '') as RestoreCall
const { signal } = new AbortController()
const pool = new WorkerPool(call.workerScript, 2, signal)
const isRoot = process.getuid?.() === 0
const target = localTarget(call.target, {
  processes: realProcesses(process.env, signal),
  pool,
  clock: systemClock,
  isRoot,
  tempDir: tmpdir()
})
let left: readonly string[] = []
const tell = (told: RestoreTold): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

try {
  const outcomes = await restoreAll(target, call.snapshot, treeEntries(call.snapshot), {
    keepOwners: isRoot,
    method: call.method ?? 'auto',
    from: call.from ?? 'snapshot',
    before: async (step, restoring) => {
      if (step === 'put') {
        process.stdout.write('begun\n')
        if (call.remove !== undefined) left = await restoring.remove(call.remove as never)
      }
      // Something must keep the process alive for that.
      if (step === call.holdAt) await new Promise(resolve => setTimeout(resolve, 600_000))
    }
  })
  tell({ put: outcomes.map(({ put }) => put), left })
} catch (error) {
  const { kind = 'defect', message, stack } = error as { kind?: string; message: string; stack?: string }
  tell({ kind, message: kind === 'defect' ? `${stack}` : message })
} finally {
  await pool.close()
}
