// Writes large files aside: sharing the stored blocks where the filesystem can, else copying, and hashing on the way.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  ftruncateSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { sourceModeOf } from '../../core/entry.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { refusedAt, stagedName } from './place.ts'
import { descriptorPath, Pins } from './pinned.ts'
import type { CopyResult, CopyTask, NumberedStep, Unfit } from './restore-protocol.ts'
import { type OpenFile, openStored, otherBytes, sizes, unfitOf, unreadable } from './stored-file.ts'

const { COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants

/** What a filesystem says that cannot share blocks, or not between these two places. */
const cannotShare = new Set(['EXDEV', 'EOPNOTSUPP', 'ENOTSUP', 'EINVAL', 'ENOTTY', 'ENOSYS'])

/** No hole is smaller than a block. */
const block = 4096
const zeros = Buffer.alloc(block)
const chunk = Buffer.allocUnsafeSlow(1024 * 1024)

export function copy(task: CopyTask): CopyResult {
  const stored = new Pins(task.places.tree)
  const own = new Pins(task.places.root, true)
  const unfits = new Map<number, Unfit>()
  const cloned = new Set<number>()
  let refused: CopyResult['refused']
  let cannotClone: string | undefined
  try {
    for (const [index, step] of task.steps.entries()) {
      const file = openStored(step.from === 'target' ? own : stored, step)
      if ('problem' in file) {
        unfits.set(index, file)
        continue
      }
      const aside = `${descriptorPath(task.places.staging)}/${stagedName(step.number)}`
      try {
        if (task.clone !== 'never' && step.from === 'snapshot' && cannotClone === undefined) {
          cannotClone = cloneTo(aside, file)
          if (cannotClone === undefined) cloned.add(index)
          else if (task.clone === 'must') break
        }
        const problem = fill(aside, file, step, task, cloned.has(index))
        if (problem !== undefined) {
          unlinkSync(aside)
          unfits.set(index, problem)
        }
      } catch (error) {
        refused = refusedAt(step.entry.path, error)
        break
      } finally {
        closeSync(file.fd)
      }
    }
  } finally {
    stored.close()
    own.close()
  }
  const troubles = { ...(cannotClone !== undefined && { cannotClone }), ...(refused !== undefined && { refused }) }
  return { unfit: unfits, cloned, letIn: own.letIn, ...troubles }
}

/** Why it cannot be cloned; undefined when it was. */
function cloneTo(aside: string, file: OpenFile): string | undefined {
  try {
    copyFileSync(descriptorPath(file.fd), aside, COPYFILE_FICLONE_FORCE | COPYFILE_EXCL)
    return undefined
  } catch (error) {
    if (!cannotShare.has(codeOf(error) ?? '')) throw error
    return messageOf(error).replace(/,.*$/s, '')
  }
}

/** Gives it its bytes, unless it has them, then owner and mode: chown(2) clears setuid. What refuses here is the target. */
function fill(
  aside: string,
  file: OpenFile,
  step: NumberedStep,
  { verify, keepOwners }: CopyTask,
  isCloned: boolean
): Unfit | undefined {
  const { entry, from } = step
  // A clone has the stored file's mode, which may keep us out.
  if (isCloned) chmodSync(aside, 0o600)
  const fd = openSync(aside, O_RDWR | O_NOFOLLOW | (isCloned ? 0 : O_CREAT | O_EXCL), 0o600)
  try {
    const isChecked = verify || from === 'target'
    if (!isCloned || isChecked) {
      const read = copyBytes(isCloned ? fd : file.fd, isCloned ? undefined : fd, file.allocated < entry.size, isChecked)
      if ('error' in read) return unreadable(read.error, from)
      if (read.size !== entry.size) return unfitOf(from, 'damaged', sizes(read.size, entry))
      if (isChecked && read.sha256 !== entry.sha256) return otherBytes(from)
    }
    if (keepOwners && entry.owner !== undefined) fchownSync(fd, entry.owner.uid, entry.owner.gid)
    fchmodSync(fd, sourceModeOf(entry))
    return undefined
  } finally {
    closeSync(fd)
  }
}

/** From one descriptor to another, or only past the hash. An error is that of reading; one of writing is thrown. */
function copyBytes(
  from: number,
  to: number | undefined,
  hasHoles: boolean,
  isHashed: boolean
): { readonly size: number; readonly sha256?: string } | { readonly error: unknown } {
  const sum = isHashed ? createHash('sha256') : undefined
  let size = 0
  for (;;) {
    let n: number
    try {
      n = readSync(from, chunk, 0, chunk.length, size)
    } catch (error) {
      return { error }
    }
    if (n === 0) break
    const piece = chunk.subarray(0, n)
    sum?.update(piece)
    if (to !== undefined) {
      if (hasHoles) writeWithHoles(to, piece, size)
      else writeWhole(to, piece, size)
    }
    size += n
  }
  // A hole at the end has not been written.
  if (to !== undefined && hasHoles) ftruncateSync(to, size)
  return { size, ...(sum !== undefined && { sha256: sum.digest('hex') }) }
}

function writeWithHoles(to: number, piece: Buffer, position: number): void {
  for (let at = 0; at < piece.length; at += block) {
    const part = piece.subarray(at, at + block)
    if (!part.equals(zeros.subarray(0, part.length))) writeWhole(to, part, position + at)
  }
}

function writeWhole(to: number, piece: Buffer, position: number): void {
  for (let at = 0; at < piece.length;) at += writeSync(to, piece, at, piece.length - at, position + at)
}
