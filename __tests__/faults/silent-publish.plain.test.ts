// The frame goes red where a run that failed has published all the same, and does not say so.

import { expect, it } from '@jest/globals'
import { troubleAfter } from './support/fault.ts'
import type { Told } from './support/invariants.ts'
import { Scene } from './support/scene.ts'

it('goes red for a snapshot that a run which failed has published without a word', async () => {
  const scene = await Scene.make({})
  const body = async (): Promise<Told> => {
    // Not by `run`, which remembers what went well.
    await scene.start().ended
    const run = await scene.run({ inputs: { volume: '/nowhere/at/all' } })
    return { run, exitCode: 1, says: /nowhere/ }
  }
  try {
    expect((await troubleAfter(scene, body)).join('\n')).toMatch(/I6 .*was published by a run that failed/)
  } finally {
    await scene.remove()
  }
})
