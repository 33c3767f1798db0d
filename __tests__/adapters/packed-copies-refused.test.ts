// Many small copies where tar, its archive or the volume refuses: all is stored for all that, or the run says why not.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { missingDefaultAcl, takeFromOthers } from '../support/default-acl.ts'
import { fakeTools, onlyTools, realTool } from '../support/fake-tools.ts'
import { mountTmpfs, missingTmpfs } from '../support/loop-image.ts'
import { expectSteadyProgress, PackStand } from '../support/pack-stand.ts'
import { itUnless, missingRoot } from '../support/skip-aloud.ts'

let stand: PackStand

beforeEach(() => {
  stand = new PackStand()
})
afterEach(() => stand.remove())

describe('where it cannot be done, rsync does it all, and what refused is told', () => {
  it.each([
    [
      'tar is another one',
      'echo "tar: unrecognized option: blocking-factor" >&2; exit 1',
      'tar: unrecognized option: blocking-factor'
    ],
    ['tar ends silently', 'exit 3', 'tar ended with status 3'],
    [
      'tar is killed in the middle',
      `exec 4<&0; ${realTool('tar')} "$@" <&4 & sleep 0.01; kill -9 $!; exit 137`,
      'tar ended with status 137'
    ],
    [
      'tar stops half way',
      `head -c 100000 | ${realTool('tar')} "$@"; echo "tar: Unexpected EOF in archive" >&2; exit 2`,
      'tar: '
    ]
  ])('%s', async (_title, script, why) => {
    await stand.begin(fakeTools(join(stand.scratch, 'tools'), { tar: script }))
    const outcome = await stand.copy(await stand.read())
    expect(outcome).toMatchObject({ status: 0, messages: [] })
    expect(outcome.refused).toContain(why)
    expect(stand.unsureOf(outcome)).toHaveLength(stand.many)
    stand.expectAllStored()
    expectSteadyProgress(stand)
  })

  it('there is no tar', async () => {
    await stand.begin(onlyTools(join(stand.scratch, 'tools'), ['rsync', 'flock']))
    const outcome = await stand.copy(await stand.read())
    expect(outcome.refused).toContain('spawn tar ENOENT')
    stand.expectAllStored()
  })

  itUnless(missingTmpfs(), missingRoot())('there is no room for an archive', async () => {
    const small = mountTmpfs('size=16k', stand.temp)
    try {
      await stand.begin()
      const outcome = await stand.copy(await stand.read())
      expect(outcome.refused).toContain('ENOSPC')
      stand.expectAllStored()
    } finally {
      small.remove()
    }
  })

  itUnless(missingDefaultAcl())('a default ACL of the volume takes bits from the modes of new files', async () => {
    takeFromOthers(stand.volume)
    await stand.begin()
    const outcome = await stand.copy(await stand.read(), { keepOwners: false })
    expect(outcome.refused).toContain('a default ACL')
    stand.expectAllStored(false)
  })

  itUnless(missingDefaultAcl(), missingRoot())(
    'which root, who gives each its owner and mode, need not mind',
    async () => {
      takeFromOthers(stand.volume)
      await stand.begin()
      expect((await stand.copy(await stand.read())).refused).toBeUndefined()
      stand.expectAllStored()
    }
  )

  it('there is no temporary directory', async () => {
    await stand.begin()
    const entries = await stand.read()
    await stand.withoutTemp(async () => {
      expect((await stand.copy(entries)).refused).toContain('ENOENT')
    })
    stand.expectAllStored()
  })
})

itUnless(missingTmpfs(), missingRoot())('a volume that fills up says so, and what is there', async () => {
  const small = mountTmpfs('size=100k', stand.volume)
  try {
    await stand.begin()
    await expect(stand.copy(await stand.read())).rejects.toThrow(/The volume is full/)
    await stand.end()
  } finally {
    small.remove()
  }
})
