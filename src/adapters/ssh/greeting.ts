// The first words of the far shell: what that machine is, or why nothing can be done there.

import { showText } from '../../core/display.ts'
import { codeOf, Failure } from '../../core/failure.ts'
import { installLine } from '../../core/install-line.ts'
import { parseRsyncVersion, type RsyncVersion } from '../../core/rsync-output.ts'
import { hostText, type SshAddress } from '../../core/volume-address.ts'
import type { Channel } from './channel.ts'
import { lastWords } from './last-words.ts'
import { connectionFailure, isSessionRefused } from './trouble.ts'

export interface FarMachine {
  readonly isRoot: boolean
  readonly osRelease: string
  /** Absent when there is no rsync, or something that is none. */
  readonly rsync?: RsyncVersion
  /** Of no other one are the options known. */
  readonly hasGnuTar: boolean
}

/** `shell` runs `hello`, over the connection that `master` is. Throws `Failure('volume')`. */
export async function greet(address: SshAddress, shell: Channel, master: Channel): Promise<FarMachine> {
  const hear = (): Promise<string> => heard(address, shell, master)
  const noise = await hear()
  if (noise !== '') throw noisy(address, noise)
  const first = await hear()
  if (first !== 'hello') throw noisy(address, first)
  const [uid, osRelease, rsync] = [await hear(), await hear(), await hear()]
  const [tar, missing] = [await hear(), await hear()]
  await hear()
  const version = parseRsyncVersion(rsync)
  const known = { isRoot: uid === '0', osRelease, hasGnuTar: tar.includes('GNU tar') }
  const far = version === undefined ? known : { ...known, rsync: version }
  const packages = [...new Set(missing.split(' ').filter(name => name !== ''))].sort()
  if (packages.length > 0) {
    throw new Failure(
      'volume',
      `On ${hostText(address)}, tools of ${packages.join(', ')} that lock, measure, link and delete are missing, or lack the options that are needed. Install them there with:\n  ${installLine(osRelease, far.isRoot, packages)}`
    )
  }
  return far
}

async function heard(address: SshAddress, shell: Channel, master: Channel): Promise<string> {
  const message = await shell.next()
  if (message !== undefined) return message
  const said = await shell.ended.then(
    ({ stderr }) => stderr,
    (error: unknown) => {
      // ssh is here, as the connection has shown: what is not found is a shell there.
      if (codeOf(error) === 'ENOENT') return 'sh: command not found'
      throw error
    }
  )
  // The connection has nothing to add to that.
  throw connectionFailure(address, isSessionRefused(said) ? said : await lastWords(master, said), false)
}

/** Why `master` did not come to be a connection. */
export async function notConnected(address: SshAddress, master: Channel): Promise<unknown> {
  try {
    const { stderr } = await master.ended
    return connectionFailure(address, stderr, false)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return error
    return new Failure(
      'volume',
      'There is no ssh on this machine, with which the volume is to be reached. Install it (Debian and Ubuntu: openssh-client; Fedora: openssh-clients).',
      { cause: error }
    )
  }
}

const noisy = (address: SshAddress, noise: string): Failure =>
  new Failure(
    'volume',
    `The account ${hostText(address)} prints something at every login (${showText(noise.trim(), 100)}), in which no answer is to be found. Keep the shell's startup files (.bashrc, .cshrc, …) silent where there is no terminal.`
  )
