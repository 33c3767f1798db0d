// A far tar that refuses says so at once, and the rest of what was to be sent is not.

import { afterAll, expect } from '@jest/globals'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { extract } from '../../src/adapters/ssh/scripts/tree.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import { adapterParts } from '../support/adapter-parts.ts'
import { longMs } from '../support/each-volume.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, startSshd } from '../support/sshd.ts'

const parts = adapterParts()
afterAll(() => parts.pool.close())

itUnless(missingSshd())(
  'while its input still comes',
  async () => {
    const server = await startSshd()
    const address = addressOf(server.address('/tmp'))
    if (address.kind === 'local') throw new Error('an address over ssh was expected')
    const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
    const connection = await Connection.open(address, access, parts)
    let isHeard = false
    let sent = 0
    const input = async function* (): AsyncGenerator<Buffer> {
      for (; sent < 1000 && !isHeard; sent++) {
        yield Buffer.alloc(1024)
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    }
    try {
      // Only what comes after the guard, which is about a lock that nobody has here.
      const script = extract.slice(extract.indexOf('refuse()'))
      const onStdout = (): void => {
        isHeard = true
      }
      const result = await connection.run(
        script,
        { owners: 'yes', list: ['--no-such-option'] },
        { input: input(), onStdout }
      )
      expect(sent).toBeLessThan(500)
      expect(result.status).toBeGreaterThan(0)
      expect(result.stderr).toContain('no-such-option')
    } finally {
      await connection.close()
      server.stop()
    }
  },
  longMs
)
