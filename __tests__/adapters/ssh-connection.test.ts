// The connection over ssh ends with the process that made it, also where that is killed and no setpriv sees to it.

import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { scratchWith } from '../support/adapter-parts.ts'
import { processesIn, until } from '../support/alive.ts'
import { repositoryRoot, runnerNode } from '../support/runner-environment.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, startSshd } from '../support/sshd.ts'

const source = (name: string): string => JSON.stringify(join(repositoryRoot, 'src', name))

itUnless(missingSshd()).each([
  ['with setpriv', []],
  ['without setpriv', ["''"]]
])(
  'ends when its process is killed, %s',
  async (_, setpriv) => {
    const scratch = scratchWith()
    const tempDir = join(scratch, 'temp')
    mkdirSync(tempDir)
    const server = await startSshd()
    try {
      const { user, port } = server
      const address = { kind: 'ssh', user, host: '127.0.0.1', port, path: '/srv' }
      const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
      const script = `import { Connection } from ${source('adapters/ssh/connection.ts')}
        import { realProcesses } from ${source('adapters/process.ts')}
        const processes = realProcesses(${['process.env', 'new AbortController().signal', ...setpriv].join(', ')})
        const parts = { processes, tempDir: ${JSON.stringify(tempDir)} }
        await Connection.open(${JSON.stringify(address)}, ${JSON.stringify(access)}, parts)
        console.log('open')
        setInterval(() => {}, 1000)`
      const args = ['--no-warnings', '--input-type=module', '--eval', script]
      const child = spawn(runnerNode(), args, { stdio: ['ignore', 'pipe', 'inherit'] })
      const said = await new Promise<string>(resolve => {
        child.stdout.once('data', (piece: Buffer) => {
          resolve(piece.toString())
        })
        child.once('exit', () => {
          resolve('ended')
        })
      })
      expect(said).toBe('open\n')
      const ofIt = (): readonly unknown[] => processesIn(tempDir)
      expect(ofIt().length).toBeGreaterThan(0)
      child.kill('SIGKILL')
      expect(await until(() => ofIt().length === 0, 20_000)).toBe(true)
    } finally {
      server.stop()
      rmSync(scratch, { recursive: true })
    }
  },
  120_000
)
