// The machine the run is on: its rsync, its flock, its package manager.

import { readFileSync } from 'node:fs'
import { getExecOutput } from '@actions/exec'
import { installLine } from '../core/install-line.ts'
import { parseRsyncVersion } from '../core/rsync-output.ts'
import type { Machine } from '../ports/machine.ts'
import { cleanEnvironment } from './process.ts'

export function localMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  const isRoot = process.getuid?.() === 0
  const ask = async (tool: string): Promise<{ readonly status: number; readonly text: string } | undefined> => {
    try {
      const options = { env: cleanEnvironment(env), silent: true, ignoreReturnCode: true }
      const { exitCode, stdout } = await getExecOutput(tool, ['--version'], options)
      return { status: exitCode, text: stdout }
    } catch (error) {
      // What exec says of a tool that is not in PATH; anything else is not that.
      if (error instanceof Error && error.message.startsWith('Unable to locate executable file')) return undefined
      throw error
    }
  }
  return {
    isRoot,
    rsync: async () => {
      const answer = await ask('rsync')
      if (answer === undefined) return { state: 'absent' }
      const version = parseRsyncVersion(answer.text)
      return version === undefined
        ? { state: 'unknown', text: answer.text.slice(0, 200) }
        : { state: 'present', version }
    },
    hasFlock: async () => (await ask('flock')) !== undefined,
    installLine: packages => Promise.resolve(installLine(osRelease(), isRoot, packages))
  }
}

function osRelease(): string {
  for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      // The second is where the first comes from; a system with neither is simply not known.
    }
  }
  return ''
}
