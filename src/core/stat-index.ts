// Which contents the files of a source had when they were last hashed, by inode, size and times: what is the same is not read.
//
// A header line, 32 bytes of SHA-256 over all after them, 32 bytes of what it is an index of, then rows of 72 bytes: device,
// inode, size, mtime and ctime in nanoseconds, the SHA-256. It only saves work: whatever is not sound is no index.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { spreadSlot } from './spread.ts'

const header = Buffer.from('snapshot-action stat index 1\n\0\0\0', 'latin1')
const rowBytes = 72
const words = rowBytes / 8
const start = header.length + 64

/** 144 MB; the files of a larger source that are beyond it are read each time. */
const mostRows = 2_000_000

/** Where times are whole seconds, or two of them (FAT), a second change in the same one shows nowhere. */
const coarseNs = 3_000_000_000n

export interface Indexed {
  readonly type: string
  readonly dev: bigint
  readonly ino: bigint
  readonly size: number
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly isRacy: boolean
  readonly sha256?: string | undefined
}

/** Kernel timestamps come from a coarse clock (up to 10 ms a tick), so a change this soon after another may not show. */
export const racyNs = 50_000_000n

/**
 * `of`: what tells this source on this machine from all others. `readAtNs`: before the first file was read. Git's rule
 * for racy files holds: what was changed so shortly before it was read that a later change may not show is left out.
 */
export function encodeStatIndex(of: string, entries: readonly Indexed[], readAtNs: bigint): Uint8Array {
  const steady = entries.filter(entry => entry.type === 'file' && isSteady(entry, readAtNs)).slice(0, mostRows)
  const bytes = Buffer.alloc(start + steady.length * rowBytes)
  header.copy(bytes)
  ownerOf(of).copy(bytes, header.length + 32)
  // In the order of this machine's bytes, as it is read: nobody else has the same inodes.
  const numbers = new BigInt64Array(bytes.buffer, bytes.byteOffset + start, steady.length * words)
  let at = 0
  for (const { dev, ino, size, mtimeNs, ctimeNs, sha256 = '' } of steady) {
    numbers[at] = dev
    numbers[at + 1] = ino
    numbers[at + 2] = BigInt(size)
    numbers[at + 3] = mtimeNs
    numbers[at + 4] = ctimeNs
    bytes.write(sha256, start + at * 8 + 40, 'hex')
    at += words
  }
  sumOf(bytes).copy(bytes, header.length)
  return bytes
}

function isSteady({ isRacy, ctimeNs, mtimeNs, sha256 }: Indexed, readAtNs: bigint): boolean {
  if (isRacy || sha256 === undefined || BigInt.asIntN(64, mtimeNs) !== mtimeNs) return false
  return ctimeNs % 1_000_000_000n !== 0n || ctimeNs < readAtNs - coarseNs
}

const ownerOf = (of: string): Buffer => createHash('sha256').update(of).digest()
const sumOf = (bytes: Buffer): Buffer =>
  createHash('sha256')
    .update(bytes.subarray(header.length + 32))
    .digest()

/** As it is handed to threads: shared memory, nothing is copied. */
export interface SharedIndex {
  readonly rows: SharedArrayBuffer
  readonly slots: SharedArrayBuffer
}

/** Undefined for what is damaged, of another version, another machine or another source. */
export function decodeStatIndex(of: string, given: Uint8Array): SharedIndex | undefined {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const rowsLength = bytes.length - start
  if (rowsLength <= 0 || rowsLength % rowBytes !== 0 || rowsLength / rowBytes > mostRows) return undefined
  if (!bytes.subarray(0, header.length).equals(header)) return undefined
  if (!bytes.subarray(header.length + 32, start).equals(ownerOf(of))) return undefined
  if (!bytes.subarray(header.length, header.length + 32).equals(sumOf(bytes))) return undefined
  const rows = new SharedArrayBuffer(rowsLength)
  bytes.copy(Buffer.from(rows), 0, start)
  const count = rowsLength / rowBytes
  const slots = new Int32Array(new SharedArrayBuffer(4 * 2 ** Math.ceil(Math.log2(count * 2 + 1))))
  const inodes = new BigUint64Array(rows)
  for (let row = 0; row < count; row++) {
    let slot = slotOf(inodes[row * words + 1] ?? 0n, slots.length)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = row + 1
  }
  return { rows, slots: slots.buffer }
}

const slotOf = (ino: bigint, slots: number): number => spreadSlot(Number(BigInt.asIntN(32, ino ^ (ino >> 32n))), slots)

export class StatIndex {
  readonly #rows: BigUint64Array
  readonly #signed: BigInt64Array
  readonly #bytes: Buffer
  readonly #slots: Int32Array

  constructor({ rows, slots }: SharedIndex) {
    this.#rows = new BigUint64Array(rows)
    this.#signed = new BigInt64Array(rows)
    this.#bytes = Buffer.from(rows)
    this.#slots = new Int32Array(slots)
  }

  /** The SHA-256 of a file that is to the nanosecond the one that was hashed. */
  find(dev: bigint, ino: bigint, size: bigint, mtimeNs: bigint, ctimeNs: bigint): string | undefined {
    const slots = this.#slots
    for (let slot = slotOf(ino, slots.length); ; slot = (slot + 1) & (slots.length - 1)) {
      const row = slots[slot] ?? 0
      if (row === 0) return undefined
      const at = (row - 1) * words
      if (this.#rows[at + 1] !== ino || this.#rows[at] !== dev) continue
      const isSame = this.#rows[at + 2] === size && this.#signed[at + 3] === mtimeNs && this.#signed[at + 4] === ctimeNs
      return isSame ? this.#bytes.toString('hex', at * 8 + 40, at * 8 + 72) : undefined
    }
  }
}
