// What is asked without waiting comes in its order, also when the shell that it is asked of was killed in between.

import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { longMs } from '../support/each-volume.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

const parts = adapterParts()
let server: SshServer
let scratch = ''

beforeEach(async () => {
  scratch = scratchWith()
  if (missingSshd() === undefined) server = await startSshd()
}, longMs)
afterEach(() => {
  if (missingSshd() === undefined) server.stop()
  rmSync(scratch, { recursive: true })
})

itUnless(missingSshd()).each([0, 2])(
  'with %d spare sessions',
  async spares => {
    const address = addressOf(server.address('/tmp'))
    if (address.kind === 'local') throw new Error('an address over ssh was expected')
    const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
    const connection = await Connection.open(address, access, { ...parts, tempDir: scratch, spares })
    try {
      const said = async (script: string): Promise<string> =>
        (await connection.run(script, {}, { isNext: true })).stdout.toString()
      for (let time = 0; time < 2; time++) {
        const pid = Number(await said('printf %s "$$"'))
        process.kill(pid, 'SIGKILL')
        // Until that is known here.
        while (
          await connection.run('exit 0', {}, { isNext: true }).then(
            () => false,
            () => true
          )
        );
        const ended: string[] = []
        const both = ['sleep 1; printf first', 'printf second'].map(async script => {
          ended.push(await said(script))
        })
        await Promise.all(both)
        expect(ended).toEqual(['first', 'second'])
      }
    } finally {
      await connection.close()
    }
  },
  longMs
)
