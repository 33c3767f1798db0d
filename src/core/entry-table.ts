// Very many entries in little memory: the columns of a table, outside of the heap that is searched for garbage. As objects they
// take 300 bytes each and are in its way, here some 130.

import { Buffer } from 'node:buffer'
import type { BytePath } from './byte-path.ts'
import { type Entry, type EntryType, entryWith, type Owner } from './entry.ts'
import type { EntryList } from './entry-list.ts'
import { MadeList } from './list.ts'
import { Parts, placeInPart, rowsOfPart } from './parts.ts'

const digestBytes = 32
/** What their paths are expected to take; it grows where they take more. */
const pathBytes = 48

/** Whether a time fits into 64 bits: from 1677 to 2262. */
export const fitsColumn = (ns: bigint): boolean => BigInt.asIntN(64, ns) === ns

/** Appended to, never changed. Its entries are made when they are asked for: the same one twice is two objects. */
export class EntryTable extends MadeList<Entry> implements EntryList {
  readonly #owners = new Owners()
  readonly #parts = new Parts(() => new Part(this.#owners))
  #length = 0
  isInOrder = false

  get length(): number {
    return this.#length
  }

  /** `digest`: 32 bytes, in the place of an `sha256`. */
  push(entry: Entry, digest?: Uint8Array): void {
    const row = this.#length++
    this.#parts.forNew(row).put(placeInPart(row), entry, digest)
  }

  protected make(index: number): Entry {
    return this.#parts.of(index).at(placeInPart(index))
  }
}

class Part {
  readonly isFile = new Uint8Array(rowsOfPart)
  readonly modes = new Uint16Array(rowsOfPart)
  readonly sizes = new Float64Array(rowsOfPart)
  readonly mtimes = new BigInt64Array(rowsOfPart)
  readonly storedMtimes = new BigInt64Array(rowsOfPart)
  readonly digests = Buffer.allocUnsafeSlow(rowsOfPart * digestBytes)
  readonly #owners: Owners
  /** As `#owners` number them; 0: none. */
  readonly #ownerOf = new Uint32Array(rowsOfPart)
  /** Where each path ends. */
  readonly #ends = new Uint32Array(rowsOfPart + 1)
  #paths = Buffer.allocUnsafeSlow(rowsOfPart * pathBytes)
  /** Of the few that have more to them than the columns hold. */
  readonly #others = new Map<number, Entry>()

  constructor(owners: Owners) {
    this.#owners = owners
  }

  /** `row`: the next one. */
  put(row: number, entry: Entry, digest: Uint8Array | undefined): void {
    const { path, type, mode, sourceMode, owner, size, mtimeNs, storedMtimeNs, sha256, target } = entry
    const start = this.#ends[row] ?? 0
    const isUsual = type === 'file' ? digest !== undefined || sha256?.length === digestBytes * 2 : type === 'dir'
    if (
      !isUsual ||
      sourceMode !== undefined ||
      target !== undefined ||
      !fitsColumn(mtimeNs) ||
      !fitsColumn(storedMtimeNs)
    ) {
      this.#ends[row + 1] = start
      const sum = digest === undefined ? {} : { sha256: Buffer.from(digest).toString('hex') }
      this.#others.set(row, entryWith(entry, sum))
      return
    }
    this.isFile[row] = type === 'file' ? 1 : 0
    this.modes[row] = mode
    this.sizes[row] = size
    this.mtimes[row] = mtimeNs
    this.storedMtimes[row] = storedMtimeNs
    if (owner !== undefined) this.#ownerOf[row] = this.#owners.numberOf(owner)
    if (digest !== undefined) this.digests.set(digest, row * digestBytes)
    else if (sha256 !== undefined) this.digests.write(sha256, row * digestBytes, 'hex')
    const end = start + path.length
    if (end > this.#paths.length) this.#grow(end)
    this.#paths.write(path, start, 'latin1')
    this.#ends[row + 1] = end
  }

  at(row: number): Entry {
    return this.#others.get(row) ?? new Row(this, row)
  }

  path(row: number): BytePath {
    return this.#paths.toString('latin1', this.#ends[row], this.#ends[row + 1]) as BytePath
  }

  owner(row: number): Owner | undefined {
    return this.#owners.at(this.#ownerOf[row] ?? 0)
  }

  #grow(needed: number): void {
    const more = Buffer.allocUnsafeSlow(Math.max(needed, Math.ceil(this.#paths.length * 1.5)))
    this.#paths.copy(more)
    this.#paths = more
  }
}

/** Each owner once, with a number from 1. */
class Owners {
  readonly #known: Owner[] = []
  /** By both as text: as one number they would pass what a double holds. */
  readonly #numbers = new Map<string, number>()
  #last = 0

  numberOf({ uid, gid }: Owner): number {
    const last = this.at(this.#last)
    if (last?.uid === uid && last.gid === gid) return this.#last
    const key = `${uid} ${gid}`
    let number = this.#numbers.get(key)
    if (number === undefined) this.#numbers.set(key, (number = this.#known.push({ uid, gid })))
    return (this.#last = number)
  }

  at(number: number): Owner | undefined {
    return number === 0 ? undefined : this.#known[number - 1]
  }
}

/** A file or directory as the columns tell of it. Nothing of it can be spread: its properties are reckoned. */
class Row implements Entry {
  readonly #part: Part
  readonly #row: number

  constructor(of: Part, row: number) {
    this.#part = of
    this.#row = row
  }

  get path(): BytePath {
    return this.#part.path(this.#row)
  }

  get type(): EntryType {
    return this.#part.isFile[this.#row] === 1 ? 'file' : 'dir'
  }

  get mode(): number {
    return this.#part.modes[this.#row] ?? 0
  }

  get owner(): Owner | undefined {
    return this.#part.owner(this.#row)
  }

  get size(): number {
    return this.#part.sizes[this.#row] ?? 0
  }

  get mtimeNs(): bigint {
    return this.#part.mtimes[this.#row] ?? 0n
  }

  get storedMtimeNs(): bigint {
    return this.#part.storedMtimes[this.#row] ?? 0n
  }

  get sha256(): string | undefined {
    const at = this.#row * digestBytes
    return this.type === 'file' ? this.#part.digests.toString('hex', at, at + digestBytes) : undefined
  }
}
