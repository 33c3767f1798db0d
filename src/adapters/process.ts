// Runs a program with an argument array in a clean environment, stops it when the run is cancelled, and says how it ended.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { cancelled } from '../core/failure.ts'

export interface ProcessRequest {
  readonly args: readonly string[]
  /** A descriptor the program inherits as its descriptor 3: it then holds the same lock that we hold. */
  readonly inherit?: number
  /** Written to the program's standard input, which is empty otherwise. */
  readonly input?: AsyncIterable<Buffer> | Iterable<Buffer>
  /** A descriptor of an open file that is the program's standard input instead, from where it stands. */
  readonly stdin?: number
  /** Each piece of standard output as it comes; without it, it is collected into the result. */
  readonly onStdout?: (piece: Buffer) => void
  readonly cwd?: string
  /** Added to the clean environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Ends this program alone, as a cancel ends all. */
  readonly end?: AbortSignal
}

export interface ProcessResult {
  /** The exit status; 128 + n when a signal ended it. */
  readonly status: number
  readonly stdout: Buffer
  /** Standard error, at most its first 64 KiB: the first message is the cause, the rest mostly follows from it. */
  readonly stderr: string
}

export interface Processes {
  /** Throws `Failure('cancelled')` when the run was cancelled, and ENOENT when there is no such program. */
  run(program: string, request: ProcessRequest): Promise<ProcessResult>
}

/** In bytes: what is kept of standard error. */
export const stderrLimit = 64 * 1024

/**
 * What a program gets to see: enough to be found and to find its files. Not `RSYNC_*` and `POPT*`, which change what
 * rsync does, nor HOME, since rsync takes aliases for its options from `~/.popt` (`rsync alias --archive --inplace`);
 * nor the step's inputs and tokens. `LC_ALL=C` keeps its messages parseable.
 */
export function cleanEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const clean: Record<string, string> = { LC_ALL: 'C' }
  // RUNNER_TRACKING_ID is how the runner finds what a job left running.
  for (const name of ['PATH', 'TMPDIR', 'USER', 'LOGNAME', 'TZ', 'RUNNER_TRACKING_ID']) {
    const value = env[name]
    if (value !== undefined) clean[name] = value
  }
  return clean
}

/** Ends the program when we die, also by SIGKILL: without it an orphaned rsync would go on writing. Empty: not there. */
const foundSetpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isWhole) ?? ''

export function realProcesses(
  env: Readonly<Record<string, string | undefined>>,
  stop: AbortSignal,
  setpriv = foundSetpriv
): Processes {
  const childEnv = cleanEnvironment(env)
  return {
    run: (program, request) =>
      new Promise<ProcessResult>((resolve, reject) => {
        if (stop.aborted) {
          reject(cancelled())
          return
        }
        const [file, args] =
          setpriv === '' ? [program, request.args] : [setpriv, ['--pdeathsig', 'TERM', '--', program, ...request.args]]
        // A process group of its own, so that a cancel reaches rsync's generator and receiver too.
        const child = spawn(file, args, {
          env: { ...childEnv, ...request.env },
          cwd: request.cwd,
          detached: true,
          stdio: [request.stdin ?? 'pipe', 'pipe', 'pipe', ...(request.inherit === undefined ? [] : [request.inherit])]
        }) as ChildProcessByStdio<Writable | null, Readable, Readable>
        const stdout: Buffer[] = []
        let stderr = ''
        const kill = (): void => {
          killGroup(child.pid, 'SIGTERM')
          setTimeout(() => {
            killGroup(child.pid, 'SIGKILL')
          }, 1000).unref()
        }
        const forget = (): void => {
          for (const signal of [stop, request.end]) signal?.removeEventListener('abort', kill)
        }
        for (const signal of [stop, request.end]) signal?.addEventListener('abort', kill, { once: true })
        child.stdout.on('data', (piece: Buffer) => {
          if (request.onStdout === undefined) stdout.push(piece)
          else request.onStdout(piece)
        })
        child.stderr.on('data', (piece: Buffer) => {
          if (stderr.length < stderrLimit) stderr += piece.toString('latin1')
        })
        child.on('error', error => {
          forget()
          // Node names the program also where it is the directory that is not there.
          if (request.cwd !== undefined) error.message += `, in '${request.cwd}'`
          reject(error)
        })
        child.on('close', (code, signal) => {
          forget()
          if (stop.aborted) {
            reject(cancelled())
            return
          }
          if (setpriv !== '' && code === 127) {
            reject(Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' }))
            return
          }
          const status = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
          resolve({ status, stdout: Buffer.concat(stdout), stderr: stderr.slice(0, stderrLimit) })
        })
        if (child.stdin === null) return
        // A program that stops reading early says why by its exit status; the broken pipe adds nothing.
        child.stdin.on('error', () => undefined)
        feed(child.stdin, request.input ?? []).catch(reject)
      })
  }
}

async function feed(stdin: NodeJS.WritableStream, input: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  for await (const piece of input) {
    if (!stdin.write(piece)) {
      await new Promise<void>(resolve => {
        const go = (): void => {
          stdin.off('drain', go).off('close', go)
          resolve()
        }
        stdin.once('drain', go).once('close', go)
      })
    }
  }
  stdin.end()
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is already gone, which is what was wanted.
  }
}

/** Busybox's has no --pdeathsig, and every program would fail with it. */
function isWhole(file: string): boolean {
  return existsSync(file) && !realpathSync(file).endsWith('/busybox')
}
