// A row of a look, put into words: an entry of the source, or why there is none.

import { Buffer } from 'node:buffer'
import type { BytePath } from '../core/byte-path.ts'
import type { EntryType, Owner } from '../core/entry.ts'
import type { SourceEntry } from '../ports/source.ts'
import { column, columns, type LookResult, lookStatus, second, typeOf } from './workers/protocol.ts'

export type Looked =
  | { readonly state: 'seen'; readonly path: BytePath; readonly entry: SourceEntry }
  | { readonly state: 'gone'; readonly path: BytePath }
  /** Neither file, directory nor symlink. */
  | { readonly state: 'other'; readonly path: BytePath }
  | { readonly state: 'failed'; readonly path: BytePath; readonly why: string }

export class RowReader {
  readonly #hash: boolean
  readonly #keepOwners: boolean
  /** The one whose rows are being read. */
  #batch: Batch | undefined

  constructor(hash: boolean, keepOwners: boolean) {
    this.#hash = hash
    this.#keepOwners = keepOwners
  }

  /** The entry alone, for the many that are seen; anything else by `read`. */
  entry(path: BytePath, index: number, result: LookResult): SourceEntry | undefined {
    const { rows } = result
    const at = index * columns
    if (rows[at + column.status] !== lookStatus.ok) return undefined
    const type = typeOf(rows[at + column.type])
    return type === 'other' ? undefined : new SeenEntry(path, type, this.#batchOf(result), index)
  }

  read(path: BytePath, index: number, result: LookResult): Looked {
    const entry = this.entry(path, index, result)
    if (entry !== undefined) return { state: 'seen', path, entry }
    const status = result.rows[index * columns + column.status]
    if (status === lookStatus.gone) return { state: 'gone', path }
    if (status === lookStatus.failed)
      return { state: 'failed', path, why: result.errors.get(index) ?? 'it could not be read' }
    if (status === lookStatus.unstable) return { state: 'failed', path, why: 'it kept changing while it was read' }
    return { state: 'other', path }
  }

  #batchOf(result: LookResult): Batch {
    if (this.#batch?.rows === result.rows) return this.#batch
    const { rows, digests, targets } = result
    const kept = this.#hash ? Buffer.from(digests, 'hex') : undefined
    return (this.#batch = { rows, digests: kept, targets, keepsOwners: this.#keepOwners })
  }
}

/** What a thread found, as it came: the numbers of a million files are no objects that way, and in nobody's way. */
interface Batch {
  readonly rows: LookResult['rows']
  /** 32 bytes of each; absent where nothing was hashed. */
  readonly digests: Buffer | undefined
  readonly targets: LookResult['targets']
  readonly keepsOwners: boolean
}

/** Nothing of it but its path and type can be spread: all else is reckoned (see `entryWith`). */
class SeenEntry implements SourceEntry {
  readonly path: BytePath
  readonly type: EntryType
  readonly #batch: Batch
  readonly #row: number

  constructor(path: BytePath, type: EntryType, batch: Batch, row: number) {
    this.path = path
    this.type = type
    this.#batch = batch
    this.#row = row
  }

  get mode(): number {
    return this.type === 'link' ? 0o777 : Number(this.#number(column.mode))
  }

  get owner(): Owner | undefined {
    if (!this.#batch.keepsOwners) return undefined
    return { uid: Number(this.#number(column.uid)), gid: Number(this.#number(column.gid)) }
  }

  get size(): number {
    return this.type === 'file' ? Number(this.#number(column.size)) : 0
  }

  get mtimeNs(): bigint {
    return this.#number(column.mtimeSeconds) * second + this.#number(column.mtimeRest)
  }

  get storedMtimeNs(): bigint {
    return this.mtimeNs
  }

  get sha256(): string | undefined {
    const at = this.#row * digestBytes
    return this.type === 'file' ? this.#batch.digests?.toString('hex', at, at + digestBytes) : undefined
  }

  get target(): BytePath | undefined {
    return this.type === 'link' ? this.#batch.targets.get(this.#row) : undefined
  }

  get dev(): bigint {
    return this.#number(column.dev)
  }

  get ino(): bigint {
    return this.#number(column.ino)
  }

  get ctimeNs(): bigint {
    return this.#number(column.ctimeNs)
  }

  get allocated(): number {
    return Number(this.#number(column.allocated))
  }

  get isRacy(): boolean {
    return this.#number(column.isRacy) === 1n
  }

  #number(name: number): bigint {
    return this.#batch.rows[this.#row * columns + name] ?? 0n
  }
}

const digestBytes = 32
