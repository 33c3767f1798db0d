// A cache in memory that keeps copies of snapshots by their keys, and refuses what a test wants refused.

import type { Entry } from '../../../src/core/entry.ts'
import { encodeManifest } from '../../../src/core/manifest/manifest.ts'
import { encodeRecord } from '../../../src/core/record-text.ts'
import type { SnapshotRecord } from '../../../src/core/record.ts'
import type { CacheTrouble, Found, Kept, SnapshotCopies } from '../../../src/ports/snapshot-copies.ts'
import type { Series } from '../../../src/ports/volume.ts'
import type { SteppableClock } from './clock.ts'
import type { MemorySource } from './source.ts'
import { MemoryVolume } from './volume.ts'

interface Kind {
  /** Paths of the files that it has. */
  readonly files?: readonly string[]
  readonly records?: readonly SnapshotRecord[]
  readonly manifest?: readonly Entry[]
}

export class MemoryCopies implements SnapshotCopies {
  unavailable?: string
  readonly volume: MemoryVolume
  /** The oldest first. */
  readonly entries = new Map<string, Kind>()
  /** Keys that were asked to be kept. */
  readonly sent: string[] = []
  /** Of every question. */
  trouble: CacheTrouble | undefined
  /** What happens instead of keeping. */
  refuses: ((key: string) => Kept) | undefined

  constructor(clock: SteppableClock, source: MemorySource) {
    this.volume = new MemoryVolume('/cache', clock, source, 1001)
  }

  find(key: string): Promise<Found> {
    return Promise.resolve(this.trouble ?? { state: this.entries.has(key) ? 'found' : 'absent' })
  }

  keepFiles(key: string, _series: Series, _id: string, files: readonly Entry[]): Promise<Kept> {
    return this.#keep(key, { files: files.map(({ path }) => path) })
  }

  keepSnapshot(key: string, records: readonly SnapshotRecord[], manifest: readonly Entry[]): Promise<Kept> {
    return this.#keep(key, { records, manifest })
  }

  bringSnapshot(start: string, series: string): Promise<Found> {
    if (this.trouble !== undefined) return Promise.resolve(this.trouble)
    const [, kept] = [...this.entries].reverse().find(([key]) => key.startsWith(start)) ?? []
    const [newest] = kept?.records ?? []
    if (kept === undefined || newest === undefined) return Promise.resolve({ state: 'absent' })
    const own = `/cache/${series}/.snapshots`
    for (const record of kept.records ?? []) {
      this.volume.disk.makeDirectories(`/cache/${series}/${record.id}`)
      this.volume.disk.write(`${own}/records/${record.id}.json`, encodeRecord(record))
    }
    const manifest = [...encodeManifest({ id: newest.id, series }, kept.manifest ?? [])].join('')
    this.volume.disk.write(`${own}/manifests/${newest.id}.mtree`, manifest)
    return Promise.resolve({ state: 'found' })
  }

  bringFiles(key: string): Promise<Found> {
    return this.find(key)
  }

  #keep(key: string, kind: Kind): Promise<Kept> {
    this.sent.push(key)
    if (this.refuses !== undefined) return Promise.resolve(this.refuses(key))
    if (this.entries.has(key)) throw new Error(`the entry ${key} is there already`)
    this.entries.set(key, kind)
    return Promise.resolve({ state: 'kept' })
  }
}
