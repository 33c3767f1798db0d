// What the system said when it refused a call, in words for a person: a full disk is no defect of ours.

import { codeOf, Failure, type FailureKind, messageOf } from './failure.ts'
import { NoSpace } from './no-space.ts'

interface Refusal {
  readonly kind: FailureKind
  readonly what: string
  readonly mend: string
}

const failing: Refusal = {
  kind: 'volume',
  what: 'A disk, or the connection to one, is failing',
  mend: 'Look into the log of the kernel (dmesg), and check the disk or the server before the next run.'
}
const notAllowed: Refusal = {
  kind: 'volume',
  what: "The runner's user may not do that",
  mend: 'Let that user read the source and write the volume, and let one user own all snapshots of a series.'
}
const tooMany: Refusal = {
  kind: 'volume',
  what: 'Too many files are open on this machine',
  mend: 'Raise the limit (ulimit -n), or set "jobs" to a smaller number.'
}

/** The codes of errno(3) that are about the machine and not about this program. */
const refusals: Readonly<Record<string, Refusal>> = {
  EDQUOT: { kind: 'room', what: 'The quota is used up', mend: 'Free space, raise the quota, or keep fewer snapshots.' },
  EROFS: {
    kind: 'volume',
    what: 'The filesystem is read-only',
    mend: 'A disk with errors may have become so: check it.'
  },
  EIO: failing,
  ESTALE: failing,
  EUCLEAN: failing,
  ENOTCONN: failing,
  ETIMEDOUT: failing,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EMFILE: tooMany,
  ENFILE: tooMany
}

const disturbed: Refusal = {
  kind: 'volume',
  what: 'Something else changes what is ours on the volume',
  mend: 'Let nothing but this action write in a series, and run it again.'
}
/** What we made there ourselves, under the lock, can only be gone, or be something else, because of somebody else. */
const isDisturbed = (code: string, message: string): boolean =>
  ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code) && message.includes('/.snapshots/')

const noSpace = (error: unknown): NoSpace =>
  new NoSpace(
    ({ what, shownBy }) => `There is ${what}: ${messageOf(error)}.\nFree some (${shownBy}), or keep fewer snapshots.`,
    { cause: error }
  )

/** Undefined for what is no refusal of the system that we know: then it is a defect, and its stack is what helps. */
export function systemFailure(error: unknown): Failure | undefined {
  const code = codeOf(error) ?? ''
  if (code === 'ENOSPC') return noSpace(error)
  const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  const refusal = known ?? (isDisturbed(code, messageOf(error)) ? disturbed : undefined)
  if (refusal === undefined) return undefined
  const { kind, what, mend } = refusal
  return new Failure(kind, `${what}: ${messageOf(error)}.\n${mend}`, { cause: error })
}

/** Of anything that was thrown: what a person can act on. Undefined for a defect. */
export const failureOf = (thrown: unknown): Failure | undefined =>
  thrown instanceof Failure ? thrown : systemFailure(thrown)
