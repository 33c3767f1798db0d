// What the kernel refused while a restore wrote, in words that name the file as people know it, and what to do.

import { showName, showText } from '../../core/display.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import { NoSpace } from '../../core/no-space.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Refused } from '../workers/restore-protocol.ts'

const whole = 'Every file in the target is whole, the old one or the new one.'

/** `target`: as the user named it. */
export function refusal(target: string, { path, code, message }: Refused): Failure {
  const [where, file] = [showText(target), showName(path)]
  // The rest of a message of node:fs is the path of a descriptor.
  const said = message.replace(/,.*$/s, '')
  switch (code) {
    case 'ENOSPC':
      return noRoom(target, `${file}: ${said}`)
    case 'EDQUOT':
      return noQuota(target, `${file}: ${said}`)
    case 'EXDEV':
      return new Failure(
        'target',
        `${file} cannot be put in place: it lies on another filesystem than ${where}, which is mounted there. ${whole} Unmount it, or restore what lies there into it by a run of its own ("path" and "paths").`
      )
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
      return new Failure(
        'target',
        `${file} could not be written: a directory on the way to it in ${where} was removed or replaced while restoring (${said}). Nothing was written where it leads. Let nothing else write there meanwhile, and restore again.`
      )
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return new Failure(
        'target',
        `${file} could not be put in place: something else came to be there in ${where} while restoring (${said}). Let nothing else write there meanwhile, and restore again.`
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure(
        'target',
        `${file} could not be written in ${where}: ${said}. ${whole} Let the runner's user write there, and restore again.`
      )
    default:
      return new Failure('target', `${file} could not be written in ${where}: ${said}. ${whole}`)
  }
}

export const noRoom = (target: string, said: string): Failure =>
  new NoSpace(
    ({ what, shownBy }) =>
      `There is ${what}, on the filesystem of ${showText(target)} (${said}). ${whole} Free some there (${shownBy}), or restore only some "paths".`
  )

export const noQuota = (target: string, said: string): Failure =>
  new Failure(
    'room',
    `The quota on the filesystem of ${showText(target)} is used up (${said}). ${whole} Free space there, raise the quota, or restore only some "paths".`
  )

/** Of something thrown at this path; what has no code is a defect of ours, and stays what it is. */
export function refusalOf(target: string, path: BytePath, error: unknown): unknown {
  const code = codeOf(error)
  return code === undefined || error instanceof Failure
    ? error
    : refusal(target, { path, code, message: messageOf(error) })
}
