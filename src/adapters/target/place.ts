// Puts files that lie aside in their places, by a worker thread.

import { sourceModeOf } from '../../core/entry.ts'
import type { NumberedStep } from '../workers/restore-protocol.ts'
import { batchesOf } from '../batches.ts'
import type { PutJob } from './put-job.ts'

const batchFiles = 500

/**
 * `staging`: descriptor of the directory they lie in. Their outcome is that they were copied, or made, unless `cloned` has
 * them. `isMasked`: files there may lack bits of their modes, and get them first.
 */
export function place(
  job: PutJob,
  staging: number,
  steps: readonly NumberedStep[],
  { cloned, isMasked = false }: { readonly cloned?: ReadonlySet<number>; readonly isMasked?: boolean } = {}
): Promise<void> {
  return job.alone(async () => {
    const { site } = job
    const places = { root: job.places.root, staging }
    for (const batch of batchesOf(steps, batchFiles)) {
      const numbered = batch.map(({ number, entry }) => ({
        number,
        path: entry.path,
        ...(isMasked && entry.type === 'file' && { mode: sourceModeOf(entry) })
      }))
      site.settle(await site.run({ kind: 'place', places, steps: numbered }))
    }
    for (const step of steps) {
      job.put(step, step.entry.type === 'link' ? 'made' : cloned?.has(step.number) === true ? 'reflinked' : 'copied')
    }
  })
}
