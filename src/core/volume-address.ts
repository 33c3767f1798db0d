// Where a volume is, from the text that names it: a directory of this machine, or one behind ssh.

export interface LocalAddress {
  readonly kind: 'local'
  readonly path: string
}

export interface SshAddress {
  readonly kind: 'ssh'
  readonly user?: string
  /** A name, an address, or an alias of the user's ssh configuration; IPv6 without brackets. */
  readonly host: string
  readonly port?: number
  /** Absolute, without a slash at its end. */
  readonly path: string
}

export type VolumeAddress = LocalAddress | SshAddress

export type ReadAddress =
  { readonly ok: true; readonly address: SshAddress } | { readonly ok: false; readonly why: string }

/** As scp and rsync read it: what has a colon before its first slash is on another machine. */
export const isRemote = (text: string): boolean => /^[^/]+:/.test(text)

/** Never begins with a dash, so that ssh takes neither for an option. */
const userForm = /^[A-Za-z0-9_][A-Za-z0-9._+-]*\$?$/
const hostForm = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/
const ipv6Form = /^[0-9A-Fa-f:]+(?:\.[0-9.]+)?(?:%[A-Za-z0-9._-]+)?$/

/** `ssh://user@host[:port]/path` or `user@host:/path`. */
export function readSshAddress(text: string): ReadAddress {
  const url = /^ssh:\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*)(?::([^/]*))?(\/.*)?$/s.exec(text)
  if (url !== null) return checked(url[1], url[2] ?? '', url[3], url[4] ?? '')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1]
  if (scheme !== undefined) {
    return wrong(
      scheme.toLowerCase() === 'ssh'
        ? 'is no address of a volume over ssh: write ssh://user@host/path, or ssh://user@host:port/path'
        : `is on another machine by ${scheme}://, which is not spoken here: write ssh://user@host/path, or mount it on this machine and give the path of the mount`
    )
  }
  const short = /^(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*):(.*)$/s.exec(text)
  if (short === null) return wrong('is no address of a volume over ssh: write user@host:/path')
  const [, user, host = '', path = ''] = short
  if (path.startsWith(':')) {
    return wrong(
      'is a module of an rsync daemon, which is not spoken here: write user@host:/path for a volume over ssh'
    )
  }
  return checked(user, host, undefined, path)
}

function checked(user: string | undefined, host: string, port: string | undefined, path: string): ReadAddress {
  if (user !== undefined && !userForm.test(user))
    return wrong(
      user.includes(':')
        ? 'has a password in it, which ssh does not take, and everybody who sees the address would read: use a key, "ssh-key"'
        : 'has a user that is no name of one: letters, digits, ".", "_", "+" and "-"'
    )
  const isBracketed = host.startsWith('[')
  const name = isBracketed ? host.slice(1, -1) : host
  if (!(isBracketed ? ipv6Form : hostForm).test(name))
    return wrong('has a host that is no name or address of one; an IPv6 address stands in brackets')
  const number = port === undefined ? undefined : Number(port)
  if (number !== undefined && (!/^\d{1,5}$/.test(port ?? '') || number < 1 || number > 65_535))
    return wrong('has a port that is not a whole number from 1 to 65535')
  if (!path.startsWith('/')) {
    return wrong(
      'does not say an absolute path on that machine: write user@host:/path; what is relative would be found from the home directory of the account'
    )
  }
  const whole = path.replace(/\/+/g, '/').replace(/\/$/, '')
  if (whole === '') return wrong('is that whole machine: write the directory that is the volume')
  if (whole.split('/').some(part => part === '.' || part === '..'))
    return wrong('has a "." or ".." in its path: write where the volume really is')
  if (/[\0\n\r]/.test(whole)) return wrong('has a control character in its path')
  return {
    ok: true,
    address: {
      kind: 'ssh',
      ...(user === undefined ? {} : { user }),
      host: name,
      ...(number === undefined ? {} : { port: number }),
      path: whole
    }
  }
}

const wrong = (why: string): ReadAddress => ({ ok: false, why })

/** Of a text that the inputs have found to be right. */
export function addressOf(volume: string): VolumeAddress {
  if (!isRemote(volume)) return { kind: 'local', path: volume }
  const read = readSshAddress(volume)
  if (!read.ok) throw new Error(`${volume} ${read.why}`)
  return read.address
}

/** The account, as a person names it. */
export const hostText = ({ user, host, port }: SshAddress): string =>
  `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` (port ${port})`}`

/** What `ssh` is called with to get there, for a command that a person pastes. */
export const sshCall = ({ user, host, port }: SshAddress, option?: string): string =>
  `ssh ${option === undefined ? '' : `${option} `}${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`
