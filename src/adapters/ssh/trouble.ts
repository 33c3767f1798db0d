// What ssh says when it cannot go on, in words for a person: what happened, and what to do.

import { inBackticks, showText } from '../../core/display.ts'
import { Failure, Unreachable } from '../../core/failure.ts'
import { shellWord } from '../../core/shell-word.ts'
import { hostText, type SshAddress, sshCall } from '../../core/volume-address.ts'
import { keepAlive } from './private-files.ts'

/** ssh's exit status for its own failures. */
export const sshFailed = 255

interface Known {
  readonly said: RegExp
  readonly tell: (address: SshAddress, match: RegExpExecArray) => string
}

const keyscan = ({ host, port }: SshAddress): string =>
  `ssh-keyscan ${port === undefined ? '' : `-p ${port} `}${shellWord(host)}`

const sessionRefused = /Session open refused by peer|open failed: connect failed|administratively prohibited/

/** By what such an ssh said; the connection is there, and may have place for it later. */
export const isSessionRefused = (said: string): boolean => sessionRefused.test(said)

/** The first that matches; what names the cause comes before what only says that it is over. */
const known: readonly Known[] = [
  {
    said: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    tell: address =>
      `The host key of ${hostText(address)} is not the one that is known: either that machine was set up anew, or somebody else answers for it. Nothing was sent. Ask its administrator for the new key, and only then put it in the place of the old one ("ssh-known-hosts", or ~/.ssh/known_hosts of this user).`
  },
  {
    said: /No \S+ host key is known for|Host key verification failed/,
    tell: address =>
      `The host key of ${hostText(address)} is not known here, so it could be any machine. Nothing was sent. Give the key as "ssh-known-hosts"; this prints what the machine says of itself, to be compared with what its administrator says:\n  ${keyscan(address)}`
  },
  {
    said: /Load key "[^"]*": (error in libcrypto|invalid format|incorrect passphrase[^\n]*|[^\n]*)/,
    tell: (address, [, why = '']) =>
      `The key for ${hostText(address)} cannot be used (${showText(why)}). It has to be a private key that OpenSSH reads, whole with its line breaks, and without a passphrase.`
  },
  {
    said: /Permission denied \(([^)]*)\)/,
    tell: (address, [, methods = '']) =>
      `${hostText(address)} does not let us in with the key that we have (it takes ${showText(methods)}). Is the public part of "ssh-key" in ~/.ssh/authorized_keys of that account, in one line, and is it that user? See what the machine makes of it:\n  ${sshCall(address, '-v')} true`
  },
  {
    said: /Too many authentication failures/,
    tell: address =>
      `${hostText(address)} hung up, because too many keys of the agent were tried before the right one. Give the one that it takes as "ssh-key".`
  },
  {
    said: /Could not resolve hostname ([^\n]*?): ([^\n]*)/,
    tell: (address, [, , why = '']) =>
      `The host ${inBackticks(showText(address.host))} of the volume is not found (${showText(why)}). Is its name right, and does this machine's name service know it?`
  },
  {
    said: /Connection refused/,
    tell: address =>
      `${hostText(address)} refuses the connection: no ssh server listens there. Is it running, and is this its port? ssh://user@host:port/path says another one.`
  },
  {
    said: /(Connection timed out|No route to host|Network is unreachable|Operation timed out)/,
    tell: (address, [, why = '']) =>
      `${hostText(address)} does not answer (${why}). Is the machine up, and is there a way to it from this one: network, VPN, firewall?`
  },
  {
    said: /Timeout, server [^\n]*not responding/,
    tell: address =>
      `${hostText(address)} stopped answering: nothing came for ${keepAlive.seconds * keepAlive.count} seconds, and the connection was given up.`
  },
  {
    said: sessionRefused,
    tell: address =>
      `${hostText(address)} refuses to run several commands over one connection. Set MaxSessions to 10, its default, in sshd_config there.`
  },
  {
    said: /command not found|No such file or directory: sh|not found/,
    tell: address =>
      `The account ${hostText(address)} cannot run a POSIX shell. It takes a login shell that runs commands, such as sh or bash, and the coreutils.`
  }
]

/** Whatever ended the connection, before it was made or in the middle of it. `master`: what the connection itself said. */
export function connectionFailure(address: SshAddress, said: string, isOpen: boolean): Failure {
  const message = words(address, said.replaceAll('\r', ''), isOpen)
  return isOpen ? new Unreachable('volume', message) : new Failure('volume', message)
}

function words(address: SshAddress, said: string, isOpen: boolean): string {
  for (const { said: form, tell } of known) {
    const match = form.exec(said)
    if (match !== null) return `${tell(address, match)}${isOpen ? afterwards : ''}`
  }
  const last = firstLines(said)
  return isOpen
    ? `The connection to ${hostText(address)} was lost${last === '' ? '' : ` (${last})`}.${afterwards}`
    : `${hostText(address)} cannot be reached over ssh${last === '' ? '' : `: ${last}`}. Try it by hand:\n  ${sshCall(address)} true`
}

const afterwards =
  '\nWhat was stored before is as it was, and what was begun there is cleared by the next run. If this run had published its snapshot already, it is listed.'

/** Without the banner of a server, and what every closing connection says. */
function firstLines(said: string): string {
  const lines = said
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(Warning: Permanently added|debug\d:|Shared connection to)/.test(line))
  return showText(lines.slice(-3).join('; '), 400)
}
