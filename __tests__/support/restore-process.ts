// Starts a restore as a process of its own, as this user or as one that is not root.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { workerScript } from './adapter-parts.ts'
import type { RestoreCall, RestoreTold } from './restore-program.ts'
import { repositoryRoot, runnerNode } from './runner-environment.ts'
import { isRoot } from './skip-aloud.ts'

export interface RestoreProcess {
  readonly child: ChildProcess
  /** It holds the lock. */
  readonly begun: Promise<void>
  readonly ended: Promise<RestoreTold>
}

/** `asNobody`: as a user that is not root, where we are root. */
export function startRestore(call: Omit<RestoreCall, 'workerScript'>, asNobody = false): RestoreProcess {
  const program = join(repositoryRoot, '__tests__/support/restore-program.ts')
  const node = [runnerNode(), '--no-warnings', program, JSON.stringify({ ...call, workerScript })]
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
  const [file = '', ...args] = asNobody && isRoot ? [...nobody, ...node] : node
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/' })
  let printed = ''
  let onBegun: () => void = () => undefined
  const begun = new Promise<void>(resolve => {
    onBegun = resolve
  })
  const ended = new Promise<RestoreTold>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      printed += piece.toString('utf8')
      if (printed.startsWith('begun\n')) onBegun()
    })
    child.on('close', () => {
      onBegun()
      const told = printed.trim().split('\n').at(-1) ?? ''
      if (told.startsWith('{')) resolve(JSON.parse(told) as RestoreTold)
      else reject(new Error(`the restore ended without a word: ${printed}`))
    })
  })
  // Of one that is killed nobody waits for the end.
  ended.catch(() => undefined)
  return { child, begun, ended }
}
