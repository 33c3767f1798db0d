// Reads paths in batches on the worker threads while more of them are still being listed, and puts the rows into words.

import { Buffer } from 'node:buffer'
import type { BytePath } from '../core/byte-path.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SourceEntry } from '../ports/source.ts'
import { column, columns, type LookResult, lookStatus, second, typeCode } from './workers/protocol.ts'
import type { WorkerPool } from './workers/pool.ts'

export type Looked =
  | { readonly state: 'seen'; readonly path: BytePath; readonly entry: SourceEntry }
  | { readonly state: 'gone'; readonly path: BytePath }
  /** Neither file, directory nor symlink. */
  | { readonly state: 'other'; readonly path: BytePath }
  | { readonly state: 'failed'; readonly path: BytePath; readonly why: string }

/** Large enough that messages cost little, small enough that threads end together. */
const batchSize = 200

export class LookAhead {
  readonly #pool: WorkerPool
  readonly #root: BytePath
  readonly #hash: boolean
  readonly #keepOwners: boolean
  readonly #results: Promise<readonly Looked[]>[] = []
  #batch: BytePath[] = []
  #files = 0
  #bytes = 0
  #listed = 0

  constructor(pool: WorkerPool, root: BytePath, hash: boolean, keepOwners: boolean) {
    this.#pool = pool
    this.#root = root
    this.#hash = hash
    this.#keepOwners = keepOwners
  }

  add(path: BytePath, onProgress?: OnProgress): void {
    this.#listed++
    this.#batch.push(path)
    if (this.#batch.length >= batchSize) this.#send(onProgress)
  }

  async finish(onProgress?: OnProgress): Promise<readonly Looked[]> {
    this.#send(onProgress)
    return (await Promise.all(this.#results)).flat()
  }

  #send(onProgress: OnProgress | undefined): void {
    const paths = this.#batch
    if (paths.length === 0) return
    this.#batch = []
    const result = this.#pool.run({ kind: 'look', root: this.#root, paths, hash: this.#hash }).then(rows => {
      this.#files += paths.length
      this.#bytes += rows.bytes
      onProgress?.({
        doing: this.#hash ? 'hashing' : 'reading',
        files: this.#files,
        bytes: this.#bytes,
        totalFiles: this.#listed
      })
      return paths.map((path, index) => this.#read(path, index, rows))
    })
    // A failure is met when finish() awaits it; until then it must not count as unhandled.
    result.catch(() => undefined)
    this.#results.push(result)
  }

  #read(path: BytePath, index: number, result: LookResult): Looked {
    const cell = (name: keyof typeof column): bigint => result.rows[index * columns + column[name]] ?? 0n
    const status = cell('status')
    if (status === lookStatus.gone) return { state: 'gone', path }
    if (status === lookStatus.failed)
      return { state: 'failed', path, why: result.errors.get(index) ?? 'it could not be read' }
    if (status === lookStatus.unstable) return { state: 'failed', path, why: 'it kept changing while it was read' }
    const kind = cell('type')
    if (kind === typeCode.other) return { state: 'other', path }
    const type = kind === typeCode.file ? 'file' : kind === typeCode.dir ? 'dir' : 'link'
    const target = result.targets.get(index)
    const digest = result.digests.subarray(index * 32, index * 32 + 32)
    const mtimeNs = cell('mtimeSeconds') * second + cell('mtimeRest')
    const entry: SourceEntry = {
      path,
      type,
      mode: type === 'link' ? 0o777 : Number(cell('mode')),
      ...(this.#keepOwners ? { owner: { uid: Number(cell('uid')), gid: Number(cell('gid')) } } : {}),
      size: type === 'file' ? Number(cell('size')) : 0,
      mtimeNs,
      storedMtimeNs: mtimeNs,
      ...(type === 'file' && this.#hash ? { sha256: Buffer.from(digest).toString('hex') } : {}),
      ...(target === undefined ? {} : { target }),
      dev: cell('dev'),
      ino: cell('ino'),
      ctimeNs: cell('ctimeNs'),
      allocated: Number(cell('allocated')),
      isRacy: cell('isRacy') === 1n
    }
    return { state: 'seen', path, entry }
  }
}
