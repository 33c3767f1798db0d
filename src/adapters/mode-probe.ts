// Whether files are made with the modes that are asked for: a default ACL, or a server that knows better, takes bits away.

import { closeSync, fstatSync, openSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'

const all = 0o777

/**
 * tar that keeps no owners makes files with their modes and looks no further. Throws what the directory refuses. The umask
 * is that of the process, and is back before anything else can run; what threads make meanwhile has modes of its own.
 */
export function keepsModes(directory: string): boolean {
  const file = join(directory, `.snapshot-probe-${randomUUID()}`)
  const before = process.umask(0)
  let fd: number
  try {
    fd = openSync(file, 'wx', all)
  } finally {
    process.umask(before)
  }
  try {
    return (fstatSync(fd).mode & 0o7777) === all
  } finally {
    closeSync(fd)
    unlinkSync(file)
  }
}
