// A server that allows two sessions at once: what is done under the lock needs no third one.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import { id, longMs, VolumeStand } from '../support/each-volume.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, startSshd } from '../support/sshd.ts'

itUnless(missingSshd())(
  'what an interrupted run left is cleared',
  async () => {
    const server = await startSshd({ config: ['MaxSessions 2'] })
    const here = new VolumeStand()
    try {
      await here.open(server)
      await here.taken({ file: 'kept' })
      const begun = here.at('.snapshots/partial', id)
      mkdirSync(begun)
      writeFileSync(here.at('.snapshots/partial', id, 'file'), 'half of it')
      const cleared = await here.locked(() => here.series.clear())
      expect(cleared).toEqual({ begun: [id], left: [] })
      expect(existsSync(begun)).toBe(false)
    } finally {
      await here.close()
      await here.parts.pool.close()
      server.stop()
    }
  },
  longMs
)
