// `filter-file` on the disk: rsync takes a directory without a word, and of a missing file it says only half.

import { accessSync, constants, statSync } from 'node:fs'
import { pathFromText } from '../core/byte-path.ts'
import { codeOf, InputFailure, messageOf } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { isSecretName } from '../core/secret-names.ts'

/** Throws unless it is a regular file, or leads to one, that can be read. */
export function refuseFilterFile(path: string): void {
  const why = whyNot(path)
  if (why !== undefined) throw new InputFailure([`filter-file: ${quoteValue(path)} ${why}`])
}

function whyNot(path: string): string | undefined {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return 'is a directory: name a file of rsync filter rules'
    if (!stat.isFile()) return 'is not a regular file: name a file of rsync filter rules'
    accessSync(path, constants.R_OK)
    // rsync prints a line that it does not take for a rule.
    if (isSecretName(pathFromText(path), false))
      return 'has the name of a file that holds secrets, and they would be shown in the log: name a file of rsync filter rules'
    return undefined
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return 'does not exist: a relative path starts from the workspace; was the repository checked out?'
    if (code === 'EACCES') return "cannot be read: let the runner's user read it"
    return `cannot be read: ${messageOf(error)}`
  }
}
