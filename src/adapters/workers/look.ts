// Looks at a batch of paths: lstat, link targets, and the SHA-256 of regular files, never following a symlink.

import { Buffer } from 'node:buffer'
import { createHash, hash } from 'node:crypto'
import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs'
import { type BytePath, fsPath, joinPath, pathFromBytes } from '../../core/byte-path.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { racyNs, type SharedIndex, StatIndex } from '../../core/stat-index.ts'
import { systemClock } from '../system-clock.ts'
import { column, columns, type LookResult, lookStatus, type LookTask, second, typeCode } from './protocol.ts'

/** A file up to this size is read in one call and hashed in one call. */
const small = 256 * 1024
const buffer = Buffer.allocUnsafeSlow(1024 * 1024)

/** O_NONBLOCK: a FIFO that took a file's place must not hang us. O_NOFOLLOW: nor may a symlink lead us elsewhere. */
export const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

export function look(task: LookTask): LookResult {
  const rows = new Rows(task.paths.length, task.known)
  for (const path of task.paths) rows.add(joinPath(task.root, path), task.hash)
  return rows.result()
}

/** What was found, path by path, packed for the way to the main thread. */
export class Rows {
  bytes = 0
  /** Files that were not read, because the index knows them. */
  #known = 0
  /** Files that the index was asked for. */
  #asked = 0
  readonly #index: StatIndex | undefined
  #rows: BigInt64Array<ArrayBuffer>
  #count = 0
  readonly #digests: string[] = []
  readonly #targets = new Map<number, BytePath>()
  readonly #errors = new Map<number, string>()

  constructor(expected: number, known?: SharedIndex) {
    this.#index = known === undefined ? undefined : new StatIndex(known)
    this.#rows = new BigInt64Array(expected * columns)
  }

  get count(): number {
    return this.#count
  }

  /** Looks at an absolute path. `isFile`: its directory said so, which spares one look: it is opened straight away. */
  add(path: BytePath, hash: boolean, isFile = false): BigIntStats | undefined {
    const index = this.#count++
    const at = index * columns
    if (at === this.#rows.length) this.#grow()
    let seen: Seen = { digest: noDigest }
    try {
      seen = this.#lookAgain(fsPath(path), index, hash, isFile)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') this.#rows[at + column.status] = lookStatus.gone
      else {
        this.#rows[at + column.status] = lookStatus.failed
        // ELOOP: a symlink stands where a file was listed, so the tree is changing under us.
        this.#errors.set(index, messageOf(error))
      }
    }
    this.#digests.push(seen.digest)
    return seen.stat
  }

  /**
   * Between two calls another thing may have taken its place: what was a symlink is none to readlink(2) (EINVAL), and what
   * was a file is a symlink to open(2) (ELOOP). It is looked at again then, as what it is now.
   */
  #lookAgain(file: string | Buffer, index: number, hash: boolean, isFile: boolean): Seen {
    for (let left = looks; ; left--) {
      try {
        return this.#lookOnce(file, index, hash, isFile && left === looks)
      } catch (error) {
        const code = codeOf(error)
        if (left === 1 || (code !== 'EINVAL' && code !== 'ELOOP')) throw error
      }
    }
  }

  #lookOnce(file: string | Buffer, index: number, hash: boolean, isFile: boolean): Seen {
    const stat = !isFile || !hash || this.#mayBeKnown() ? this.#look(file, index) : undefined
    const known = hash && stat?.isFile() === true ? this.#find(stat) : undefined
    if (known !== undefined) return { stat, digest: known }
    if (!hash || !(stat?.isFile() ?? true)) return { stat, digest: noDigest }
    const find = stat === undefined ? this.#find.bind(this) : nothingKnown
    const read = hashFile(file, this.#rows, index * columns, find)
    this.bytes += read.bytes
    return read
  }

  /** Whether a look by name is likely to spare opening the file: after a rebuild, the index knows none of them. */
  #mayBeKnown(): boolean {
    return this.#index !== undefined && (this.#asked < tries || this.#known * 2 > this.#asked)
  }

  result(): LookResult {
    return {
      // No more than that: a part of it would take all of it along, and keep it.
      rows: this.#rows.slice(0, this.#count * columns),
      digests: this.#digests.join(''),
      targets: this.#targets,
      errors: this.#errors,
      bytes: this.bytes,
      known: this.#known
    }
  }

  #find({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string | undefined {
    if (this.#index === undefined) return undefined
    const digest = this.#index.find(dev, ino, size, mtimeNs, ctimeNs)
    this.#asked++
    if (digest !== undefined) this.#known++
    return digest
  }

  #look(file: string | Buffer, index: number): BigIntStats {
    const stat = lstatSync(file, { bigint: true })
    fill(this.#rows, index * columns, stat)
    if (stat.isSymbolicLink()) this.#targets.set(index, pathFromBytes(readlinkSync(file, { encoding: 'buffer' })))
    return stat
  }

  #grow(): void {
    const larger = new BigInt64Array(Math.max(this.#rows.length * 2, 64 * columns))
    larger.set(this.#rows)
    this.#rows = larger
  }
}

/** So many files tell whether the others are worth asking for by their names. */
const tries = 16

const noDigest = '0'.repeat(64)

/** Nobody who swaps things without end keeps us here. */
const looks = 5

interface Seen {
  readonly stat?: BigIntStats | undefined
  readonly digest: string
}

function fill(rows: BigInt64Array, at: number, stat: BigIntStats): void {
  rows[at + column.type] = stat.isFile()
    ? typeCode.file
    : stat.isDirectory()
      ? typeCode.dir
      : stat.isSymbolicLink()
        ? typeCode.link
        : typeCode.other
  rows[at + column.mode] = stat.mode & 0o7777n
  rows[at + column.uid] = stat.uid
  rows[at + column.gid] = stat.gid
  rows[at + column.size] = stat.size
  rows[at + column.mtimeSeconds] = stat.mtimeNs / second
  rows[at + column.mtimeRest] = stat.mtimeNs % second
  rows[at + column.ctimeNs] = stat.ctimeNs
  rows[at + column.dev] = stat.dev
  rows[at + column.ino] = stat.ino
  rows[at + column.links] = stat.nlink
  rows[at + column.allocated] = stat.blocks * 512n
  rows[at + column.isRacy] = isRacy(stat.ctimeNs) ? 1n : 0n
}

/** Asked of the clock again only when a time may be young by what it said last: that is seldom, and the clock is not free. */
function isRacy(ctimeNs: bigint): boolean {
  if (ctimeNs < racyFromNs) return false
  racyFromNs = BigInt(systemClock.now().getTime()) * 1_000_000n - racyNs
  return ctimeNs > racyFromNs
}

let racyFromNs = 0n

interface Hashed {
  readonly stat: BigIntStats
  readonly digest: string
  readonly bytes: number
}

const nothingKnown = (): undefined => undefined

/** The row is filled from the open descriptor: it describes the very inode that was hashed. What `find` knows is not read. */
function hashFile(
  file: string | Buffer,
  rows: BigInt64Array,
  at: number,
  find: (stat: BigIntStats) => string | undefined
): Hashed {
  const fd = openSync(file, openFlags)
  try {
    const stat = fstatSync(fd, { bigint: true })
    fill(rows, at, stat)
    if (!stat.isFile()) return { stat, digest: noDigest, bytes: 0 }
    const known = find(stat)
    if (known !== undefined) return { stat, digest: known, bytes: 0 }
    const size = Number(stat.size)
    const hashed = size <= small ? hashSmall(fd, size) : hashLarge(fd)
    if (hashed.bytes !== size) rows[at + column.status] = lookStatus.unstable
    return { stat, ...hashed }
  } finally {
    closeSync(fd)
  }
}

function hashSmall(fd: number, size: number): Omit<Hashed, 'stat'> {
  let read = 0
  for (;;) {
    const n = readSync(fd, buffer, read, buffer.length - read, null)
    read += n
    // A short read of a regular file is its end, but for a file that grew past the buffer meanwhile.
    if (n === 0 || read === buffer.length || read === size) break
  }
  return { digest: hash('sha256', buffer.subarray(0, read)), bytes: read }
}

function hashLarge(fd: number): Omit<Hashed, 'stat'> {
  const sum = createHash('sha256')
  let read = 0
  for (;;) {
    const n = readSync(fd, buffer, 0, buffer.length, null)
    if (n === 0) break
    sum.update(buffer.subarray(0, n))
    read += n
  }
  return { digest: sum.digest('hex'), bytes: read }
}
