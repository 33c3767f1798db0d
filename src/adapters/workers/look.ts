// Looks at a batch of paths: lstat, link targets, and the SHA-256 of regular files, never following a symlink.

import { Buffer } from 'node:buffer'
import { createHash, hash } from 'node:crypto'
import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs'
import { type BytePath, fsPath, joinPath, pathFromBytes } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { systemClock } from '../system-clock.ts'
import { column, columns, type LookResult, lookStatus, type LookTask, second, typeCode } from './protocol.ts'

/** A file up to this size is read in one call and hashed in one call. */
const small = 256 * 1024
const buffer = Buffer.allocUnsafeSlow(1024 * 1024)

/** Kernel timestamps come from a coarse clock (up to 10 ms a tick), so a change this soon after another may not show. */
const racyMs = 50

/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

export function look(task: LookTask): LookResult {
  const count = task.paths.length
  const rows = new BigInt64Array(count * columns)
  const digests = new Uint8Array(count * 32)
  const targets = new Map<number, BytePath>()
  const errors = new Map<number, string>()
  let bytes = 0
  task.paths.forEach((path, index) => {
    const at = index * columns
    const file = fsPath(joinPath(task.root, path))
    try {
      const stat = lstatSync(file, { bigint: true })
      fill(rows, at, stat)
      if (stat.isSymbolicLink()) targets.set(index, pathFromBytes(readlinkSync(file, { encoding: 'buffer' })))
      else if (task.hash && stat.isFile()) {
        const read = hashFile(file, rows, at, digests.subarray(index * 32, index * 32 + 32))
        bytes += read
      }
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') rows[at + column.status] = lookStatus.gone
      else {
        rows[at + column.status] = lookStatus.failed
        // ELOOP: a symlink stands where a file was listed, so the tree is changing under us.
        errors.set(index, messageOf(error))
      }
    }
  })
  return { rows, digests, targets, errors, bytes }
}

function fill(rows: BigInt64Array, at: number, stat: BigIntStats): void {
  const now = BigInt(systemClock.now().getTime()) * 1_000_000n
  rows[at + column.type] = stat.isFile()
    ? typeCode.file
    : stat.isDirectory()
      ? typeCode.dir
      : stat.isSymbolicLink()
        ? typeCode.link
        : typeCode.other
  rows[at + column.mode] = stat.mode & 0o7777n
  rows[at + column.uid] = stat.uid
  rows[at + column.gid] = stat.gid
  rows[at + column.size] = stat.size
  rows[at + column.mtimeSeconds] = stat.mtimeNs / second
  rows[at + column.mtimeRest] = stat.mtimeNs % second
  rows[at + column.ctimeNs] = stat.ctimeNs
  rows[at + column.dev] = stat.dev
  rows[at + column.ino] = stat.ino
  rows[at + column.links] = stat.nlink
  rows[at + column.allocated] = stat.blocks * 512n
  rows[at + column.isRacy] = now - stat.ctimeNs < BigInt(racyMs) * 1_000_000n ? 1n : 0n
}

/** Bytes read. The row is filled again from the open descriptor: it describes the very inode that was hashed. */
function hashFile(file: string | Buffer, rows: BigInt64Array, at: number, digest: Uint8Array): number {
  const fd = openSync(file, openFlags)
  try {
    const stat = fstatSync(fd, { bigint: true })
    fill(rows, at, stat)
    if (!stat.isFile()) return 0
    const size = Number(stat.size)
    const read = size <= small ? hashSmall(fd, digest) : hashLarge(fd, digest)
    if (read !== size) rows[at + column.status] = lookStatus.unstable
    return read
  } finally {
    closeSync(fd)
  }
}

function hashSmall(fd: number, digest: Uint8Array): number {
  let read = 0
  for (;;) {
    const n = readSync(fd, buffer, read, buffer.length - read, null)
    read += n
    // A short read of a regular file is its end, but for a file that grew past the buffer meanwhile.
    if (n === 0 || read === buffer.length || read < small) break
  }
  digest.set(hash('sha256', buffer.subarray(0, read), 'buffer'))
  return read
}

function hashLarge(fd: number, digest: Uint8Array): number {
  const sum = createHash('sha256')
  let read = 0
  for (;;) {
    const n = readSync(fd, buffer, 0, buffer.length, null)
    if (n === 0) break
    sum.update(buffer.subarray(0, n))
    read += n
  }
  digest.set(sum.digest())
  return read
}
