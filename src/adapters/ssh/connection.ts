// One connection to the far machine, over which every command runs; it ends with us, whatever happens to us.

import { setTimeout as sleep } from 'node:timers/promises'
import type { FarValues } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import type { SshAddress } from '../../core/volume-address.ts'
import type { Processes, ProcessRequest, ProcessResult } from '../process.ts'
import type { Asked } from './asked.ts'
import { type Channel, openChannel } from './channel.ts'
import { type PrivateFiles, privateFiles, type SshAccess } from './private-files.ts'
import { FarRoom } from './far-room.ts'
import { FarShell } from './far-shell.ts'
import { type FarMachine, greet, notConnected } from './greeting.ts'
import { endOf, isRefused, lastWords } from './last-words.ts'
import { hello } from './scripts/hello.ts'
import { serve, waiting } from './scripts/serve.ts'
import { SessionsAtOnce } from './sessions-at-once.ts'
import { SpareSessions } from './spare-sessions.ts'
import { agentOf, overIt, rsyncLost, sayWhenConnected, sessionArgs } from './ssh-args.ts'
import { connectionFailure, isSessionRefused, sshFailed } from './trouble.ts'

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
  /** Nobody else may look into it; it is removed with the connection. */
  readonly scratch: string
  readonly room = new FarRoom()
  readonly #parts: ConnectionParts
  readonly #files: PrivateFiles
  /** It has no session of its own: what ends is always told, by the client of that session or by this one. */
  readonly #master: Channel
  /** The first is there from the beginning; another one is made of a spare session when two scripts run at once. */
  readonly #shells: FarShell[]
  readonly #spares = new SpareSessions()
  readonly #sessions = new SessionsAtOnce()
  #far: FarMachine | undefined
  /** In which one thing is asked after the other without waiting. */
  #inOrder: FarShell
  /** Of shells that were no spare sessions. */
  readonly #own: [Channel, ...Channel[]]

  private constructor(
    address: SshAddress,
    parts: ConnectionParts,
    files: PrivateFiles,
    master: Channel,
    shell: Channel
  ) {
    this.address = address
    this.scratch = files.directory
    this.#parts = parts
    this.#files = files
    this.#master = master
    this.#own = [shell]
    this.#inOrder = new FarShell(shell)
    this.#shells = [this.#inOrder]
  }

  static async open(address: SshAddress, access: SshAccess, parts: ConnectionParts): Promise<Connection> {
    const connection = await Connection.reach(address, access, parts)
    await connection.greeted()
    return connection
  }

  /** One that has not heard yet what machine that is. What is asked with `isNext` is answered when it has. */
  static async reach(address: SshAddress, access: SshAccess, parts: ConnectionParts): Promise<Connection> {
    const files = privateFiles(parts.tempDir, address, access)
    const open = (...args: readonly string[]): Channel =>
      openChannel(parts.processes, 'ssh', args, agentOf(parts.authSock))
    const master = open('-F', files.config, '-M', '-N', ...sayWhenConnected, '--', address.host)
    try {
      if ((await master.next()) !== 'connected') throw await notConnected(address, master)
      files.forgetKey()
      const session = (script: string): Channel => open(...sessionArgs(files, address, script, {}))
      const connection = new Connection(address, parts, files, master, session(hello))
      for (let count = 0; count < (parts.spares ?? 0); count++) connection.#spares.add(session(waiting))
      return connection
    } catch (error) {
      await master.kill()
      files.remove()
      throw error
    }
  }

  /** Once, and before anything else is done with it. It is closed where the far machine is no good. */
  async greeted(): Promise<void> {
    try {
      this.#far = await this.#greeting(placeTries)
      this.#inOrder.listen()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /**
   * A server that allows few sessions may have refused the first shell for those that were opened beside it: these go then,
   * and it is asked again, also where they take a moment to be gone.
   */
  async #greeting(tries: number): Promise<FarMachine> {
    const [shell] = this.#own
    try {
      return await greet(this.address, shell, this.#master)
    } catch (error) {
      const mayHelp = tries > 0 && (tries < placeTries || !this.#spares.isNone)
      if (!mayHelp || !(await isRefused(shell))) throw error
    }
    await this.#spares.kill()
    if (tries < placeTries) await sleep(200)
    this.#own[0] = this.#open(hello, {})
    this.#inOrder = new FarShell(this.#own[0])
    this.#shells.splice(0, 1, this.#inOrder)
    return await this.#greeting(tries - 1)
  }

  get far(): FarMachine {
    if (this.#far === undefined) throw new Error('the far machine has not said yet what it is')
    return this.#far
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
    // Much that is asked for before the far machine has said what it is has a session of its own: all shells are still to come.
    const isEarly = isLong && this.#far === undefined
    const shell = isNext
      ? this.#orderly()
      : isEarly
        ? undefined
        : isLong
          ? (free(others) ?? this.#anotherShell() ?? free(this.#shells))
          : (free(this.#shells) ?? this.#anotherShell())
    if (shell !== undefined) {
      const answer = await shell.run(script, values, more)
      if (answer === undefined) throw await this.#lost('the shell that it ran ended')
      return answer
    }
    const args = sessionArgs(this.#files, this.address, script, values)
    const env = agentOf(this.#parts.authSock)
    const result = await this.#sessions.run(() => this.#parts.processes.run('ssh', { ...more, args, env }))
    if (result.status !== sshFailed) return result
    // The connection has nothing to add to that.
    if (isSessionRefused(result.stderr)) throw connectionFailure(this.address, result.stderr, true)
    throw await this.#lost(result.stderr)
  }

  /** What was asked in order is on its way, with all its input. */
  async sent(): Promise<void> {
    await this.#inOrder.sent
  }

  /** A script that lives until it is let go. */
  hold(script: string, values: FarValues): Channel {
    return this.#spares.take(script, values) ?? this.#open(script, values)
  }

  /** What a program of the far machine's ended with: the connection's own failure where it is lost. */
  async failureOf(result: Pick<ProcessResult, 'status' | 'stderr'>): Promise<Failure | undefined> {
    const isLost = result.status === sshFailed || (await endOf(this.#master)) !== undefined
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
      env: agentOf(this.#parts.authSock)
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

  /** What idles there ends with it, and so does what holds a lock. */
  async close(): Promise<void> {
    await Promise.all([this.#spares.kill(), ...this.#own.map(channel => channel.kill()), this.#master.kill()])
    this.#files.remove()
  }

  #open(script: string, values: FarValues): Channel {
    const args = sessionArgs(this.#files, this.address, script, values)
    return openChannel(this.#parts.processes, 'ssh', args, agentOf(this.#parts.authSock))
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
    const shell = new FarShell(channel).listen()
    this.#shells.push(shell)
    return shell
  }

  async #lost(said: string): Promise<Failure> {
    return connectionFailure(this.address, await lastWords(this.#master, said), true)
  }
}

/** How often a place among the sessions is asked for, some time apart. */
const placeTries = 5
