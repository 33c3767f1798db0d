// Reads paths in batches on the worker threads while more of them are still being listed, and puts the rows into words.

import { type BytePath, separatePaths } from '../core/byte-path.ts'
import type { OnProgress } from '../core/progress.ts'
import type { SharedIndex } from '../core/stat-index.ts'
import { mindMemory } from './engine.ts'
import { type Looked, RowReader } from './looked.ts'
import type { WorkerPool } from './workers/pool.ts'

/** Large enough that messages cost little, small enough that threads end together. */
const batchSize = 200

export class LookAhead {
  readonly #pool: WorkerPool
  readonly #root: BytePath
  readonly #hash: boolean
  readonly #reader: RowReader
  readonly #results: Promise<readonly Looked[]>[] = []
  readonly #index: SharedIndex | undefined
  /** Files that were not read, because the index knows them. */
  known = 0
  #batch: BytePath[] = []
  #files = 0
  #bytes = 0
  #listed = 0

  constructor(pool: WorkerPool, root: BytePath, hash: boolean, keepOwners: boolean, index?: SharedIndex) {
    this.#index = index
    this.#pool = pool
    this.#root = root
    this.#hash = hash
    this.#reader = new RowReader(hash, keepOwners)
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
    if (this.#batch.length === 0) return
    const paths = separatePaths(this.#batch)
    this.#batch = []
    const known = this.#index === undefined ? {} : { known: this.#index }
    const result = this.#pool.run({ kind: 'look', root: this.#root, paths, hash: this.#hash, ...known }).then(rows => {
      this.#files += paths.length
      mindMemory(this.#files)
      this.#bytes += rows.bytes
      this.known += rows.known
      onProgress?.({
        doing: this.#hash ? 'hashing' : 'reading',
        files: this.#files,
        bytes: this.#bytes,
        totalFiles: this.#listed
      })
      return paths.map((path, index) => this.#reader.read(path, index, rows))
    })
    // A failure is met when finish() awaits it; until then it must not count as unhandled.
    result.catch(() => undefined)
    this.#results.push(result)
  }
}
