// The built bundle as a process that a test may kill, or run below another program (strace, setpriv) or as another user.

import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAction } from './action-metadata.ts'
import { parseCommandFile } from './command-files.ts'
import type { Json } from './expressions.ts'
import { inputEnvironment } from './runner.ts'
import { githubContext, repositoryRoot, runnerContext, runnerNode, stepEnvironment } from './runner-environment.ts'
import { runStepProcess, type StepCommand, type StepResult } from './step-process.ts'
import type { Stand } from './volumes.ts'

export interface BundleCall {
  /** The folder with the action.yml; the snapshot action, with `path: build`, when left out. */
  readonly action?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** A program and its arguments that run the command given after them. */
  readonly under?: readonly string[]
  /** Parts of the github context that differ from a push to main. */
  readonly github?: Readonly<Record<string, Json>>
}

/** Runs it to its end, as the runner would. */
export const runBundle = (here: Stand, call: BundleCall = {}): Promise<StepResult> =>
  runStepProcess(command(here, call))

export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export interface BundleProcess {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts it, for a test that does not let it end, or lets another user run it: its files are those of `tempDir`'s owner. */
export function startBundle(here: Stand, call: BundleCall = {}): BundleProcess {
  const { file, args, cwd, env } = command(here, call)
  const directory = mkdtempSync(join(here.tempDir, '_step-'))
  const [output, state, summary] = ['output', 'state', 'summary'].map(name => join(directory, name)) as Three
  for (const path of [output, state, summary]) writeFileSync(path, '')
  const { uid, gid } = statSync(here.tempDir)
  if (process.getuid?.() === 0) for (const path of [directory, output, state, summary]) chownSync(path, uid, gid)
  const child = spawn(file, args, {
    cwd,
    env: { ...env, GITHUB_OUTPUT: output, GITHUB_STATE: state, GITHUB_STEP_SUMMARY: summary },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      log += piece.toString()
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signal) => {
      const outputs = Object.fromEntries(parseCommandFile(readFileSync(output, 'utf8')))
      resolve({ exitCode, signal, log, outputs, summary: readFileSync(summary, 'utf8') })
    })
  })
  return { child, ended }
}

type Three = [string, string, string]

function command(here: Stand, { action: folder, inputs = {}, env = {}, under = [], github }: BundleCall): StepCommand {
  const action = readAction(folder ?? repositoryRoot)
  const contexts = { github: githubContext(here, github), runner: runnerContext(here), matrix: null }
  const [file, ...args] = [...under, runnerNode(), join(action.directory, action.runs.main)]
  return {
    file,
    args,
    cwd: here.workspace,
    env: {
      ...stepEnvironment(contexts),
      ...env,
      ...inputEnvironment(
        action,
        { ...(folder === undefined && { path: 'build' }), volume: here.volume, ...inputs },
        contexts
      )
    },
    tempDir: here.tempDir
  }
}
