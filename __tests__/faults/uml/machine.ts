// A machine of our own to break: one boot of User-Mode Linux, what its guest says, and the pulling of its plug.

import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { repositoryRoot, runnerNode } from '../../support/runner-environment.ts'
import { Console } from './console.ts'
import { wideRegisters } from './wide-registers.ts'

export interface Boot {
  /** Unique among the machines that run at the same time; the guest has it as its host name. */
  readonly name: string
  /** The script in `guest/` that is run there, and its variables. */
  readonly guest: string
  readonly env?: Readonly<Record<string, string>>
  /** A directory that both sides see. Its path is a word of the kernel's command line: no spaces. */
  readonly shared: string
  /** Image files in it; /dev/ubda first. */
  readonly disks?: readonly string[]
  /** UDP ports of a wire to another machine on this host. */
  readonly wire?: { readonly own: number; readonly other: number }
}

export interface Machine {
  /** Resolves when the guest says `@<mark>`; throws when it fails or ends before. */
  readonly said: (mark: string) => Promise<void>
  /** Commands of sh for a guest that obeys (guest/boot.sh), one after the other while they succeed; throws when one fails. */
  readonly order: (...commands: readonly string[]) => Promise<void>
  /** Resolves when it has powered itself off after `@done`. */
  readonly done: () => Promise<void>
  /** SIGKILL to all of it: the power is cut. */
  readonly cut: () => Promise<void>
}

/** How long a machine may have nothing to say. Generous: a busy host must not make the suite red. */
const limitMs = 240_000

const megabytes = 512

export function boot(given: Boot): Machine {
  const umid = `faults-${process.pid}-${given.name}`
  // Those of the machine's last life are not meant for this one.
  for (const file of readdirSync(given.shared)) {
    if (file.startsWith(`order-${given.name}-`)) rmSync(join(given.shared, file))
  }
  const child = spawn('linux.uml', kernelLine(given, umid), {
    env: {
      PATH: process.env.PATH,
      HOME: given.shared,
      TMPDIR: memoryPlace(given.shared),
      ...(existsSync(wideRegisters) ? { LD_PRELOAD: wideRegisters } : {})
    },
    // The group is the machine.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  // Told by the lack of a number, and by nothing else.
  child.once('error', () => undefined)
  const { pid } = child
  if (pid === undefined) throw new Error('linux.uml could not be started')
  const guard = watch(pid)
  const console = new Console(given.name)
  const limit = setTimeout(() => {
    console.fail(`has said nothing for ${limitMs / 1000} s`)
    signalGroup(pid, 'SIGKILL')
  }, limitMs)
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      limit.refresh()
      console.push(piece.toString('latin1'))
    })
  }
  const closed = new Promise<void>(resolve => {
    child.once('close', () => {
      clearTimeout(limit)
      guard.kill('SIGKILL')
      console.fail('ended')
      resolve()
    })
  })
  let orders = 0
  return {
    order: async (...commands) => {
      orders++
      const file = join(given.shared, `order-${given.name}-${orders}`)
      // The guest sees it as soon as it has its name.
      writeFileSync(`${file}.new`, `${commands.join(' &&\n')}\n`)
      renameSync(`${file}.new`, file)
      const refused = console.said(`refused ${orders}`).then(() => {
        throw new Error(`${given.name} could not: ${commands.join(' && ')}\n${console.tail()}`)
      })
      await Promise.race([console.said(`obeyed ${orders}`), refused])
    },
    said: mark => console.said(mark),
    done: async () => {
      await console.said('done')
      await closed
    },
    cut: async () => {
      signalGroup(pid, 'SIGKILL')
      await closed
      await isGone(umid)
    }
  }
}

/** The machine's memory is a file: on a tmpfs it costs no disk writes, but one that is too small would kill it. */
function memoryPlace(shared: string): string {
  const tmpfs = '/dev/shm'
  if (!existsSync(tmpfs)) return shared
  const { bavail, bsize } = statfsSync(tmpfs)
  return bavail * bsize > 4 * megabytes * 1024 * 1024 ? tmpfs : shared
}

function kernelLine({ name, guest, env = {}, shared, disks = [], wire }: Boot, umid: string): string[] {
  const init = join(shared, `init-${name}.sh`)
  const variables = { SHARED: shared, REPOSITORY: repositoryRoot, NODE: runnerNode(), MACHINE: name, ...env }
  const lines = Object.entries(variables).map(([key, value]) => `export ${key}=${quoted(value)}`)
  const script = join(import.meta.dirname, 'guest', guest)
  writeFileSync(init, ['#!/bin/sh', ...lines, `exec sh ${quoted(script)}`, ''].join('\n'))
  chmodSync(init, 0o755)
  mkdirSync(join(shared, 'uml'), { recursive: true })
  return [
    `umid=${umid}`,
    `uml_dir=${join(shared, 'uml')}/`,
    `mem=${megabytes}M`,
    // The host's own files, to be read only: what the guest may write is the shared directory.
    ...['rootfstype=hostfs', 'rootflags=/', 'ro', `init=${init}`],
    ...disks.map((disk, index) => `ubd${index}=${disk}`),
    ...(wire === undefined ? [] : [wireOption(wire)]),
    ...['con=null', 'con0=null,fd:1', 'quiet', 'loglevel=1', 'panic=-1']
  ]
}

/** Point to point by UDP on loopback, which takes neither root nor a bridge. */
const wireOption = ({ own, other }: { own: number; other: number }): string =>
  `vec0:transport=l2tpv3,udp=1,v6=0,src=127.0.0.1,dst=127.0.0.1,srcport=${own},dstport=${other},tx_session=1,rx_session=1`

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** However this process ends, the pipe to the shell ends with it, and then the machine: none outlives the suite. */
const watch = (pid: number): ChildProcess =>
  spawn('sh', ['-c', 'read -r line; kill -KILL "-$1"', 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name)
  } catch {
    // All of it is gone already.
  }
}

/** A process that lived on would go on writing to the disk, and this would be no power cut. */
async function isGone(umid: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (!readdirSync('/proc').some(pid => /^\d+$/.test(pid) && commandLine(pid).includes(`umid=${umid}\0`))) return
    await pause(10)
  }
  throw new Error(`processes of ${umid} are alive after SIGKILL`)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    // It ended while we looked.
    return ''
  }
}
