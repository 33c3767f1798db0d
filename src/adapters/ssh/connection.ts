// One connection to the far machine, over which every command runs; it ends with us, whatever happens to us.

import { showText } from '../../core/display.ts'
import { farCommand, type FarValues } from '../../core/far-command.ts'
import { Failure } from '../../core/failure.ts'
import { installLine } from '../../core/install-line.ts'
import { parseRsyncVersion, type RsyncVersion } from '../../core/rsync-output.ts'
import { hostText, type SshAddress } from '../../core/volume-address.ts'
import type { Processes, ProcessRequest, ProcessResult } from '../process.ts'
import { type Channel, openChannel } from './channel.ts'
import { type PrivateFiles, privateFiles, type SshAccess } from './private-files.ts'
import { FarShell } from './far-shell.ts'
import { hello } from './scripts/hello.ts'
import { serve, waiting } from './scripts/serve.ts'
import { SpareSessions } from './spare-sessions.ts'
import { connectionFailure, sshFailed } from './trouble.ts'

export type { SshAccess } from './private-files.ts'

export interface FarMachine {
  readonly isRoot: boolean
  readonly osRelease: string
  /** Absent when there is no rsync, or something that is none. */
  readonly rsync?: RsyncVersion
}

export interface ConnectionParts {
  readonly processes: Processes
  /** Absolute. */
  readonly tempDir: string
  /** Of the user's agent. */
  readonly authSock?: string
}

export class Connection {
  readonly address: SshAddress
  readonly far: FarMachine
  /** Nobody else may look into it; it is removed with the connection. */
  readonly scratch: string
  readonly #parts: ConnectionParts
  readonly #files: PrivateFiles
  readonly #master: Channel
  /** The first is there from the beginning; another one is made of a spare session when two scripts run at once. */
  readonly #shells: FarShell[]
  readonly #spares = new SpareSessions()

  private constructor(
    address: SshAddress,
    parts: ConnectionParts,
    files: PrivateFiles,
    master: Channel,
    far: FarMachine
  ) {
    this.address = address
    this.far = far
    this.scratch = files.directory
    this.#parts = parts
    this.#files = files
    this.#master = master
    this.#shells = [new FarShell(master)]
  }

  static async open(address: SshAddress, access: SshAccess, parts: ConnectionParts): Promise<Connection> {
    const files = privateFiles(parts.tempDir, address, access)
    let master: Channel | undefined
    try {
      const args = ['-F', files.config, '-M', '--', address.host, farCommand(hello, {})]
      master = openChannel(parts.processes, 'ssh', args, agentOf(parts))
      const far = await greet(address, master)
      files.forgetKey()
      return new Connection(address, parts, files, master, far)
    } catch (error) {
      await master?.end()
      files.remove()
      throw withoutSsh(error)
    }
  }

  /**
   * A script with its values: through the far shell, which takes one round trip, or beside it in a session of its own while
   * that one is at work. Throws when the connection is lost; any other status is for the caller to judge.
   */
  async run(
    script: string,
    values: FarValues = {},
    more: Pick<ProcessRequest, 'input' | 'onStdout'> = {}
  ): Promise<ProcessResult> {
    const shell = this.#shells.find(one => one.isFree) ?? this.#anotherShell()
    if (shell !== undefined) {
      const answer = await shell.run(script, values, more)
      if (answer === undefined) throw await this.#lost('')
      return answer
    }
    const args = [...this.#clientArgs(), farCommand(script, values)]
    const result = await this.#parts.processes.run('ssh', { ...more, args, env: agentOf(this.#parts) })
    if (result.status === sshFailed) throw await this.#lost(result.stderr)
    return result
  }

  /** A script that lives until it is let go. */
  hold(script: string, values: FarValues): Channel {
    return this.#spares.take(script, values) ?? this.#open(script, values)
  }

  /** Opens what the lock and a second shell will need, and waits for neither. */
  warm(): void {
    for (let count = 0; count < 2; count++) this.#spares.add(this.#open(waiting, {}))
  }

  /** What a program of the far machine's ended with: the connection's own failure where it is lost. */
  async failureOf(result: Pick<ProcessResult, 'status' | 'stderr'>): Promise<Failure | undefined> {
    const isLost = result.status === sshFailed || (await this.#hasEnded())
    return isLost ? await this.#lost(result.stderr) : undefined
  }

  /** Runs the rsync of this machine, which is to reach the other one; `args` say the rest. */
  async rsync(args: readonly string[], more: Pick<ProcessRequest, 'input' | 'onStdout'>): Promise<ProcessResult> {
    const shell = `ssh -F ${this.#files.config} -o ControlMaster=no -o ProxyCommand=false`
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
    await Promise.all([this.#spares.close(), this.#master.end()])
    this.#files.remove()
  }

  /** Should the connection be gone, ssh must not make another one, for which it has no key any more. */
  #clientArgs(): readonly string[] {
    const { config } = this.#files
    return ['-F', config, '-o', 'ControlMaster=no', '-o', 'ProxyCommand=false', '--', this.address.host]
  }

  #open(script: string, values: FarValues): Channel {
    const args = [...this.#clientArgs(), farCommand(script, values)]
    return openChannel(this.#parts.processes, 'ssh', args, agentOf(this.#parts))
  }

  #anotherShell(): FarShell | undefined {
    const channel = this.#spares.take(serve, {})
    if (channel === undefined) return undefined
    const shell = new FarShell(channel)
    this.#shells.push(shell)
    return shell
  }

  async #lost(said: string): Promise<Failure> {
    const ended = await within(lastWordsMs, this.#master.ended)
    const words = ended?.stderr ?? ''
    return connectionFailure(this.address, words === '' ? said : words, true)
  }

  async #hasEnded(): Promise<boolean> {
    return (await within(lastWordsMs, this.#master.ended)) !== undefined
  }
}

/** What rsync ends with when its connection does (rsync(1), EXIT VALUES). */
const rsyncLost: ReadonlySet<number> = new Set([10, 12, 30, 35, sshFailed])

/** The connection ends a little after what ran over it, and says why. */
const lastWordsMs = 1500

async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => {
      resolve(undefined)
    }, ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

const agentOf = ({ authSock }: ConnectionParts): Readonly<Record<string, string>> =>
  authSock === undefined || authSock === '' ? {} : { SSH_AUTH_SOCK: authSock }

async function greet(address: SshAddress, master: Channel): Promise<FarMachine> {
  const noise = await heard(address, master)
  if (noise !== '') throw noisy(address, noise)
  const first = await heard(address, master)
  if (first !== 'hello') throw noisy(address, first)
  const [uid, osRelease, rsync, missing] = [
    await heard(address, master),
    await heard(address, master),
    await heard(address, master),
    await heard(address, master)
  ]
  await heard(address, master)
  const version = parseRsyncVersion(rsync)
  const far = { isRoot: uid === '0', osRelease, ...(version === undefined ? {} : { rsync: version }) }
  const packages = [...new Set(missing.split(' ').filter(name => name !== ''))]
  if (packages.length > 0) {
    throw new Failure(
      'volume',
      `On ${hostText(address)}, tools of ${packages.join(', ')} that lock, measure, link and delete are missing, or lack the options that are needed. Install them there with:\n  ${installLine(osRelease, far.isRoot, packages)}`
    )
  }
  return far
}

async function heard(address: SshAddress, master: Channel): Promise<string> {
  const message = await master.next()
  if (message !== undefined) return message
  const { stderr } = await master.ended
  throw connectionFailure(address, stderr, false)
}

const noisy = (address: SshAddress, noise: string): Failure =>
  new Failure(
    'volume',
    `The account ${hostText(address)} prints something at every login (${showText(noise.trim(), 100)}), in which no answer is to be found. Keep the shell's startup files (.bashrc, .cshrc, …) silent where there is no terminal.`
  )

/** On this machine. */
function withoutSsh(error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  if (!isMissing) return error
  return new Failure(
    'volume',
    'There is no ssh on this machine, with which the volume is to be reached. Install it (Debian and Ubuntu: openssh-client; Fedora: openssh-clients).',
    { cause: error }
  )
}
