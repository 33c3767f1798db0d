// Finds the files in a tar stream as it comes: where the content of each begins, in the form that GNU tar makes (--format=gnu).

import { Buffer } from 'node:buffer'
import { paddedToBlocks, tarBlock, tarFields } from './workers/tar-record.ts'

/** `path`: one character is one byte. `offset`: of its content from the beginning of the stream. */
export type OnFile = (path: string, offset: number, size: number) => void

/** More than any name has. */
const longestName = 64 * 1024

/** What is no tar stream, or not in that form, is an error: nothing may be guessed about where a file begins. */
export class TarReader {
  readonly #onFile: OnFile
  /** Of a header or a long name that has not come whole. */
  #rest: Buffer = Buffer.alloc(0)
  #at = 0
  /** Bytes of content that are still to be passed by. */
  #toPass = 0
  /** Of a long name that comes next, its length. */
  #nameLength: number | undefined
  /** Of the next file, where its header has no room for it. */
  #longName: string | undefined
  #isOver = false

  constructor(onFile: OnFile) {
    this.#onFile = onFile
  }

  push(piece: Buffer): void {
    let rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    for (;;) {
      const passed = Math.min(this.#toPass, rest.length)
      rest = this.#pass(rest, passed)
      this.#toPass -= passed
      const wanted = this.#nameLength === undefined ? tarBlock : paddedToBlocks(this.#nameLength)
      if (this.#toPass > 0 || rest.length < wanted) break
      const block = rest.subarray(0, wanted)
      rest = this.#pass(rest, wanted)
      if (this.#nameLength === undefined) this.#header(block)
      else this.#name(block, this.#nameLength)
    }
    // A copy: the piece that it is a part of would stay in memory as long.
    this.#rest = Buffer.from(rest)
  }

  /** All that was begun has come, and its end as well. */
  get isWhole(): boolean {
    return this.#isOver && this.#toPass === 0
  }

  #pass(rest: Buffer, count: number): Buffer {
    this.#at += count
    return rest.subarray(count)
  }

  #name(block: Buffer, length: number): void {
    this.#longName = upToNul(block.subarray(0, length))
    this.#nameLength = undefined
  }

  #header(block: Buffer): void {
    const sum = sumOf(block)
    if (sum === emptySum) {
      this.#isOver = true
      return
    }
    if (this.#isOver) throw new Error('something follows the end of the tar archive')
    const size = octalIn(block, tarFields.size, 12)
    if (octalIn(block, tarFields.sum, 8) !== sum) throw new Error('the sum of a tar header is wrong')
    const flag = String.fromCharCode(block[tarFields.flag] ?? 0)
    if (flag === 'L' || flag === 'K') {
      if (size > longestName) throw new Error(`a name in the tar archive has ${size} bytes`)
      if (flag === 'L') this.#nameLength = size
      else this.#toPass = paddedToBlocks(size)
      return
    }
    const path = this.#longName ?? upToNul(block.subarray(tarFields.name, tarFields.mode))
    this.#longName = undefined
    if (flag === '0') this.#onFile(path, this.#at, size)
    this.#toPass = paddedToBlocks(size)
  }
}

const upToNul = (bytes: Buffer): string => {
  const end = bytes.indexOf(0)
  return bytes.toString('latin1', 0, end === -1 ? bytes.length : end)
}

/** The field of the sum counts as spaces. */
function sumOf(block: Buffer): number {
  let sum = emptySum
  for (let at = 0; at < tarFields.sum; at++) sum += block[at] ?? 0
  for (let at = tarFields.sum + 8; at < tarBlock; at++) sum += block[at] ?? 0
  return sum
}

const emptySum = 8 * 0x20

function octalIn(block: Buffer, at: number, length: number): number {
  const text = block.toString('latin1', at, at + length)
  // GNU tar writes what has no room as bytes: no file that is asked for is as large as that.
  if (!/^ *[0-7]+[ \0]*$/.test(text)) throw new Error('a number in a tar header is not octal')
  return parseInt(text, 8)
}
