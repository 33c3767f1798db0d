// The machine the run is on: its rsync, its flock, its package manager.

import { readFileSync } from 'node:fs'
import { getExecOutput } from '@actions/exec'
import { installLine } from '../core/install-line.ts'
import { parseRsyncVersion } from '../core/rsync-output.ts'
import type { Machine } from '../ports/machine.ts'
import { cleanEnvironment } from './process.ts'

/** With a word of what `--version` says: busybox's and toybox's lack options that we use, and know no such option. */
const tools = [
  { tool: 'flock', from: 'util-linux', sign: 'util-linux' },
  { tool: 'find', from: 'findutils', sign: 'findutils' },
  { tool: 'xargs', from: 'findutils', sign: 'findutils' },
  // GNU's coreutils, or the rewrite in Rust that some systems have: both say so.
  { tool: 'rm', from: 'coreutils', sign: 'coreutils' },
  { tool: 'touch', from: 'coreutils', sign: 'coreutils' },
  { tool: 'sync', from: 'coreutils', sign: 'coreutils' },
  { tool: 'du', from: 'coreutils', sign: 'coreutils' }
] as const

/** What else a restore writes with. */
const restoringTools = [{ tool: 'tar', from: 'tar', sign: 'GNU tar' }] as const

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
    missingPackages: async purpose => {
      const needed = purpose === 'restoring' ? [...tools, ...restoringTools] : tools
      const answers = await Promise.all(
        needed.map(async ({ tool, sign }) => (await ask(tool))?.text.includes(sign) === true)
      )
      return [...new Set(needed.filter((_, index) => answers[index] !== true).map(({ from }) => from))]
    },
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
