// Reads a batch of small source files and makes tar members of those that still are, to the inode and ctime, what was read.

import type { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import { type BigIntStats, closeSync, fstatSync, lstatSync, openSync, readSync, writeSync } from 'node:fs'
import { type BytePath, fsPath, joinPath } from '../../core/byte-path.ts'
import { messageOf } from '../../core/failure.ts'
import { openFlags } from './look.ts'
import { packBuffer as bytes } from './pack.ts'
import { factColumn, factColumns, type PackSourceResult, type PackSourceTask } from './protocol.ts'
import { paddedToBlocks, tarHeaderSize, type TarMember, writeTarHeader } from './tar-record.ts'

/**
 * Whatever is gone, refused, or not what it was is left out, and whoever copies it next finds out why. What its ctime
 * cannot vouch for, because it was young when the file was read, is compared by its bytes.
 */
export function packSource(task: PackSourceTask): PackSourceResult {
  const paths = task.paths.split('\0') as BytePath[]
  const isPacked = new Uint8Array(paths.length)
  let end = 0
  for (const [index, path] of paths.entries()) {
    const member = memberOf(task, path, index, end)
    if (member === undefined) continue
    // Its content is there already; what is before it depends on what was found.
    writeTarHeader(bytes, end, member)
    end += tarHeaderSize(member) + paddedToBlocks(member.size)
    isPacked[index] = 1
  }
  try {
    for (let at = 0; at < end;) at += writeSync(task.archive, bytes, at, end - at, task.offset + at)
    return { isPacked }
  } catch (error) {
    return { isPacked: new Uint8Array(paths.length), refused: messageOf(error) }
  }
}

function memberOf(task: PackSourceTask, path: BytePath, index: number, start: number): TarMember | undefined {
  const file = fsPath(joinPath(task.root, path))
  const isWhole = (stat: BigIntStats): boolean => isUntouched(stat, task.facts, index)
  try {
    const target = task.targets.get(index)
    if (target === undefined) return fileMember(task, path, file, index, start, isWhole)
    const stat = lstatSync(file, { bigint: true })
    return isWhole(stat) ? { ...member(task, path, stat), type: 'link', size: 0, target } : undefined
  } catch {
    // It is left to rsync, which says what is wrong with it.
    return undefined
  }
}

/** Reads first and looks then: an unchanged ctime says that nothing was written up to the end of the reading. */
function fileMember(
  task: PackSourceTask,
  path: BytePath,
  file: string | Buffer,
  index: number,
  start: number,
  isWhole: (stat: BigIntStats) => boolean
): TarMember | undefined {
  const size = Number(task.facts[index * factColumns + factColumn.size])
  const content = start + tarHeaderSize({ name: path })
  const fd = openSync(file, openFlags)
  try {
    for (let read = 0; read < size;) {
      const n = readSync(fd, bytes, content + read, size - read, null)
      if (n === 0) return undefined
      read += n
    }
    const stat = fstatSync(fd, { bigint: true })
    if (!stat.isFile() || !isWhole(stat)) return undefined
    const digest = task.digests.get(index)
    if (digest !== undefined && hash('sha256', bytes.subarray(content, content + size), 'hex') !== digest)
      return undefined
    bytes.fill(0, content + size, content + paddedToBlocks(size))
    return { ...member(task, path, stat), type: 'file', size }
  } finally {
    closeSync(fd)
  }
}

/** What is the same inode with the same ctime has the same size, mode, owner, mtime and target. */
const isUntouched = ({ dev, ino, ctimeNs }: BigIntStats, facts: BigInt64Array, index: number): boolean => {
  const at = index * factColumns
  return (
    facts[at + factColumn.ino] === BigInt.asIntN(64, ino) &&
    facts[at + factColumn.dev] === BigInt.asIntN(64, dev) &&
    facts[at + factColumn.ctimeNs] === ctimeNs
  )
}

function member(
  { keepOwners }: PackSourceTask,
  name: BytePath,
  { mode, mtimeNs, uid, gid }: BigIntStats
): Pick<TarMember, 'name' | 'mode' | 'uid' | 'gid' | 'mtimeNs'> {
  // Not asked for unless owners are kept.
  const owner = keepOwners ? { uid: Number(uid), gid: Number(gid) } : { uid: 0, gid: 0 }
  return { name, mode: Number(mode & 0o7777n), ...owner, mtimeNs }
}
