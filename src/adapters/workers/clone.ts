// Starts a large file as a clone of its old version, and writes into it the blocks that changed. Never into a shared inode.

import { Buffer } from 'node:buffer'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync
} from 'node:fs'
import { type BytePath, fsPath } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { descriptorPath, fileFlags } from './pinned.ts'
import type { CloneResult, CloneTask, PatchResult, PatchTask } from './clone-protocol.ts'

const { COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants

/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
const readFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK

/** What a filesystem says that cannot share blocks, or not between these two places; the next file would hear the same. */
const cannotShare = new Set(['EXDEV', 'EOPNOTSUPP', 'ENOTSUP', 'ENOTTY', 'ENOSYS'])

const chunk = 1024 * 1024
const fresh = Buffer.allocUnsafeSlow(chunk)
const held = Buffer.allocUnsafeSlow(chunk)

/** Of a file that has nothing left of its old version, this many blocks tell; it is copied, which reads only one of the two. */
const samples = 32
const sampleSize = 4096

/** The target is a new file of the source's size and the old version's blocks, or it is not there. */
export function clone({ source, base, target, size }: CloneTask): CloneResult {
  let old: number | undefined
  try {
    old = openSync(fsPath(base), readFlags)
    const stat = fstatSync(old, { bigint: true })
    if (!stat.isFile()) return { state: 'refused', why: 'its old version is not a regular file', isFinal: false }
    if (!sharesAnything(source, old, Math.min(size, Number(stat.size))))
      return { state: 'refused', why: 'nothing is left of its old version', isFinal: false }
    copyFileSync(descriptorPath(old), fsPath(target), COPYFILE_FICLONE_FORCE | COPYFILE_EXCL)
    return opened(target, stat, size)
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === '') throw error
    if (code !== 'EEXIST') rmSync(fsPath(target), { force: true })
    return { state: 'refused', why: messageOf(error).replace(/,.*$/s, ''), isFinal: cannotShare.has(code) }
  } finally {
    if (old !== undefined) closeSync(old)
  }
}

/** Looked at before anything is done to it: a name that shares its inode with a snapshot is not touched. */
function opened(target: BytePath, old: { readonly ino: bigint; readonly dev: bigint }, size: number): CloneResult {
  const fd = openSync(fsPath(target), fileFlags)
  try {
    const stat = fstatSync(fd, { bigint: true })
    if (!stat.isFile() || stat.nlink !== 1n || (stat.ino === old.ino && stat.dev === old.dev))
      return { state: 'shared' }
    // A clone has the old version's mode, which may keep us out; rsync gives it the new one.
    chmodSync(descriptorPath(fd), 0o600)
    const own = openSync(descriptorPath(fd), O_RDWR)
    try {
      ftruncateSync(own, size)
    } finally {
      closeSync(own)
    }
    return { state: 'cloned', ino: stat.ino }
  } finally {
    closeSync(fd)
  }
}

function sharesAnything(source: BytePath, old: number, common: number): boolean {
  const now = openSync(fsPath(source), readFlags)
  try {
    const step = Math.max(sampleSize, Math.floor(common / samples / sampleSize) * sampleSize)
    for (let at = 0; at + sampleSize <= common; at += step) {
      const read = readSync(now, fresh, 0, sampleSize, at)
      if (readSync(old, held, 0, sampleSize, at) === read && isSame(0, read)) return true
    }
    return false
  } finally {
    closeSync(now)
  }
}

/** Writes what differs between `from` and `to`, both on block boundaries, and counts it in blocks. */
export function patch({ source, target, ino, from, to, block }: PatchTask): PatchResult {
  let [now, own]: (number | undefined)[] = []
  try {
    now = openSync(fsPath(source), readFlags)
    own = openSync(fsPath(target), O_RDWR | O_NOFOLLOW | O_NONBLOCK)
    const stat = fstatSync(own, { bigint: true })
    if (stat.ino !== ino || stat.nlink !== 1n) return { state: 'shared' }
    if (!fstatSync(now).isFile()) return { state: 'failed', why: 'it is no regular file any more' }
    let written = 0
    for (let at = from; at < to;) {
      const wanted = Math.min(chunk, to - at)
      if (!isReadWhole(now, fresh, wanted, at) || !isReadWhole(own, held, wanted, at))
        return { state: 'failed', why: 'it became shorter while it was read' }
      written += writeDifferences(own, at, wanted, block)
      at += wanted
    }
    return { state: 'patched', written }
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return { state: 'failed', why: messageOf(error) }
  } finally {
    for (const fd of [now, own]) if (fd !== undefined) closeSync(fd)
  }
}

function isReadWhole(fd: number, into: Buffer, wanted: number, position: number): boolean {
  for (let at = 0; at < wanted;) {
    const n = readSync(fd, into, at, wanted - at, position + at)
    if (n === 0) return false
    at += n
  }
  return true
}

/** Neighbouring blocks in one write. Returns the bytes of whole blocks: a part of one takes all of it on the disk. */
function writeDifferences(fd: number, position: number, size: number, block: number): number {
  if (isSame(0, size)) return 0
  let blocks = 0
  let start: number | undefined
  for (let at = 0; at < size; at += block) {
    const isEqual = isSame(at, Math.min(at + block, size))
    if (!isEqual) {
      blocks++
      start ??= at
    } else if (start !== undefined) {
      writeWhole(fd, start, at, position)
      start = undefined
    }
  }
  if (start !== undefined) writeWhole(fd, start, size, position)
  return blocks * block
}

const isSame = (from: number, to: number): boolean => fresh.compare(held, from, to, from, to) === 0

function writeWhole(fd: number, from: number, to: number, position: number): void {
  for (let at = from; at < to;) at += writeSync(fd, fresh, at, to - at, position + at)
}
