// What the figures were measured on, as far as it explains them; nothing that names the machine.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { repositoryRoot, runnerNode } from '../__tests__/support/runner-environment.ts'

export function isThere(command: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v -- "$1"', 'sh', command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const firstLine = (file: string, ...args: readonly string[]): string =>
  execFileSync(file, args, { encoding: 'utf8', cwd: repositoryRoot }).split('\n')[0]?.trim() ?? ''

/** Each program's own word for its version. */
const versions: Readonly<Record<string, readonly string[]>> = {
  rsync: ['--version'],
  restic: ['version'],
  borg: ['--version'],
  rsnapshot: ['version'],
  zstd: ['--version']
}

const numberIn = (text: string): string => /\d+(\.\d+)+/.exec(text)?.[0] ?? text

export function machine(filesystem: string): Record<string, string> {
  const cores = cpus()
  const tools = Object.entries(versions)
    .filter(([tool]) => isThere(tool))
    .map(([tool, args]): [string, string] => [tool, numberIn(firstLine(tool, ...args))])
  return {
    processor: cores[0]?.model ?? 'unknown',
    cores: String(cores.length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: existsSync('/etc/os-release')
      ? (/^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '')
      : '',
    filesystem,
    node: numberIn(firstLine(runnerNode(), '--version')),
    ...Object.fromEntries(tools)
  }
}

/** Which state of the project was measured; told when what was built of it is not what was committed. */
export function measuredCommit(): string {
  const commit = firstLine('git', 'rev-parse', '--short', 'HEAD')
  return firstLine('git', 'status', '--porcelain', '--', 'dist') === '' ? commit : `${commit} with another dist/`
}

/**
 * Before every other program of this machine, the programs it starts included, all contestants alike. Not by nice(2): where
 * the kernel groups programs by session, that only tells the programs of one session apart.
 */
export function takePriority(): void {
  execFileSync('chrt', ['--all-tasks', '--rr', '--pid', '50', String(process.pid)])
}
