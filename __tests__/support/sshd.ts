// An ssh server of the test's own on loopback: its own keys and configuration, a high port, ended with the test.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Missing } from './skip-aloud.ts'

const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find(existsSync)

/** A plain user can run one as well, for himself alone. */
export const missingSshd = (): Missing =>
  program === undefined
    ? "sshd, which is not installed (Debian's openssh-server)"
    : spawnSync('ssh', ['-V']).error === undefined
      ? undefined
      : "ssh, which is not installed (Debian's openssh-client)"

export interface SshServer {
  readonly port: number
  readonly user: string
  /** The private key that is let in, as a secret would hold it. */
  readonly key: string
  /** Another one, which is not. */
  readonly otherKey: string
  readonly knownHosts: string
  readonly pid: number
  /** Of a directory there, which is here. */
  address(path: string): string
  /** What a step is given to reach it. */
  inputs(path: string): Readonly<Record<'volume' | 'ssh-key' | 'ssh-known-hosts', string>>
  /** What it logged. */
  log(): string
  stop(): void
}

export interface ServerOptions {
  /** What stands before the key in authorized_keys. */
  readonly keyOptions?: string
  /** Lines of sshd_config, which come first and so count. */
  readonly config?: readonly string[]
  readonly host?: string
  /** A program and its arguments that run the command given after them. */
  readonly under?: readonly string[]
}

export async function startSshd(options: ServerOptions = {}): Promise<SshServer> {
  if (program === undefined) throw new Error('there is no sshd')
  const { host = '127.0.0.1', under = [] } = options
  const directory = mkdtempSync(join(tmpdir(), 'snapshot-sshd-'))
  // sshd makes sure that nobody else can write what it reads.
  chmodSync(directory, 0o755)
  const file = (name: string): string => join(directory, name)
  for (const name of ['host', 'client', 'other'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file(name)])
  writeFileSync(
    file('authorized_keys'),
    `${options.keyOptions === undefined ? '' : `${options.keyOptions} `}${readFileSync(file('client.pub'), 'utf8')}`,
    { mode: 0o644 }
  )
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  // On another machine, which a network namespace is, no port is in use yet.
  const port = under.length > 0 ? 2222 : await freePort()
  writeFileSync(
    file('config'),
    [
      ...environment(options.config ?? [], directory),
      `ListenAddress ${host}`,
      `Port ${port}`,
      `HostKey ${file('host')}`,
      // It would be removed by sshd while `stop` removes all: rmSync takes what is gone for the end of its work then.
      'PidFile none',
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'LogLevel VERBOSE',
      'MaxStartups 100',
      'PrintMotd no',
      ''
    ].join('\n')
  )
  const words = [...under, program, '-D', '-e', '-f', file('config')]
  const child = spawn(words[0] ?? program, words.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  child.stderr.on('data', (piece: Buffer) => {
    log += piece.toString()
  })
  await listening(child, host, port, () => log)
  const user = userInfo().username
  const knownHosts = `[${host}]:${port} ${readFileSync(file('host.pub'), 'utf8')}`
  const key = readFileSync(file('client'), 'utf8')
  const address = (path: string): string => `ssh://${user}@${host}:${port}${path}`
  return {
    port,
    user,
    key,
    otherKey: readFileSync(file('other'), 'utf8'),
    knownHosts,
    pid: child.pid ?? 0,
    address,
    inputs: path => ({ volume: address(path), 'ssh-key': key, 'ssh-known-hosts': knownHosts }),
    log: () => log,
    stop: () => {
      child.kill('SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    }
  }
}

/**
 * bash reads the startup files of the account for each command over ssh, and what those of a developer do (setting up
 * versions of languages, say) takes longer than the command. Of several lines SetEnv sshd reads the first alone.
 */
function environment(config: readonly string[], home: string): readonly string[] {
  const given = config.find(line => line.startsWith('SetEnv '))
  if (given?.includes(' HOME=') === true) return config
  return [`${given ?? 'SetEnv'} HOME=${home}`, ...config.filter(line => line !== given)]
}

/** Free at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })

async function listening(child: ChildProcess, host: string, port: number, log: () => string): Promise<void> {
  let refused: string | undefined
  for (let left = 200; left > 0; left--) {
    if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode}:\n${log()}`)
    refused = await refusal(host, port)
    if (refused === undefined) return
    await sleep(50)
  }
  throw new Error(`sshd does not listen (${refused}):\n${log()}`)
}

/** Why there is no connection; undefined where there is one. */
const refusal = (host: string, port: number): Promise<string | undefined> =>
  new Promise(resolve => {
    const socket = connect(port, host)
    socket.once('connect', () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.once('error', error => {
      resolve(error.message)
    })
  })
