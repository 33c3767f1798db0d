// Puts files and symlinks into the target: each written aside, verified, given its attributes, and renamed over what was there.

import { closeSync, openSync } from 'node:fs'
import { fsPath, pathText } from '../../core/byte-path.ts'
import { showName, showText } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { PutOutcome, PutRequest } from '../../ports/target.ts'
import { largestPacked } from '../workers/pack.ts'
import { placeFlags } from '../workers/pinned.ts'
import type { NumberedStep } from '../workers/restore-protocol.ts'
import { PutJob } from './put-job.ts'
import { mendLarge, putLarge } from './put-large.ts'
import { putSmall } from './put-small.ts'
import type { Site } from './site.ts'

export async function put(site: Site, request: PutRequest, onProgress: OnProgress): Promise<readonly PutOutcome[]> {
  site.refuseStaging(request.steps.map(({ entry }) => entry.path))
  const tree = openTree(request.tree)
  try {
    const job = new PutJob(site, request, tree, onProgress)
    // A second time for those whose own file in the target was not what it was said to be.
    for (let steps = job.steps(); steps.length > 0; steps = job.takeStale()) await putAll(job, steps)
    return job.outcomes()
  } finally {
    closeSync(tree)
  }
}

async function putAll(job: PutJob, steps: readonly NumberedStep[]): Promise<void> {
  // Up to there it costs less to take a file through tar than to start a touch for it.
  const isSmall = (step: NumberedStep): boolean =>
    step.entry.size <= largestPacked &&
    !(job.request.method === 'reflink' && step.from === 'snapshot' && step.entry.size > 0)
  const large = steps.filter(step => !isSmall(step))
  const others = await mendLarge(
    job,
    large.filter(({ from }) => from === 'target')
  )
  // Before the small ones, so that nothing is written yet where `reflink` cannot be done.
  await putLarge(job, [...large.filter(({ from }) => from === 'snapshot'), ...others])
  await putSmall(job, steps.filter(isSmall))
}

function openTree(tree: PutRequest['tree']): number {
  try {
    return openSync(fsPath(tree), placeFlags)
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    throw new Failure(
      'missing',
      `The snapshot's tree ${showName(tree, 1000)} is not there, or is no directory: ${showText(pathText(tree))} was removed meanwhile.`
    )
  }
}
