// A tree of many small files, read, and a tree on a volume into which they are copied: what stored them, and what is there.

import { lstatSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { localSource } from '../../src/adapters/local-source.ts'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { farVolume } from '../../src/adapters/ssh/far-volume.ts'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import type { Progress } from '../../src/core/progress.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import type { CopyOutcome, CopyRequest, PartialTree } from '../../src/ports/partial-tree.ts'
import type { SourceEntry } from '../../src/ports/source.ts'
import type { Lock, Volume } from '../../src/ports/volume.ts'
import { entriesOf } from '../formats/real-tree.ts'
import { type AdapterParts, adapterParts, scratchWith } from './adapter-parts.ts'
import { isRoot } from './skip-aloud.ts'
import { requestFor } from './source-request.ts'
import type { SshServer } from './sshd.ts'

const id = '2026-11-20T00-00-00Z'
const ignore = (): void => undefined

export class PackStand {
  /** Of the files in `part`. */
  readonly many = 600
  readonly scratch = scratchWith('volume', 'temp', 'tree/part')
  #parts: AdapterParts | undefined
  #lock: Lock | undefined
  #connection: Connection | undefined
  #partial: PartialTree | undefined

  constructor() {
    for (let file = 0; file < this.many; file++) {
      writeFileSync(this.tree('part', `file${file}`), `bytes of ${file}`)
      utimesSync(this.tree('part', `file${file}`), file, file + 0.5)
    }
  }

  /** `path`: where programs are looked for. */
  async begin(path = process.env.PATH): Promise<void> {
    const parts = (this.#parts = { ...adapterParts({ ...process.env, PATH: path }), tempDir: this.temp })
    await this.#beginIn(localVolume(this.volume, parts))
  }

  /** The same on a volume behind this server. */
  async beginFar(server: SshServer): Promise<void> {
    const parts = (this.#parts = { ...adapterParts(), tempDir: this.temp })
    const address = addressOf(server.address(this.volume))
    if (address.kind === 'local') throw new Error('an address over ssh was expected')
    const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
    this.#connection = await Connection.open(address, access, { ...parts, tempDir: this.scratch, spares: 2 })
    await this.#beginIn(farVolume(server.address(this.volume), this.#connection, () => isRoot, parts))
  }

  async #beginIn(volume: Volume): Promise<void> {
    const series = volume.series('s')
    this.#lock = await series.lock('us', 0, ignore)
    this.#partial = await series.begin(id)
  }

  get volume(): string {
    return join(this.scratch, 'volume')
  }

  get temp(): string {
    return join(this.scratch, 'temp')
  }

  tree(...names: readonly string[]): string {
    return join(this.scratch, 'tree', ...names)
  }

  stored(...names: readonly string[]): string {
    return join(this.volume, 's/.snapshots/partial', id, ...names)
  }

  get partial(): PartialTree {
    if (this.#partial === undefined) throw new Error('nothing has begun')
    return this.#partial
  }

  /** Without the top. */
  async read(): Promise<readonly SourceEntry[]> {
    if (this.#parts === undefined) throw new Error('nothing has begun')
    const source = localSource({ ...this.#parts, keepOwners: isRoot })
    const resolved = await source.resolve(requestFor(this.scratch, { path: ['tree'] }))
    const scan = await source.scan(resolved, true, ignore)
    return scan.entries.filter(({ path }) => path !== '.')
  }

  /** What was told of how far the copying is. */
  readonly progress: Progress[] = []
  onProgress: () => void = ignore

  async copy(entries: readonly SourceEntry[], more: Partial<CopyRequest> = {}): Promise<CopyOutcome> {
    await this.partial.makeDirectories(entries.filter(({ type }) => type === 'dir').map(({ path }) => path))
    return this.partial.copy(
      {
        root: pathFromText(this.tree()),
        paths: entries.map(({ path }) => path),
        entries,
        keepOwners: isRoot,
        isSparse: false,
        linkDest: [],
        extraArgs: [],
        totalBytes: entries.reduce((sum, { size }) => sum + size, 0),
        ...more
      },
      progress => {
        this.progress.push(progress)
        this.onProgress()
      }
    )
  }

  expectAllStored(withOwners = isRoot): void {
    expect(all(this.stored(), withOwners)).toEqual(all(this.tree(), withOwners))
  }

  /** Files and symlinks that want a second look. */
  unsureOf({ unsure }: CopyOutcome): readonly string[] {
    const isDirectory = (path: string): boolean =>
      lstatSync(this.stored(path), { throwIfNoEntry: false })?.isDirectory() ?? false
    return [...(unsure ?? ['all'])].filter(path => !isDirectory(path))
  }

  /** Ends the run; whoever put the volume or the temporary directory elsewhere does so before removing it. */
  async end(): Promise<void> {
    await this.#lock?.release()
    await this.#connection?.close()
    this.#connection = undefined
    await this.#parts?.pool.close()
    this.#lock = this.#parts = undefined
  }

  async remove(): Promise<void> {
    await this.end()
    // Nothing of an archive stays.
    const left = readdirSync(this.temp)
    rmSync(this.scratch, { recursive: true })
    expect(left).toEqual([])
  }

  /** The temporary directory goes while the run needs it. */
  async withoutTemp(work: () => Promise<void>): Promise<void> {
    rmSync(this.temp, { recursive: true })
    try {
      await work()
    } finally {
      mkdirSync(this.temp)
    }
  }
}

const all = (root: string, withOwners: boolean): unknown =>
  new Map(
    entriesOf(pathFromText(root))
      .filter(({ path }) => path !== '.')
      .map(entry => [entry.path, { ...entry, owner: withOwners ? entry.owner : undefined }])
  )

/** It never goes back, and ends where all is. */
export function expectSteadyProgress({ progress }: PackStand): void {
  const files = progress.map(each => each.files)
  const bytes = progress.map(each => each.bytes)
  for (const amounts of [files, bytes]) expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  const last = progress.at(-1)
  expect(last?.bytes).toBe(last?.totalBytes)
  expect(last?.files).toBeLessThanOrEqual(last?.totalFiles ?? 0)
}
