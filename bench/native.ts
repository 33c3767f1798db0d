// The C programs of the benchmarks, compiled when they are wanted: the runner that measures, and the limit of the machine.

import { execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Compiles `native/<name>.c` into `directory`; throws with what the compiler says. */
export function compiled(name: string, directory: string, libraries: readonly string[] = []): string {
  const program = join(directory, name)
  const source = join(import.meta.dirname, 'native', `${name}.c`)
  execFileSync('cc', ['-O2', '-Wall', '-pthread', source, '-o', program, ...libraries], { stdio: 'pipe' })
  return program
}

/** One program to run; nothing in it is interpreted by a shell. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Cost {
  readonly wallMs: number
  /** User and system time of the program and of all it waited for. */
  readonly cpuMs: number
  /** Of the largest of its processes. */
  readonly peakBytes: number
}

/** Runs commands and says what each cost. */
export class Meter {
  readonly #timed: string
  readonly #scratch: string

  constructor(timed: string, scratch: string) {
    this.#timed = timed
    this.#scratch = scratch
  }

  /** Throws when a command fails: the time of what went wrong says nothing. */
  async run(command: Command): Promise<{ readonly cost: Cost; readonly output: string }> {
    const [out, err, file] = ['out', 'err', 'cost'].map(name => join(this.#scratch, name)) as [string, string, string]
    const [outFd, errFd] = [openSync(out, 'w'), openSync(err, 'w')]
    try {
      await new Promise<void>((done, fail) => {
        const child = spawn(this.#timed, [file, command.file, ...command.args], {
          stdio: ['ignore', outFd, errFd],
          env: { ...process.env, LC_ALL: 'C', ...command.env },
          ...(command.cwd === undefined ? {} : { cwd: command.cwd })
        })
        child.once('error', fail)
        child.once('exit', code => {
          if (code === 0) done()
          else fail(new Error(`${this.#timed} ended with ${String(code)}: ${readFileSync(err, 'utf8')}`))
        })
      })
    } finally {
      closeSync(outFd)
      closeSync(errFd)
    }
    const measured = JSON.parse(readFileSync(file, 'utf8')) as Measured
    if (measured.code !== 0) {
      const said = readFileSync(err, 'utf8') + readFileSync(out, 'utf8')
      throw new Error(`${[command.file, ...command.args].join(' ')} ended with ${measured.code}:\n${said.slice(-4000)}`)
    }
    const { wallMs, userMs, systemMs, peakBytes } = measured
    return { cost: { wallMs, cpuMs: userMs + systemMs, peakBytes }, output: readFileSync(out, 'utf8') }
  }
}

/** What native/timed.c writes. */
interface Measured {
  readonly wallMs: number
  readonly userMs: number
  readonly systemMs: number
  readonly peakBytes: number
  readonly code: number
}
