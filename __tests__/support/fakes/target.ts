// A target in memory that is written as a real one is: aside, verified, in place; and refuses what a real one refuses.

import { type BytePath, parentPath } from '../../../src/core/byte-path.ts'
import { type Entry, sourceModeOf } from '../../../src/core/entry.ts'
import { Failure } from '../../../src/core/failure.ts'
import { stagingName } from '../../../src/core/restore-staging.ts'
import type { PutOutcome, PutRequest, PutStep, Restoring, Target, TargetState } from '../../../src/ports/target.ts'
import type { Tree } from '../../../src/ports/tree.ts'
import type { Free } from '../../../src/ports/volume.ts'
import { type Disk, systemError } from './disk.ts'
import { memoryTree } from './partial.ts'
import { sha256 } from './source.ts'

export class MemoryTarget implements Target {
  readonly path: string
  readonly disk: Disk
  inspect: Tree['inspect']
  readonly hash: Tree['hash']
  readonly names: Tree['names']
  /** What differs from a place that may be written. */
  differs: Partial<TargetState> = {}
  isBusy = false
  /** Of the target, paths that no removal gets rid of. */
  readonly stubborn = new Set<string>()
  /** Files that share blocks with what is stored, where that is asked for. */
  canReflink = false
  /** Of the snapshot, files whose bytes were read. */
  readonly reads: string[] = []
  beforePut: () => void = () => undefined
  /** What another one does there, before the lock is taken. */
  beforeBegin: () => void = () => undefined
  mark = 'as it was'
  /** Its name leads elsewhere at the end. */
  isReplaced = false
  /** Says whether the run is cancelled before this path is put. */
  stopsAt: string | undefined
  readonly #stored: Disk
  readonly #user: number

  constructor(path: string, disk: Disk, stored: Disk, user: number) {
    this.path = path
    this.disk = disk
    this.#stored = stored
    this.#user = user
    const tree = memoryTree({ disk, unreadable: () => false }, path)
    this.inspect = (paths, onProgress) => tree.inspect(paths.map(this.#reached), onProgress)
    this.hash = (paths, onProgress) => tree.hash(paths.map(this.#reached), onProgress)
    this.names = directories => tree.names(directories.map(this.#reached))
  }

  confirm(): Promise<void> {
    return this.isReplaced ? Promise.reject(new Failure('target', 'replaced by another directory')) : Promise.resolve()
  }

  state(): Promise<TargetState> {
    const type = this.disk.at(this.path)?.type
    const kind = type === undefined ? 'missing' : type === 'dir' ? 'directory' : 'not-a-directory'
    return Promise.resolve({
      kind,
      realPath: this.path as BytePath,
      isWritable: true,
      ...this.#marked(),
      ...this.differs
    })
  }

  free(): Promise<Free> {
    return Promise.resolve(this.disk.free())
  }

  begin(): Promise<Restoring> {
    this.beforeBegin()
    const marked = this.#marked()
    if (this.isBusy) return Promise.reject(new Failure('locked', 'Another restore is writing there.'))
    this.disk.makeDirectories(this.path)
    const staging = `${this.path}/${stagingName}`
    if (this.disk.at(staging) !== undefined) this.disk.remove(staging)
    this.disk.makeDirectory(staging, 0o700)
    const takeDown = (): void => {
      if (this.disk.at(staging) !== undefined) this.disk.remove(staging)
    }
    return Promise.resolve({
      ...marked,
      makeDirectories: paths => {
        for (const path of paths) this.disk.makeDirectory(this.#writable(path), 0o700)
        return Promise.resolve()
      },
      put: async (request, onProgress) => {
        this.beforePut()
        const outcomes = await Promise.resolve(request.steps.map(step => this.#put(request, step)))
        onProgress({ doing: 'restoring', files: outcomes.length, bytes: 0 })
        return outcomes
      },
      remove: paths => Promise.resolve(paths.flatMap(path => this.#remove(path))),
      finish: (directories, keepOwners) => {
        for (const entry of directories.toSorted((a, b) => (a.path < b.path ? 1 : -1))) {
          if (entry.path === '.') takeDown()
          this.disk.set(this.#at(entry.path), this.#attributesOf(entry, keepOwners))
        }
        return Promise.resolve()
      },
      end: () => {
        takeDown()
        return Promise.resolve()
      }
    })
  }

  #marked(): { readonly mark?: string } {
    return this.disk.at(`${this.path}/${stagingName}`) === undefined ? { mark: this.mark } : {}
  }

  #put({ tree, verify, method, keepOwners }: PutRequest, { entry, from }: PutStep): PutOutcome {
    if (entry.path === this.stopsAt) throw new Failure('cancelled', 'Cancelled.')
    const to = this.#writable(entry.path)
    if (this.disk.at(to)?.type === 'dir') throw systemError('EISDIR', to)
    const attributes = this.#attributesOf(entry, keepOwners)
    if (entry.type === 'link') {
      this.disk.symlink(to, entry.target ?? '', attributes)
      return { put: true, how: 'made' }
    }
    const own = this.disk.at(to)
    const isOwn = from === 'target' && own?.type === 'file' && sha256(own.data) === entry.sha256
    if (!isOwn) this.reads.push(entry.path)
    const read = isOwn ? own : this.#stored.at(`${tree}/${entry.path}`)
    if (read?.type !== 'file') return { put: false, problem: 'missing', why: 'it is not there' }
    if (read.data.length !== entry.size || (verify && sha256(read.data) !== entry.sha256))
      return { put: false, problem: 'damaged', why: 'its bytes are not those that were stored' }
    const { data } = read
    this.disk.write(to, data, attributes)
    return { put: true, how: this.canReflink && method !== 'copy' && !isOwn ? 'reflinked' : 'copied' }
  }

  #remove(path: BytePath): string[] {
    const at = this.#writable(path)
    const kept = [...this.stubborn].filter(one => one === path || one.startsWith(`${path}/`))
    if (kept.length > 0) return kept.map(one => `${one}: Operation not permitted`)
    this.disk.remove(at)
    return []
  }

  #attributesOf(
    entry: Entry,
    keepOwners: boolean
  ): { readonly mode: number; readonly uid: number; readonly gid: number; readonly mtimeNs: bigint } {
    const own = { uid: this.#user, gid: this.#user }
    const { uid, gid } = keepOwners ? (entry.owner ?? own) : own
    return { mode: sourceModeOf(entry), uid, gid, mtimeNs: entry.mtimeNs }
  }

  #at = (path: BytePath): string => (path === '.' ? this.path : `${this.path}/${path}`)

  /** What lies behind a symlink, or below a file, is another place: nobody may ask for it, let alone write there. */
  #reached = (path: BytePath): BytePath => {
    for (let above = path; above !== '.' && above !== parentPath(above); above = parentPath(above)) {
      const type = this.disk.at(this.#at(parentPath(above)))?.type
      if (type === 'link' || type === 'file') throw new Error(`${path} was looked for behind a ${type}`)
    }
    return path
  }

  #writable(path: BytePath): string {
    if (path === '.' || path.startsWith(stagingName)) throw new Error(`${path} is not to be touched`)
    this.#reached(path)
    const at = this.#at(path)
    if (this.disk.at(this.#at(parentPath(path)))?.type !== 'dir') throw systemError('ENOENT', at)
    return at
  }
}
