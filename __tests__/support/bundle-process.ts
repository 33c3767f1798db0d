// The built bundle as a process that a test may kill, or run below another program (strace, setpriv) or as another user.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAction } from './action-metadata.ts'
import { inputEnvironment } from './runner.ts'
import { githubContext, repositoryRoot, runnerContext, runnerNode, stepEnvironment } from './runner-environment.ts'
import { runStepProcess, type StepCommand, type StepResult } from './step-process.ts'
import type { Stand } from './volumes.ts'

export interface BundleCall {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** A program and its arguments that run the command given after them. */
  readonly under?: readonly string[]
}

/** Runs it to its end, as the runner would. */
export const runBundle = (here: Stand, call: BundleCall = {}): Promise<StepResult> =>
  runStepProcess(command(here, call))

export interface BundleProcess {
  readonly child: ChildProcess
  /** What it had said when it ended, in whatever way. */
  readonly ended: Promise<string>
}

/** Starts it, for a test that does not let it end. */
export function startBundle(here: Stand, call: BundleCall = {}): BundleProcess {
  const { file, args, cwd, env } = command(here, call)
  const directory = mkdtempSync(join(here.tempDir, '_step-'))
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map(name => [name, join(directory, name)])
  for (const [, path] of files) writeFileSync(path ?? '', '')
  const child = spawn(file, args, {
    cwd,
    env: { ...env, ...(Object.fromEntries(files) as Record<string, string>) },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      log += piece.toString()
    })
  }
  return {
    child,
    // 'exit', not 'close': a grandchild may hold the streams open for a moment longer.
    ended: new Promise(resolve => {
      child.once('exit', () => {
        resolve(log)
      })
    })
  }
}

function command(here: Stand, { inputs = {}, env = {}, under = [] }: BundleCall): StepCommand {
  const action = readAction(repositoryRoot)
  const contexts = { github: githubContext(here), runner: runnerContext(here), matrix: null }
  const [file = '', ...args] = [...under, runnerNode(), join(repositoryRoot, action.runs.main)]
  return {
    file,
    args,
    cwd: here.workspace,
    env: {
      ...stepEnvironment(contexts),
      ...env,
      ...inputEnvironment(action, { path: 'build', volume: here.volume, ...inputs }, contexts)
    },
    tempDir: here.tempDir
  }
}
