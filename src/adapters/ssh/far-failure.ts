// What a program of the far machine said when it failed, as our own failure: with its host, and what to do where that is known.

import { showText } from '../../core/display.ts'
import { Failure } from '../../core/failure.ts'
import { systemFailure } from '../../core/system-failure.ts'
import { hostText, type SshAddress } from '../../core/volume-address.ts'
import type { ProcessResult } from '../process.ts'
import { busyStatus } from './scripts/shared.ts'

/** The words of the C library for what a volume may answer (errno(3)). */
const codes: Readonly<Record<string, string>> = {
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Read-only file system': 'EROFS',
  'Input/output error': 'EIO',
  'Stale file handle': 'ESTALE',
  'Structure needs cleaning': 'EUCLEAN',
  'Transport endpoint is not connected': 'ENOTCONN',
  'Connection timed out': 'ETIMEDOUT',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'Too many open files': 'EMFILE'
}

const inWords = new RegExp(`(?:: |^)(${Object.keys(codes).join('|')})$`, 'm')

export const codeSaid = (text: string): string | undefined => {
  const match = inWords.exec(text)
  return match?.[1] === undefined ? undefined : codes[match[1]]
}

/** `doing` begins a sentence: `The marker could not be written`. */
export function farFailure(
  address: SshAddress,
  { status, stderr }: Omit<ProcessResult, 'stdout'>,
  doing: string
): Failure {
  if (status === busyStatus) return lockLost(address)
  const lines = stderr.split('\n').filter(line => line.trim() !== '')
  const code = codeSaid(stderr)
  const said = showText(
    (lines.find(line => codeSaid(line) === code) ?? lines[0] ?? `it ended with status ${status}`).trim(),
    400
  )
  const text = `${doing} on ${hostText(address)}: ${said}`
  const known = code === undefined ? undefined : systemFailure(Object.assign(new Error(text), { code }))
  return known ?? new Failure('volume', text)
}

/** The lock of a connection that stood still for long may be had by another run. */
export const lockLost = (address: SshAddress): Failure =>
  new Failure(
    'locked',
    `The lock of the series on ${hostText(address)} was lost, and another run has it, or something it began still writes. Nothing was published by this run. Run it again once that one is done.`
  )
