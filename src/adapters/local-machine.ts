// The machine the run is on: its rsync, its flock, its package manager.

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { installLine } from '../core/install-line.ts'
import { parseRsyncVersion } from '../core/rsync-output.ts'
import type { Machine } from '../ports/machine.ts'
import { cleanEnvironment } from './process.ts'
import { strangersTo } from './tool-suite.ts'

/** With a word of what `--version` says: busybox's and toybox's lack options that we use, and know no such option. */
const tools = [
  { tool: 'flock', from: 'util-linux', sign: 'util-linux' },
  { tool: 'find', from: 'findutils', sign: 'findutils', others: ['xargs'] },
  // GNU's coreutils, or the rewrite in Rust that some systems have: both say so.
  { tool: 'touch', from: 'coreutils', sign: 'coreutils', others: ['rm', 'sync', 'du'] }
]

/** What else a restore writes with. */
const restoringTools = [{ tool: 'tar', from: 'tar', sign: 'GNU tar' }]

/** One program of each package is asked, and those beside it are of the same. */
const toAsk = (all: readonly (typeof tools)[number][], path: string): readonly (typeof tools)[number][] =>
  all.flatMap(suite => [suite, ...strangersTo(suite.tool, suite.others ?? [], path).map(tool => ({ ...suite, tool }))])

export function localMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  const isRoot = process.getuid?.() === 0
  const ask = (tool: string): Promise<string | undefined> => textOfVersion(tool, cleanEnvironment(env))
  return {
    isRoot,
    rsync: async () => {
      const answer = await ask('rsync')
      if (answer === undefined) return { state: 'absent' }
      const version = parseRsyncVersion(answer)
      return version === undefined ? { state: 'unknown', text: answer.slice(0, 200) } : { state: 'present', version }
    },
    missingPackages: async purpose => {
      const needed = toAsk(purpose === 'restoring' ? [...tools, ...restoringTools] : tools, env.PATH ?? '')
      const answers = await Promise.all(
        needed.map(async ({ tool, sign }) => (await ask(tool))?.includes(sign) === true)
      )
      return [...new Set(needed.filter((_, index) => answers[index] !== true).map(({ from }) => from))]
    },
    installLine: packages => Promise.resolve(installLine(osRelease(), isRoot, packages))
  }
}

/** Undefined where there is no such program, or none in a directory that this user may look into. */
const textOfVersion = (tool: string, env: Record<string, string>): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = execFile(tool, ['--version'], { env }, (error, stdout) => {
      // A number is its exit status; it may have said who it is all the same.
      if (error === null || typeof error.code === 'number') resolve(stdout)
      else if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(undefined)
      else reject(new Error(`${tool} could not be asked for its version`, { cause: error }))
    })
    child.stdin?.end()
  })

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
