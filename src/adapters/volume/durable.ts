// Files that are there after a power cut: written aside, synced, renamed into place, and the directory synced.

import { type BigIntStats, closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Replaces `file` whole or not at all. `pieces` are written as UTF-8 text or as bytes; of `mode` the umask takes its part. */
export function writeDurably(file: string, pieces: Iterable<string | Uint8Array>, mode = 0o644): void {
  const aside = `${file}.tmp`
  // A crash may have left one. Made anew, never opened: a symlink that waits there would lead us out of the volume.
  rmSync(aside, { force: true })
  const fd = openSync(aside, 'wx', mode)
  try {
    for (const piece of pieces) writeWhole(fd, typeof piece === 'string' ? Buffer.from(piece) : piece)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSurely(aside, file)
}

/**
 * rename(2), whose answer is not believed when it is an error: a server may have done it, lost its answer, and refuse the
 * repeated request (ENOENT, since the old name is gone). What it was to move tells, by its inode.
 */
export function renameSurely(from: string | Buffer, to: string): void {
  const moving = lookAt(from)
  try {
    renameSync(from, to)
  } catch (error) {
    const there = lookAt(to)
    const isDone = lookAt(from) === undefined && there?.ino === moving?.ino && there?.dev === moving?.dev
    if (moving === undefined || !isDone) throw error
  }
}

const lookAt = (path: string | Buffer): BigIntStats | undefined =>
  lstatSync(path, { bigint: true, throwIfNoEntry: false })

/** Makes a file's bytes durable, or a directory's names: a rename is only in memory until its directory is synced. */
export function syncPath(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
}
