// The arguments of every ssh that we run, and what its ends mean.

import { farCommand, type FarValues } from '../../core/far-command.ts'
import type { SshAddress } from '../../core/volume-address.ts'
import type { PrivateFiles } from './private-files.ts'
import { sshFailed } from './trouble.ts'

/** Over the connection that is there. Should it be gone, ssh must not make another one, for which it has no key any more. */
export const overIt = ['-o', 'ControlMaster=no', '-o', 'ProxyCommand=false']

/** Of an ssh that runs this script there. */
export const sessionArgs = (
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
export const sayWhenConnected = ['-o', 'PermitLocalCommand=yes', '-o', `LocalCommand=${untilWeEnd}`]

/** What rsync ends with when its connection does (rsync(1), EXIT VALUES). */
export const rsyncLost: ReadonlySet<number> = new Set([10, 12, 30, 35, sshFailed])

/** `authSock`: of the user's agent. */
export const agentOf = (authSock: string | undefined): Readonly<Record<string, string>> =>
  authSock === undefined || authSock === '' ? {} : { SSH_AUTH_SOCK: authSock }
