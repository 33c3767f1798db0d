// A row of a look, put into words: an entry of the source, or why there is none.

import { Buffer } from 'node:buffer'
import type { BytePath } from '../core/byte-path.ts'
import type { Owner } from '../core/entry.ts'
import type { SourceEntry } from '../ports/source.ts'
import { column, columns, type LookResult, lookStatus, second, typeCode } from './workers/protocol.ts'

export type Looked =
  | { readonly state: 'seen'; readonly path: BytePath; readonly entry: SourceEntry }
  | { readonly state: 'gone'; readonly path: BytePath }
  /** Neither file, directory nor symlink. */
  | { readonly state: 'other'; readonly path: BytePath }
  | { readonly state: 'failed'; readonly path: BytePath; readonly why: string }

export class RowReader {
  readonly #hash: boolean
  readonly #keepOwners: boolean
  /** Most entries of a tree have one owner and one device: each is one object in memory. */
  readonly #owners = new Map<number, Owner>()
  #dev = 0n
  /** Of the result that is being read. */
  #digests = ''
  #digestBytes: Buffer = Buffer.alloc(0)

  constructor(hash: boolean, keepOwners: boolean) {
    this.#hash = hash
    this.#keepOwners = keepOwners
  }

  /** The entry alone, for the many that are seen; anything else by `read`. Written for speed: no spreads, no closures. */
  entry(path: BytePath, index: number, { rows, digests, targets }: LookResult): SourceEntry | undefined {
    const at = index * columns
    if (rows[at + column.status] !== lookStatus.ok) return undefined
    const kind = rows[at + column.type]
    if (kind === typeCode.other) return undefined
    const type = kind === typeCode.file ? 'file' : kind === typeCode.dir ? 'dir' : 'link'
    const mtimeNs = (rows[at + column.mtimeSeconds] ?? 0n) * second + (rows[at + column.mtimeRest] ?? 0n)
    const mode = type === 'link' ? 0o777 : Number(rows[at + column.mode])
    const size = type === 'file' ? Number(rows[at + column.size]) : 0
    const storedMtimeNs = mtimeNs
    const dev = this.#device(rows[at + column.dev] ?? 0n)
    const ino = rows[at + column.ino] ?? 0n
    const ctimeNs = rows[at + column.ctimeNs] ?? 0n
    const allocated = Number(rows[at + column.allocated])
    const isRacy = rows[at + column.isRacy] === 1n
    const owner = this.#keepOwners
      ? this.#owner(Number(rows[at + column.uid]), Number(rows[at + column.gid]))
      : undefined
    // The many have all their fields in one literal: what is added to an object later lies in a second one.
    if (this.#hash && type === 'file') {
      const sha256 = this.#digest(digests, index)
      return owner === undefined
        ? { path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy, sha256 }
        : { path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy, sha256, owner }
    }
    const target = type === 'link' ? targets.get(index) : undefined
    return {
      ...{ path, type, mode, size, mtimeNs, storedMtimeNs, dev, ino, ctimeNs, allocated, isRacy },
      ...(owner !== undefined && { owner }),
      ...(target !== undefined && { target })
    }
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

  /** A text of its own: a part of one keeps all of it in memory. */
  #digest(digests: string, index: number): string {
    if (this.#digests !== digests) {
      this.#digests = digests
      this.#digestBytes = Buffer.from(digests, 'latin1')
    }
    return this.#digestBytes.toString('latin1', index * 64, index * 64 + 64)
  }

  #device(dev: bigint): bigint {
    if (dev !== this.#dev) this.#dev = dev
    return this.#dev
  }

  #owner(uid: number, gid: number): Owner {
    const key = uid * 2 ** 32 + gid
    let owner = this.#owners.get(key)
    if (owner === undefined) {
      owner = { uid, gid }
      this.#owners.set(key, owner)
    }
    return owner
  }
}
