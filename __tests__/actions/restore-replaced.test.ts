// A restore whose target is another directory at its end than when it was looked at.

import { beforeEach, expect, test } from '@jest/globals'
import { RestoreWorld } from '../support/fakes/restore-world.ts'

let world: RestoreWorld

beforeEach(async () => {
  world = new RestoreWorld()
  world.source.write('a', 'stored a')
  await world.take()
})

test.each(['nothing', 'everything'])(
  'a target that was replaced meanwhile is no success, where %s was there before',
  async before => {
    if (before === 'everything') await world.restore()
    world.target.isReplaced = true
    await expect(world.restore()).rejects.toMatchObject({
      kind: 'target',
      message: expect.stringMatching(/replaced/) as unknown
    })
  }
)
