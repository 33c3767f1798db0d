// A line to another network namespace with latency and loss, made of packets: see native/wire.c.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Missing } from './skip-aloud.ts'

const source = join(import.meta.dirname, 'native/wire.c')

/** What is needed beside root, with Debian's names. */
export const missingWire = (): Missing => {
  if (process.getuid?.() !== 0) return 'root (these tests run as another user)'
  const nsenter = spawnSync('nsenter', ['--version'])
  if (nsenter.error !== undefined) return "nsenter, which is not installed (Debian's util-linux)"
  const compiler = spawnSync('cc', ['-fsyntax-only', source])
  if (compiler.status !== 0) return "a C compiler with the headers of libc and Linux (Debian's gcc and libc6-dev)"
  return spawnSync('dd', ['if=/dev/net/tun', 'count=0']).status === 0
    ? undefined
    : '/dev/net/tun, which this kernel or container does not let us open'
}

export interface Wire {
  /** The address of the other side, as it is reached from here. */
  readonly far: string
  /** A program and its arguments: what is given after them runs on the other side. */
  readonly under: readonly string[]
  stop(): Promise<void>
}

export interface Line {
  /** Both ways together, milliseconds. */
  readonly roundTripMs: number
  /** Packets that are lost, of a thousand. */
  readonly lostOfThousand: number
}

/** Throws with what the compiler or the kernel says. */
export async function startWire({ roundTripMs, lostOfThousand }: Line): Promise<Wire> {
  const directory = mkdtempSync(join(tmpdir(), 'snapshot-wire-'))
  try {
    const program = join(directory, 'wire')
    const { status, stderr } = spawnSync('cc', ['-O2', '-Wall', '-o', program, source], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`cc could not make wire.c: ${stderr}`)
    const [near, far] = addresses()
    const args = [String(Math.round(roundTripMs * 500)), String(lostOfThousand), near, far]
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    await saysReady(child)
    return {
      far,
      under: ['nsenter', `--net=/proc/${String(child.pid)}/ns/net`],
      stop: async () => {
        const ended = child.exitCode === null && child.signalCode === null ? once(child, 'close') : undefined
        // Sessions there would never hear that the line is gone.
        for (const pid of beyond(child.pid)) if (pid !== child.pid) kill(pid)
        child.stdin.end()
        await ended
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Of the range for such measurements (RFC 2544), others in each process, since tests run side by side. */
function addresses(): readonly [near: string, far: string] {
  const [high, low] = [Math.floor(process.pid / 64) % 256, (process.pid % 64) * 4]
  return [`198.18.${high}.${low + 1}`, `198.18.${high}.${low + 2}`]
}

/** The processes in the network namespace of this one. */
function beyond(pid: number | undefined): readonly number[] {
  const spaceOf = (name: string): string | undefined => {
    try {
      return readlinkSync(`/proc/${name}/ns/net`)
    } catch {
      return undefined // it has ended
    }
  }
  const space = spaceOf(String(pid))
  const names = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return space === undefined ? [] : names.filter(name => spaceOf(name) === space).map(Number)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // By its code alone: what Node throws is no Error of the tests' own realm.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function saysReady(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  const ended = once(child, 'close').then(() => {
    throw new Error(`there is no line: ${said.trim()}`)
  })
  if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => undefined)
}
