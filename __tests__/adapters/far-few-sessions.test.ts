// What a server allows of sessions at once is enough: two for what is done under the lock, and ten, its default, for all else.

import { hash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { scratchWith } from '../support/adapter-parts.ts'
import { base, bytePath, id, longMs, VolumeStand } from '../support/each-volume.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
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

itUnless(missingSshd())(
  'very many files are read back at once',
  async () => {
    const scratch = scratchWith('fakes')
    // So slow that all that is asked for meets.
    const sha256sum = `sleep 1; exec ${realTool('sha256sum')} "$@"`
    const path = fakeTools(join(scratch, 'bin'), { sha256sum })
    const server = await startSshd({ config: [`SetEnv PATH=${path}`] })
    const here = new VolumeStand()
    try {
      await here.open(server)
      const names = Array.from({ length: 8 }, (_, index) => String(index))
      await here.taken(Object.fromEntries(names.map(name => [name, 'the same'])))
      const tree = here.series.tree(base)
      const asked = Array.from({ length: 4 }, () => tree.hash(names.map(bytePath)))
      const read = (await Promise.all(asked)).flat()
      expect(new Set(read)).toEqual(new Set([sha256('the same')]))
      expect(read).toHaveLength(32)
    } finally {
      await here.close()
      await here.parts.pool.close()
      server.stop()
      rmSync(scratch, { recursive: true })
    }
  },
  longMs
)

const sha256 = (text: string): string => hash('sha256', text)
