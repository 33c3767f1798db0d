// A volume over ssh and its copy in the cache: the files come here once for it, and are there when the other machine is not.

import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import { type CacheStand, cacheStand } from '../support/cache-stand.ts'
import { expectSame, keep, seriesName } from '../support/restore-stand.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'
import { output, succeeded } from '../support/volumes.ts'

const missing = missingSshd()
let server: SshServer | undefined
let here: CacheStand

beforeAll(async () => {
  if (missing === undefined) server = await startSshd()
})
afterAll(() => {
  server?.stop()
})
beforeEach(async () => {
  here = await cacheStand()
})
afterEach(async () => {
  await here.remove()
})

itUnless(missing)(
  'keeps a copy of a far snapshot, which is taken when its machine cannot be reached',
  async () => {
    const reach = server?.inputs(here.volume) ?? {}
    const original = keep(here, here.build)
    const taken = succeeded(await here.snapshot({ ...reach, name: seriesName }))
    expect(taken.outputs).toMatchObject({ status: 'created', 'cache-copied': 'true' })
    expect(here.leftovers()).toEqual([])
    server?.stop()
    const result = succeeded(await here.restore(reach))
    expect(result.outputs).toMatchObject({ source: 'cache', snapshot: output(taken, 'snapshot'), verified: 'true' })
    expectSame(here.out, original)
    expect(result.summary).toContain('not taken from the volume but from its copy')
  },
  600_000
)
