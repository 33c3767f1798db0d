// Starts the watch over a volume that may fall silent: only where this machine has mounted something over a network.

import { Worker } from 'node:worker_threads'
import { isNetworkFilesystem } from '../core/network-filesystem.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { formatDuration } from '../core/units.ts'
import { readMounts } from './volume/mounts.ts'
import type { SilenceWatch } from './workers/silence.ts'

/** As the environment of the runner sets it, for all workflows. */
export const silenceVariable = 'SNAPSHOT_VOLUME_TIMEOUT'

/** Longer than a server takes to be started again: those who mount it "hard" mean to wait for that. */
export const defaultSilenceMs = 600_000

/** Without looking at the volume, which might not answer already. `isWorkflow`: its end becomes an annotation. */
export function watchSilence(script: string, volume: string, limitMs: number, isWorkflow: boolean): void {
  if (limitMs === 0 || !readMounts().some(({ filesystem }) => isNetworkFilesystem(filesystem))) return
  const message =
    `The volume ${quoteValue(volume)} has not answered for ${formatDuration(limitMs)}, so the run was ended. ` +
    'What was published before is not touched, and what was begun is cleared by the next run. Check the server and the ' +
    `network; ${silenceVariable} in the runner's environment sets how long is waited.`
  const watch: SilenceWatch = {
    watched: volume,
    limitMs,
    lastWords: isWorkflow ? `\n::error::${message.replaceAll('%', '%25')}\n` : `\nerror: ${message}\n`,
    output: isWorkflow ? 1 : 2
  }
  new Worker(script, { workerData: watch }).unref()
}
