// One connection to the far machine, over which every command runs; it ends with us, whatever happens to us.

import { farCommand, type FarValues } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { SshAddress } from '../../core/volume-address.ts'
import type { Processes, ProcessRequest, ProcessResult } from '../process.ts'
import { type Channel, openChannel } from './channel.ts'
import { type PrivateFiles, privateFiles, type SshAccess } from './private-files.ts'
import { FarShell } from './far-shell.ts'
import { type FarMachine, greet, notConnected } from './greeting.ts'
import { endOf, lastWords } from './last-words.ts'
import { hello } from './scripts/hello.ts'
import { serve, waiting } from './scripts/serve.ts'
import { SpareSessions } from './spare-sessions.ts'
import { connectionFailure, sshFailed } from './trouble.ts'

export type { SshAccess } from './private-files.ts'

export interface ConnectionParts {
  readonly processes: Processes
  /** Absolute. */
  readonly tempDir: string
  /** Of the user's agent. */
  readonly authSock?: string
  /** Sessions that are opened at once, and waited for by nobody; others are opened when they are needed. */
  readonly spares?: number
}

export class Connection {
  readonly address: SshAddress
  readonly far: FarMachine
  /** Nobody else may look into it; it is removed with the connection. */
  readonly scratch: string
  readonly #parts: ConnectionParts
  readonly #files: PrivateFiles
  /** It has no session of its own: what ends is always told, by the client of that session or by this one. */
  readonly #master: Channel
  /** The first is there from the beginning; another one is made of a spare session when two scripts run at once. */
  readonly #shells: FarShell[]
  readonly #spares: SpareSessions
  /** In which one thing is asked after the other without waiting. */
  #inOrder: FarShell
  /** Of shells that were no spare sessions. */
  readonly #own: Channel[]

  private constructor(
    address: SshAddress,
    parts: ConnectionParts,
    files: PrivateFiles,
    { master, shell, far, spares }: Opened
  ) {
    this.address = address
    this.far = far
    this.scratch = files.directory
    this.#parts = parts
    this.#files = files
    this.#master = master
    this.#own = [shell]
    this.#spares = spares
    this.#inOrder = new FarShell(shell)
    this.#shells = [this.#inOrder]
  }

  static async open(address: SshAddress, access: SshAccess, parts: ConnectionParts): Promise<Connection> {
    const files = privateFiles(parts.tempDir, address, access)
    const open = (...args: readonly string[]): Channel => openChannel(parts.processes, 'ssh', args, agentOf(parts))
    const opened: Channel[] = []
    try {
      const master = open('-F', files.config, '-M', '-N', ...sayWhenConnected, '--', address.host)
      opened.push(master)
      if ((await master.next()) !== 'connected') throw await notConnected(address, master)
      files.forgetKey()
      const shell = open(...sessionArgs(files, address, hello, {}))
      opened.push(shell)
      const spares = new SpareSessions()
      const far = await greet(address, shell, master, () => {
        for (let count = 0; count < (parts.spares ?? 0); count++) {
          const spare = open(...sessionArgs(files, address, waiting, {}))
          opened.push(spare)
          spares.add(spare)
        }
      })
      return new Connection(address, parts, files, { master, shell, far, spares })
    } catch (error) {
      await Promise.all(opened.map(channel => channel.kill()))
      files.remove()
      throw error
    }
  }

  /**
   * A script with its values: through the far shell, which takes one round trip, or beside it in a session of its own while
   * that one is at work. Throws when the connection is lost; any other status is for the caller to judge.
   */
  async run(
    script: string,
    values: FarValues = {},
    { isNext = false, isLong = false, ...more }: Asked = {}
  ): Promise<ProcessResult> {
    const others = this.#shells.filter(one => one !== this.#inOrder)
    const free = (shells: readonly FarShell[]): FarShell | undefined => shells.find(one => one.isFree)
    const shell = isNext
      ? this.#orderly()
      : isLong
        ? (free(others) ?? this.#anotherShell() ?? free(this.#shells))
        : (free(this.#shells) ?? this.#anotherShell())
    if (shell !== undefined) {
      const answer = await shell.run(script, values, more)
      if (answer === undefined) throw await this.#lost('the shell that it ran ended')
      return answer
    }
    const args = sessionArgs(this.#files, this.address, script, values)
    const result = await this.#parts.processes.run('ssh', { ...more, args, env: agentOf(this.#parts) })
    if (result.status === sshFailed) throw await this.#lost(result.stderr)
    return result
  }

  /** A script that lives until it is let go. */
  hold(script: string, values: FarValues): Channel {
    return this.#spares.take(script, values) ?? this.#open(script, values)
  }

  /** What a program of the far machine's ended with: the connection's own failure where it is lost. */
  async failureOf(result: Pick<ProcessResult, 'status' | 'stderr'>): Promise<Failure | undefined> {
    const isLost = result.status === sshFailed || (await this.#hasEnded())
    return isLost ? await this.#lost(result.stderr) : undefined
  }

  /** Runs the rsync of this machine, which is to reach the other one; `args` say the rest. */
  async rsync(
    args: readonly string[],
    more: Pick<ProcessRequest, 'input' | 'onStdout' | 'end'>
  ): Promise<ProcessResult> {
    const shell = ['ssh', '-F', this.#files.config, ...overIt].join(' ')
    const result = await this.#parts.processes.run('rsync', {
      ...more,
      args: [`--rsh=${shell}`, ...args],
      env: agentOf(this.#parts)
    })
    const lost = rsyncLost.has(result.status) ? await this.failureOf(result) : undefined
    if (lost !== undefined) throw lost
    return result
  }

  /** A directory there, as an argument of rsync's. */
  rsyncPath(path: string): string {
    const { host } = this.address
    return `${host.includes(':') ? `[${host}]` : host}:${path}`
  }

  async close(): Promise<void> {
    await Promise.all([this.#spares.close(), ...this.#own.map(channel => channel.end())])
    await this.#master.kill()
    this.#files.remove()
  }

  #open(script: string, values: FarValues): Channel {
    const args = sessionArgs(this.#files, this.address, script, values)
    return openChannel(this.#parts.processes, 'ssh', args, agentOf(this.#parts))
  }

  /** Where it has ended, what is asked from now on has another one, in which its order holds again. */
  #orderly(): FarShell {
    if (this.#inOrder.isOver) this.#inOrder = this.#anotherShell() ?? this.#newShell()
    return this.#inOrder
  }

  #newShell(): FarShell {
    const channel = this.#open(serve, {})
    this.#own.push(channel)
    return this.#shellOf(channel)
  }

  #anotherShell(): FarShell | undefined {
    const channel = this.#spares.take(serve, {})
    return channel && this.#shellOf(channel)
  }

  #shellOf(channel: Channel): FarShell {
    const shell = new FarShell(channel)
    this.#shells.push(shell)
    return shell
  }

  async #lost(said: string): Promise<Failure> {
    return connectionFailure(this.address, await lastWords(this.#master, said), true)
  }

  async #hasEnded(): Promise<boolean> {
    return (await endOf(this.#master)) !== undefined
  }
}

export interface Asked extends Pick<ProcessRequest, 'input' | 'onStdout'> {
  /**
   * After whatever else was asked so, in that order and in the same shell, without waiting for the answers: for what is short,
   * and for what needs nothing of those answers but that they are good, which is for the caller to see to.
   */
  readonly isNext?: boolean
  /** Not in that shell, if another one is to be had: much is to come back. */
  readonly isLong?: boolean
}

interface Opened {
  readonly master: Channel
  readonly shell: Channel
  readonly far: FarMachine
  readonly spares: SpareSessions
}

/** Over the connection that is there. Should it be gone, ssh must not make another one, for which it has no key any more. */
const overIt = ['-o', 'ControlMaster=no', '-o', 'ProxyCommand=false']

/** Of an ssh that runs this script there. */
const sessionArgs = (
  { config }: PrivateFiles,
  { host }: SshAddress,
  script: string,
  values: FarValues
): readonly string[] => ['-F', config, ...overIt, '--', host, farCommand(script, values)]

/**
 * ssh runs it once others can use the connection. It reads no input itself, so what stays here until our end of that input
 * is closed ends it, also where we are killed and no setpriv is there.
 */
const untilWeEnd = String.raw`exec 3<&0; { cat <&3; kill "$PPID"; } >/dev/null 2>&1 & printf 'connected\0'`
const sayWhenConnected = ['-o', 'PermitLocalCommand=yes', '-o', `LocalCommand=${untilWeEnd}`]

/** What rsync ends with when its connection does (rsync(1), EXIT VALUES). */
const rsyncLost: ReadonlySet<number> = new Set([10, 12, 30, 35, sshFailed])

const agentOf = ({ authSock }: ConnectionParts): Readonly<Record<string, string>> =>
  authSock === undefined || authSock === '' ? {} : { SSH_AUTH_SOCK: authSock }
