// How a volume over ssh is reached: the key, the known hosts, and whether an unknown host is refused; as in actions/checkout.

import { isRemote } from '../core/volume-address.ts'
import { type Parser, parseBoolean, parsed, wrong } from './fields.ts'
import type { InputReader } from './input-reader.ts'
import { pathFrom } from './places.ts'

/** A text that a secret holds, or a file that has it. */
export type Given = { readonly text: string } | { readonly file: string }

export interface SshInputs {
  /** A private key; absent: those of the user who runs this, and of his agent. */
  readonly key?: Given
  /** Lines of known_hosts(5), besides those of the user and the system. */
  readonly knownHosts?: Given
  readonly strict: boolean
}

export const sshDefaults = { 'ssh-strict': 'true' } as const

export const sshInputNames = ['ssh-key', 'ssh-known-hosts'] as const

type SshReader = InputReader<(typeof sshInputNames)[number] | 'ssh-strict', 'ssh-strict'>

/** Nothing for a volume of this machine. `directory`: what relative files are resolved against. */
export function readSsh(read: SshReader, volume: string, directory: string): { readonly ssh?: SshInputs } {
  const key = given(read, 'ssh-key', parseKey(directory))
  const knownHosts = given(read, 'ssh-known-hosts', parseKnownHosts(directory))
  const strict = read.value('ssh-strict', parseBoolean)
  if (!isRemote(volume)) return {}
  return {
    ssh: { ...(key === undefined ? {} : { key }), ...(knownHosts === undefined ? {} : { knownHosts }), strict }
  }
}

/** The text is never shown: it may be a key, or what is left of one. */
function given(read: SshReader, name: (typeof sshInputNames)[number], parse: Parser<Given>): Given | undefined {
  const text = read.text(name)
  if (text.trim() === '') return undefined
  const result = parse(text)
  if (result.ok) return result.value
  read.report(`${name}: ${result.why}`)
  return undefined
}

/** A line of known hosts has three words and no slash at its start. */
const isPath = (text: string): boolean =>
  !text.includes('\n') && (text.startsWith('/') || !/^\S+\s+\S+\s+\S/.test(text))

const parseKey =
  (directory: string): Parser<Given> =>
  text => {
    const lines = text.trim().split(/\r?\n/)
    const [first = ''] = lines
    const last = lines.at(-1) ?? ''
    if (/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----$/.test(first.trimEnd())) {
      if (!/^-----END [A-Z0-9 ]*PRIVATE KEY-----$/.test(last.trimEnd()))
        return wrong('is only a part of a private key: its last line is not "-----END … PRIVATE KEY-----"')
      return parsed({ text: `${lines.map(line => line.trimEnd()).join('\n')}\n` })
    }
    if (/^(?:ssh-|ecdsa-|sk-)\S+ \S/.test(first))
      return wrong('is a public key; what is needed is the private one, the file without ".pub"')
    if (lines.length > 1 || first.includes('-----'))
      return wrong('is no private key: its first line is not "-----BEGIN … PRIVATE KEY-----", or its lines were joined')
    return fileIn(directory, first)
  }

const parseKnownHosts =
  (directory: string): Parser<Given> =>
  text => {
    if (isPath(text.trim())) return fileIn(directory, text.trim())
    const wrongLine = text
      .split(/\r?\n/)
      .find(line => line.trim() !== '' && !line.startsWith('#') && !/^(?:@\S+\s+)?\S+\s+\S+\s+\S+/.test(line))
    if (wrongLine !== undefined)
      return wrong('has a line that is not "<host> <kind of key> <key>", as ssh-keyscan prints it')
    return parsed({ text: `${text.replaceAll('\r', '').trimEnd()}\n` })
  }

function fileIn(directory: string, text: string): ReturnType<Parser<Given>> {
  if (/["\n\r]/.test(text)) return wrong('is no path that can be given to ssh')
  const path = pathFrom(directory)(text)
  return path.ok ? parsed({ file: path.value }) : wrong('is not one path')
}
