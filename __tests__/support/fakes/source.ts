// A build's output on a disk in memory: listed and read as the real source is, and changed by a script while a run reads it.

import { createHash } from 'node:crypto'
import { Buffer } from 'node:buffer'
import type { BytePath } from '../../../src/core/byte-path.ts'
import type { OnProgress } from '../../../src/core/progress.ts'
import type { LeftOut } from '../../../src/core/report/model.ts'
import type { ResolvedSource, Scan, Source, SourceEntry, SourceRequest } from '../../../src/ports/source.ts'
import { allocatedOf, type Attributes, type Disk, type Inode } from './disk.ts'

export const sha256 = (data: string): string => createHash('sha256').update(Buffer.from(data, 'latin1')).digest('hex')

export class MemorySource implements Source {
  readonly disk: Disk
  /** The directory that holds the build's output. */
  readonly top: string
  readonly #keepOwners: boolean
  /** Changed so shortly before they are read that their times would not show another change. */
  readonly racy = new Set<string>()
  /** Listed, but gone when they are read. */
  readonly vanishing = new Set<string>()
  secrets: LeftOut[] = []
  specials: LeftOut[] = []
  unusedExcludes: string[] = []
  /** Where the runner's temporary directory lies in the source. */
  runnerTemp: string | undefined
  /** What happens right after the source was read. */
  afterScan: () => void = () => undefined
  /** What happens right after rsync has read a path, counted from 1. */
  afterCopyOf: (path: string, time: number) => void = () => undefined
  /** What the latest run asked for. */
  request: SourceRequest | undefined
  readonly #copied = new Map<string, number>()

  constructor(disk: Disk, top: string, keepOwners: boolean) {
    this.disk = disk
    this.top = top
    this.#keepOwners = keepOwners
    disk.makeDirectories(top)
  }

  write(path: string, data: string, attributes: Attributes = {}): void {
    this.disk.write(`${this.top}/${path}`, data, attributes)
  }

  remove(path: string): void {
    this.disk.remove(`${this.top}/${path}`)
  }

  /** A clean build of the same things: every file is written anew, in time order, with the attributes it had. */
  rebuild(): void {
    for (const [path, { type, data, mode, uid, gid }] of this.disk.under(this.top)) {
      if (type === 'file') this.write(path, data, { mode, uid, gid })
    }
  }

  /** rsync reads a path below `root`. */
  read(root: string, path: string): Inode | undefined {
    const inode = this.disk.at(path === '.' ? root : `${root}/${path}`)
    const seen = inode === undefined ? undefined : { ...inode }
    const time = (this.#copied.get(path) ?? 0) + 1
    this.#copied.set(path, time)
    this.afterCopyOf(path, time)
    return seen
  }

  resolve(request: SourceRequest): Promise<ResolvedSource> {
    this.request = request
    const lines = request.path.map(line => (line.startsWith('/') ? line : `${request.workspace}/${line}`))
    const [only] = lines
    if (lines.length === 1 && only !== undefined && this.disk.at(only)?.type === 'dir') {
      const temp = this.runnerTemp === undefined ? {} : { runnerTemp: this.runnerTemp as BytePath }
      return Promise.resolve({ root: only as BytePath, places: [only as BytePath], missing: [], ...temp, request })
    }
    const found = lines.filter(line => this.disk.at(line) !== undefined)
    return Promise.resolve({
      root: request.root as BytePath,
      items: found.map(line => line.slice(request.root.length + 1) as BytePath),
      places: found as BytePath[],
      missing: request.path.filter((_, index) => this.disk.at(lines[index] ?? '') === undefined),
      request
    })
  }

  scan(source: ResolvedSource, hash: boolean, onProgress: OnProgress): Promise<Scan> {
    const { root, items } = source
    const isTaken = (path: string): boolean =>
      items?.some(item => path === item || path.startsWith(`${item}/`) || item.startsWith(`${path}/`)) ?? true
    const gone = [...this.vanishing]
    for (const path of gone) this.disk.remove(`${root}/${path}`)
    const paths = this.disk.under(root).map(([path]) => path)
    const entries = ['.', ...paths.filter(isTaken)].flatMap(path => this.#entry(root, path, hash) ?? [])
    onProgress({ doing: hash ? 'hashing' : 'reading', files: entries.length, bytes: 0 })
    const { secrets, specials } = this
    this.afterScan()
    return Promise.resolve({
      entries,
      secrets,
      specials,
      vanished: gone as BytePath[],
      unusedExcludes: this.unusedExcludes
    })
  }

  look(
    source: ResolvedSource,
    paths: readonly BytePath[],
    hash: boolean
  ): Promise<readonly (SourceEntry | undefined)[]> {
    return Promise.resolve(paths.map(path => this.#entry(source.root, path, hash)))
  }

  #entry(root: string, path: string, hash: boolean): SourceEntry | undefined {
    const inode = this.disk.at(path === '.' ? root : `${root}/${path}`)
    if (inode === undefined) return undefined
    const { type, mode, uid, gid, data, mtimeNs, ctimeNs, ino } = inode
    return {
      path: path as BytePath,
      type,
      mode,
      ...(this.#keepOwners ? { owner: { uid, gid } } : {}),
      size: type === 'file' ? data.length : 0,
      mtimeNs,
      storedMtimeNs: mtimeNs,
      ...(type === 'file' && hash ? { sha256: sha256(data) } : {}),
      ...(type === 'link' ? { target: data as BytePath } : {}),
      dev: 1n,
      ino,
      ctimeNs,
      allocated: allocatedOf(inode),
      isRacy: this.racy.has(path)
    }
  }
}
