// Entry of a worker thread: performs the tasks it is sent, one after the other, or watches the volume alone.

import { parentPort, workerData } from 'node:worker_threads'
import { codeOf, messageOf } from './core/failure.ts'
import type { Reply, Request } from './adapters/workers/protocol.ts'
import { isSilenceWatch, watchForSilence } from './adapters/workers/silence.ts'
import { perform } from './adapters/workers/tasks.ts'

if (isSilenceWatch(workerData)) void watchForSilence(workerData)
else
  parentPort?.on('message', ({ id, task }: Request) => {
    let reply: Reply
    try {
      reply = { id, result: perform(task) }
    } catch (error) {
      const code = codeOf(error)
      reply = { id, error: { message: messageOf(error), ...(code === undefined ? {} : { code }) } }
    }
    parentPort?.postMessage(reply)
  })
