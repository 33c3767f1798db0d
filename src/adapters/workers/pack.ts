// Reads a batch of small files once and makes tar members of them, so that only what was verified reaches the target.

import { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import { closeSync, readSync } from 'node:fs'
import { sourceModeOf } from '../../core/entry.ts'
import { Pins } from './pinned.ts'
import type { NumberedStep, PackResult, PackTask, Unfit } from './restore-protocol.ts'
import { openStored, otherBytes, sizes, unfit, unreadable } from './stored-file.ts'
import { paddedToBlocks, tarHeaderSize, type TarMember, writeTarHeader } from './tar-record.ts'

export const stagedName = (number: number): string => String(number).padStart(6, '0')

export function pack(task: PackTask): PackResult {
  const members = task.steps.map(step => memberOf(step, task.keepOwners))
  const bytes = Buffer.from(task.room)
  const stored = new Pins(task.places.tree)
  const own = new Pins(task.places.root, true)
  const unfits = new Map<number, Unfit>()
  let end = 0
  try {
    for (const [index, member] of members.entries()) {
      const step = task.steps[index]
      if (step === undefined) continue
      const content = writeTarHeader(bytes, end, member)
      const pins = step.from === 'target' ? own : stored
      const problem = member.type === 'file' ? fill(bytes, content, step, pins, task.verify) : undefined
      // What is not fit is written over by the next one.
      if (problem !== undefined) unfits.set(index, problem)
      else end = content + paddedToBlocks(member.size)
    }
  } finally {
    stored.close()
    own.close()
  }
  return { length: end, unfit: unfits, letIn: own.letIn }
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

/** What a step takes in the stream at most. */
export const packedSize = ({ entry }: NumberedStep): number => tarHeaderSize(entry) + paddedToBlocks(entry.size)

/** Reads the file straight to where it belongs in the stream, and pads it to whole blocks. */
function fill(bytes: Buffer, start: number, step: NumberedStep, pins: Pins, verify: boolean): Unfit | undefined {
  const { entry, from } = step
  const file = openStored(pins, step)
  if ('problem' in file) return file
  try {
    for (let read = 0; read < entry.size;) {
      const n = readSync(file.fd, bytes, start + read, entry.size - read, null)
      if (n === 0) return unfit(from, 'damaged', sizes(read, entry))
      read += n
    }
  } catch (error) {
    return unreadable(error, from)
  } finally {
    closeSync(file.fd)
  }
  const end = start + entry.size
  bytes.fill(0, end, start + paddedToBlocks(entry.size))
  // The target's own is always looked at again: anybody may have written to it.
  const isChecked = verify || from === 'target'
  return isChecked && hash('sha256', bytes.subarray(start, end), 'hex') !== entry.sha256 ? otherBytes(from) : undefined
}
