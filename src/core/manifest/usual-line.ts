// A manifest's line as nearly all of them are written, read in one pass over its characters: a plain name, a time since 1970,
// no tag but the source's mtime, no number but as we write it. Whatever else a line may be is read word by word instead.

import type { Buffer } from 'node:buffer'
import type { BytePath } from '../byte-path.ts'
import type { Entry, Owner } from '../entry.ts'

export interface UsualLine {
  /** Without its SHA-256. */
  readonly entry: Entry
  /** 32 bytes, of a regular file; until the next line is read. */
  readonly digest: Uint8Array | undefined
  /** The line without what tells when it was made, as digests cover it. */
  readonly timeless: string
}

/** With and without an owner as one literal each: what is added to an object later lies in a second one. */
function entryOf(
  path: BytePath,
  type: 'file' | 'dir',
  mode: number,
  size: number,
  mtimeNs: bigint,
  storedMtimeNs: bigint,
  owner: Owner | undefined
): Entry {
  return owner === undefined
    ? { path, type, mode, size, mtimeNs, storedMtimeNs }
    : { path, type, mode, size, mtimeNs, storedMtimeNs, owner }
}

const zero = 0x30
const slash = 0x2f
const dot = 0x2e

const plain = tableOf(/[A-Za-z0-9._\-/+,@:%~]/)
/** What a character stands for as a hexadecimal digit. */
const none = 255
const nibbles = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code))
  return value < 0 ? none : value
})

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0))
}

/** Longer ones are not ours, or no whole number that a double holds. */
const mostDigits = 15

export class UsualLineReader {
  readonly #bytes = new Uint8Array(32)
  #line = ''
  #at = 0

  /**
   * Undefined for any other line, also for one that is wrong. `bytes` has the line from `start` on: what is kept of it is
   * made of these, because a part of a text keeps all of the text in memory (a million lines of a manifest: 240 MB).
   */
  read(line: string, bytes: Buffer, start: number): UsualLine | undefined {
    this.#line = line
    this.#at = 2
    if (!line.startsWith('./') || !this.#plainPath()) return undefined
    const pathEnd = this.#at
    const isFile = this.#word(' type=file mode=')
    if (!isFile && !this.#word(' type=dir mode=')) return undefined
    const mode = this.#mode()
    const owner = this.#owner()
    const size = isFile ? this.#number(' size=') : 0
    const timeAt = this.#at
    const storedMtimeNs = this.#word(' time=') ? this.#time() : undefined
    const timeEnd = this.#at
    const hasDigest = !isFile || this.#digest()
    const tagsAt = this.#at
    const mtimeNs = this.#word(' tags=mtime:') ? this.#time() : storedMtimeNs
    if (mode < 0 || owner === null || size < 0 || storedMtimeNs === undefined || mtimeNs === undefined) return undefined
    if (this.#at !== line.length || !hasDigest) return undefined
    const path = bytes.toString('latin1', start + 2, start + pathEnd) as BytePath
    const entry = entryOf(path, isFile ? 'file' : 'dir', mode, size, mtimeNs, storedMtimeNs, owner)
    const timeless = line.slice(0, timeAt) + line.slice(timeEnd, tagsAt)
    return { entry, digest: isFile ? this.#bytes : undefined, timeless }
  }

  #word(word: string): boolean {
    if (!this.#line.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  /** Up to a space; no part of it is empty, `.` or `..`. */
  #plainPath(): boolean {
    const line = this.#line
    let part = this.#at
    for (let at = part; at < line.length; at++) {
      const code = line.charCodeAt(at)
      const isEnd = code === 0x20
      if (code === slash || isEnd) {
        const length = at - part
        if (length === 0) return false
        if (length <= 2 && line.charCodeAt(part) === dot && line.charCodeAt(at - 1) === dot) return false
        part = at + 1
      }
      if (isEnd) {
        this.#at = at
        return true
      }
      if (plain[code] !== 1) return false
    }
    return false
  }

  /** Four octal digits; negative when it is anything else. */
  #mode(): number {
    let mode = 0
    for (let left = 4; left > 0; left--) {
      const digit = this.#line.charCodeAt(this.#at++) - zero
      if (!(digit >= 0 && digit <= 7)) return -1
      mode = mode * 8 + digit
    }
    return mode
  }

  /** Undefined where there is none, null where it cannot be read. */
  #owner(): Owner | null | undefined {
    if (!this.#line.startsWith(' uid=', this.#at)) return undefined
    const uid = this.#number(' uid=')
    const gid = this.#number(' gid=')
    // Higher ones may be none at all, which is for others to say.
    return uid < 0 || gid < 0 || uid > 0x7fff_ffff || gid > 0x7fff_ffff ? null : { uid, gid }
  }

  #number(word: string): number {
    return this.#word(word) ? this.#digits() : -1
  }

  /** A whole number without zeros before it; negative when it is anything else. */
  #digits(): number {
    const from = this.#at
    let value = 0
    for (let digit = this.#digit(from); digit >= 0; digit = this.#digit(this.#at)) {
      value = value * 10 + digit
      this.#at++
    }
    const length = this.#at - from
    return length === 0 || length > mostDigits || (length > 1 && this.#digit(from) === 0) ? -1 : value
  }

  #digit(at: number): number {
    const digit = this.#line.charCodeAt(at) - zero
    return digit >= 0 && digit <= 9 ? digit : -1
  }

  /** Nanoseconds. */
  #time(): bigint | undefined {
    const seconds = this.#digits()
    if (seconds < 0 || this.#line.charCodeAt(this.#at++) !== dot) return undefined
    let rest = 0
    for (let left = 9; left > 0; left--) {
      const digit = this.#digit(this.#at++)
      if (digit < 0) return undefined
      rest = rest * 10 + digit
    }
    // Beyond it is what 64 bits of nanoseconds cannot hold, and what others are to judge.
    return seconds > 9_000_000_000 ? undefined : BigInt(seconds) * 1_000_000_000n + BigInt(rest)
  }

  #digest(): boolean {
    if (!this.#word(' sha256=')) return false
    for (let byte = 0; byte < 32; byte++) {
      const high = nibbles[this.#line.charCodeAt(this.#at++)] ?? none
      const low = nibbles[this.#line.charCodeAt(this.#at++)] ?? none
      if (high === none || low === none) return false
      this.#bytes[byte] = high * 16 + low
    }
    return true
  }
}
