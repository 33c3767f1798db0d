// What ssh is given as files: its configuration, and for a moment the key, in a directory that nobody else may look into.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SshAddress } from '../../core/volume-address.ts'

/** A text that a secret holds, or a file that has it. */
export type Given = { readonly text: string } | { readonly file: string }

export interface SshAccess {
  readonly key?: Given
  readonly knownHosts?: Given
  readonly strict: boolean
}

export interface PrivateFiles {
  readonly directory: string
  readonly config: string
  /** The key was read: whoever kills us from here on leaves none behind. */
  forgetKey(): void
  remove(): void
}

/**
 * A socket's path has room for 107 bytes, of which ssh takes 17 for a name that it gives it first; and rsync takes its
 * remote shell as words, in which a space would have to be quoted.
 */
const fits = (directory: string): boolean => directory.length <= 60 && /^[A-Za-z0-9/._-]+$/.test(directory)

/** Seconds between two questions whether the other side is still there, and how many it may leave unanswered. */
export const keepAlive = { seconds: 10, count: 3 }

const connectSeconds = 20

export function privateFiles(tempDir: string, address: SshAddress, access: SshAccess): PrivateFiles {
  const directory = mkdtempSync(join(fits(tempDir) ? tempDir : tmpdir(), 'snapshot-ssh-'))
  try {
    const keyFile = fileFor(directory, 'key', access.key)
    const hostsFile = fileFor(directory, 'given_hosts', access.knownHosts)
    // Where ssh writes what it takes to be true when it need not be strict: for this run alone.
    writeFileSync(join(directory, 'known_hosts'), '', { mode: 0o600 })
    const config = join(directory, 'config')
    writeFileSync(config, configText(directory, address, access.strict, keyFile, hostsFile), { mode: 0o600 })
    return {
      directory,
      config,
      forgetKey: () => {
        rmSync(join(directory, 'key'), { force: true })
      },
      remove: () => {
        rmSync(directory, { recursive: true, force: true })
      }
    }
  } catch (error) {
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
}

function fileFor(directory: string, name: string, given: Given | undefined): string | undefined {
  if (given === undefined) return undefined
  if ('file' in given) return given.file
  const file = join(directory, name)
  writeFileSync(file, given.text, { mode: 0o600, flag: 'wx' })
  return file
}

/**
 * The first value that ssh reads of an option counts, so ours come first, and then what the user has set up. What is about
 * that one machine is said of it alone: for a `ProxyJump` ssh starts another ssh with this same file.
 */
function configText(
  directory: string,
  { user, host, port }: SshAddress,
  strict: boolean,
  key: string | undefined,
  knownHosts: string | undefined
): string {
  const there = [
    `ControlPath ${join(directory, 'c')}`,
    'RemoteCommand none',
    ...(user === undefined ? [] : [`User ${user}`]),
    ...(port === undefined ? [] : [`Port ${port}`]),
    // Only this one: a server that is offered one wrong key after the other hangs up before the right one.
    ...(key === undefined ? [] : [`IdentityFile ${quoted(key)}`, 'IdentitiesOnly yes'])
  ]
  const anywhere = [
    // Neither would a jump host's connection be ours, nor one end with us that goes on in the background.
    'ControlPath none',
    'ControlMaster no',
    'ControlPersist no',
    'BatchMode yes',
    `StrictHostKeyChecking ${strict ? 'yes' : 'accept-new'}`,
    `ConnectTimeout ${connectSeconds}`,
    `ServerAliveInterval ${keepAlive.seconds}`,
    `ServerAliveCountMax ${keepAlive.count}`,
    'EscapeChar none',
    'RequestTTY no',
    'PermitLocalCommand no',
    'ForwardAgent no',
    'ForwardX11 no',
    'ClearAllForwardings yes',
    [
      `UserKnownHostsFile ${join(directory, 'known_hosts')}`,
      ...(knownHosts === undefined ? [] : [quoted(knownHosts)]),
      '~/.ssh/known_hosts',
      '~/.ssh/known_hosts2'
    ].join(' ')
  ]
  const section = (hosts: string, lines: readonly string[]): readonly string[] => [
    `Host ${hosts}`,
    ...lines.map(line => `  ${line}`)
  ]
  return [
    ...section(host, there),
    ...section('*', anywhere),
    'Include ~/.ssh/config',
    'Include /etc/ssh/ssh_config',
    ''
  ].join('\n')
}

/** A percent sign begins a token of ssh's. */
const quoted = (path: string): string => `"${path.replaceAll('%', '%%')}"`
