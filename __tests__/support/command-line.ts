// The command line as a process of its own, run from the sources: with pipes, or with a terminal that `script` makes.

import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot, runnerNode } from './runner-environment.ts'

export interface Ended {
  /** 128 + n for a process that a signal ended. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface CommandOptions {
  readonly cwd?: string
  /** Nothing of this process's own but PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

export const commandWords = [runnerNode(), '--no-warnings', join(repositoryRoot, 'src/cli.ts')]

export const callCommand = (args: readonly string[], options: CommandOptions = {}): Promise<Ended> =>
  startCommand(args, options).ended

export const startCommand = (args: readonly string[], options: CommandOptions = {}): Started =>
  start([...commandWords, ...args], options)

/** All that a terminal of 80 columns is sent is `stdout`; what is written to the child's standard input are keys. */
export const startOnTerminal = (args: readonly string[], { env = {}, ...options }: CommandOptions = {}): Started => {
  const line = `stty cols 80; exec ${[...commandWords, ...args].map(quoted).join(' ')}`
  return start(['script', '--quiet', '--return', '--command', line, '/dev/null'], {
    ...options,
    env: { TERM: 'xterm-256color', SHELL: '/bin/sh', ...env }
  })
}

/** Any shell pipeline, for what becomes of the far end of a pipe. */
export const callShell = (script: string, options: CommandOptions = {}): Promise<Ended> =>
  start(['bash', '-c', script], options).ended

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/** The words of the command for a shell, with these arguments. */
export const commandFor = (args: readonly string[]): string => [...commandWords, ...args].map(quoted).join(' ')

function start([file = '', ...args]: readonly string[], { cwd, env = {} }: CommandOptions): Started {
  const { PATH = '', HOME = '/' } = process.env
  const child = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (piece: Buffer) => {
    stdout += piece.toString()
  })
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), stdout, stderr })
    })
  })
  return { child, ended }
}
