// Reads a batch of small files once and makes tar members of them, so that only what was verified reaches the target.

import { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import { closeSync, readSync, writeSync } from 'node:fs'
import type { BytePath } from '../../core/byte-path.ts'
import { sourceModeOf } from '../../core/entry.ts'
import type { PackedFile } from '../../ports/target.ts'
import { Pins } from './pinned.ts'
import { refusedAt, stagedName } from './place.ts'
import type { NumberedStep, PackResult, PackTask, Unfit } from './restore-protocol.ts'
import { openStored, otherBytes, sizes, unfitOf, unreadable } from './stored-file.ts'
import { paddedToBlocks, tarHeaderSize, type TarMember, writeTarHeader } from './tar-record.ts'

/** Larger files gain nothing by it. */
export const largestPacked = 1024 * 1024

/** What a task packs at once. */
export const packBytes = 2 * 1024 * 1024
/** One for each thread, which does one task at a time. */
export const packBuffer = Buffer.allocUnsafeSlow(packBytes)
const bytes = packBuffer

export function pack(task: PackTask): PackResult {
  const stored = new Pins(task.places.tree)
  const own = new Pins(task.places.root, true)
  const unfit = new Map<number, Unfit>()
  let end = 0
  try {
    for (const [index, step] of task.steps.entries()) {
      const member = memberOf(step, task.keepOwners)
      const content = writeTarHeader(bytes, end, member)
      const pins = step.from === 'target' ? own : stored
      const problem = member.type === 'file' ? fill(content, step, pins, task.verify) : undefined
      // What is not fit is written over by the next one.
      if (problem !== undefined) unfit.set(index, problem)
      else end = content + paddedToBlocks(member.size)
    }
    return { unfit, letIn: own.letIn, ...written(task, end) }
  } finally {
    stored.close()
    own.close()
  }
}

function written({ archive, offset, steps }: PackTask, end: number): Pick<PackResult, 'refused'> {
  try {
    for (let at = 0; at < end;) at += writeSync(archive, bytes, at, end - at, offset + at)
    return {}
  } catch (error) {
    return { refused: refusedAt(steps[0]?.entry.path ?? ('.' as BytePath), error) }
  }
}

function memberOf({ number, entry }: NumberedStep, keepOwners: boolean): TarMember {
  const { type, size, mtimeNs, target } = entry
  const owner = keepOwners ? entry.owner : undefined
  return {
    name: stagedName(number),
    type,
    mode: sourceModeOf(entry),
    // Not asked for unless owners are kept; then those of an entry that has none are ours.
    uid: owner?.uid ?? process.geteuid?.() ?? 0,
    gid: owner?.gid ?? process.getegid?.() ?? 0,
    size: type === 'file' ? size : 0,
    mtimeNs,
    ...(target !== undefined && { target })
  }
}

/** What a step takes in the archive, if it is fit. */
export const packedSize = ({ number, entry: { size, target } }: NumberedStep): number =>
  tarHeaderSize({ name: stagedName(number), ...(target !== undefined && { target }) }) + paddedToBlocks(size)

/** Reads the file straight to where it belongs, and pads it to whole blocks. */
function fill(start: number, step: NumberedStep, pins: Pins, verify: boolean): Unfit | undefined {
  const { entry, from, packed } = step
  const problem = packed === undefined ? fillFromTree(start, step, pins) : fillFromArchive(start, step, packed)
  if (problem !== undefined) return problem
  const end = start + entry.size
  bytes.fill(0, end, start + paddedToBlocks(entry.size))
  // The target's own is always looked at again: anybody may have written to it.
  const isChecked = verify || from === 'target'
  return isChecked && hash('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined
}

function fillFromTree(start: number, step: NumberedStep, pins: Pins): Unfit | undefined {
  const file = openStored(pins, step)
  if ('problem' in file) return file
  try {
    return readTo(start, step, file.fd, 0)
  } finally {
    closeSync(file.fd)
  }
}

function fillFromArchive(start: number, step: NumberedStep, { archive, offset, size }: PackedFile): Unfit | undefined {
  const { entry, from } = step
  return size === entry.size ? readTo(start, step, archive, offset) : unfitOf(from, 'damaged', sizes(size, entry))
}

function readTo(start: number, { entry, from }: NumberedStep, fd: number, offset: number): Unfit | undefined {
  try {
    for (let read = 0; read < entry.size;) {
      const n = readSync(fd, bytes, start + read, entry.size - read, offset + read)
      if (n === 0) return unfitOf(from, 'damaged', sizes(read, entry))
      read += n
    }
    return undefined
  } catch (error) {
    return unreadable(error, from)
  }
}
