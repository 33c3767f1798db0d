// A filesystem in a Map: inodes with link counts, attributes, times and blocks, and the refusals that a real one gives.

import type { EntryType } from '../../../src/core/entry.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Free } from '../../../src/ports/volume.ts'

export interface Inode {
  readonly ino: bigint
  readonly type: EntryType
  mode: number
  uid: number
  gid: number
  /** Bytes of a file, target of a symlink; one character a byte. */
  data: string
  mtimeNs: bigint
  ctimeNs: bigint
  links: number
  /** Allocated bytes, where they are not simply the blocks of the data (a file with holes). */
  sparse?: number
}

export type Attributes = Partial<Pick<Inode, 'mode' | 'uid' | 'gid' | 'mtimeNs' | 'sparse'>>

const block = 4096

export const systemError = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: ${path}`), { code, path })

export class Disk {
  readonly #names = new Map<string, Inode>()
  readonly #clock: Clock
  #ticks = 0n
  #next = 2n
  capacityBytes = 2 ** 40
  /** Absent: as many as there is room for (btrfs). */
  capacityInodes: number | undefined
  linkLimit = 65_000
  linkRefusal: 'EXDEV' | 'EPERM' | undefined
  symlinksWork = true
  /** What mtimes are cut to: 1 on ext4, a second on some network filesystems, two on FAT. */
  granularityNs = 1n

  constructor(clock: Clock, root: string) {
    this.#clock = clock
    const parts = root.split('/').slice(1)
    parts.forEach((_, index) => {
      this.makeDirectory(`/${parts.slice(0, index + 1).join('/')}`)
    })
  }

  at(path: string): Inode | undefined {
    return this.#names.get(path)
  }

  /** Everything below a directory, by paths relative to it, in byte order. */
  under(directory: string): [path: string, inode: Inode][] {
    const prefix = `${directory}/`
    return [...this.#names]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, inode]): [string, Inode] => [path.slice(prefix.length), inode])
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  names(directory: string): string[] {
    return this.under(directory)
      .map(([path]) => path)
      .filter(path => !path.includes('/'))
  }

  makeDirectory(path: string, mode = 0o755): void {
    if (this.#names.has(path)) throw systemError('EEXIST', path)
    this.#name(path, this.#inode('dir', '', { mode }))
  }

  /** With all its parents, as `mkdir -p`. */
  makeDirectories(path: string): void {
    if (this.#names.get(path)?.type === 'dir') return
    if (path.lastIndexOf('/') > 0) this.makeDirectories(parentOf(path))
    this.makeDirectory(path)
  }

  /** A new file of that name; one that was there keeps its inode for its other names, as after a rename(2) over it. */
  write(path: string, data: string, attributes: Attributes = {}): void {
    this.makeDirectories(parentOf(path))
    const inode = this.#inode('file', data, attributes)
    if (allocatedOf(inode) > this.free().bytes) throw systemError('ENOSPC', path)
    this.#name(path, inode)
  }

  symlink(path: string, target: string, attributes: Attributes = {}): void {
    if (!this.symlinksWork) throw systemError('EPERM', path)
    this.makeDirectories(parentOf(path))
    this.#name(path, this.#inode('link', target, { ...attributes, mode: 0o777 }))
  }

  link(from: string, to: string): void {
    const inode = this.#there(from)
    if (this.linkRefusal !== undefined) throw systemError(this.linkRefusal, to)
    if (inode.links >= this.linkLimit) throw systemError('EMLINK', to)
    if (this.#names.has(to)) throw systemError('EEXIST', to)
    this.#name(to, inode)
    inode.links++
  }

  /** Writes into the inode that is there: every name it has gets to see that. */
  edit(path: string, data: string): void {
    Object.assign(this.#there(path), { data, mtimeNs: this.#tick(), ctimeNs: this.#tick() })
  }

  /** Other bytes and not a trace of it in any time: a rotten bit, or a change within one tick of the kernel's clock. */
  rot(path: string, data: string): void {
    this.#there(path).data = data
  }

  set(path: string, attributes: Attributes): void {
    Object.assign(this.#there(path), this.#cut(attributes), { ctimeNs: this.#tick() })
  }

  rename(from: string, to: string): void {
    const moved = [...this.#names].filter(([path]) => path === from || path.startsWith(`${from}/`))
    if (moved.length === 0) throw systemError('ENOENT', from)
    for (const [path] of moved) this.#names.delete(path)
    for (const [path, inode] of moved) this.#put(to + path.slice(from.length), inode)
    for (const directory of [parentOf(from), parentOf(to)]) this.#touch(directory)
  }

  remove(path: string): void {
    for (const name of [...this.#names.keys()]) {
      if (name === path || name.startsWith(`${path}/`)) this.#unname(name)
    }
    this.#touch(parentOf(path))
  }

  /** Allocated bytes of directories and what is in them, each inode once, as `du` counts. */
  usage(...directories: readonly string[]): number {
    const inodes = new Set(
      directories.flatMap(directory => [this.#there(directory), ...this.under(directory).map(([, inode]) => inode)])
    )
    return [...inodes].reduce((sum, inode) => sum + allocatedOf(inode), 0)
  }

  free(): Free {
    const inodes = new Set(this.#names.values())
    const used = [...inodes].reduce((sum, inode) => sum + allocatedOf(inode), 0)
    const room = { bytes: Math.max(0, this.capacityBytes - used), totalBytes: this.capacityBytes }
    const { capacityInodes } = this
    return capacityInodes === undefined
      ? room
      : { ...room, inodes: capacityInodes - inodes.size, totalInodes: capacityInodes }
  }

  /** A line for everything below a directory, with all there is to know of it but its link count and ctime. */
  dump(directory: string): string[] {
    return this.under(directory).map(([path, inode]) =>
      [path, inode.type, inode.mode.toString(8), inode.uid, inode.gid, inode.mtimeNs, inode.ino, inode.data].join(' ')
    )
  }

  #there(path: string): Inode {
    const inode = this.#names.get(path)
    if (inode === undefined) throw systemError('ENOENT', path)
    return inode
  }

  #inode(type: EntryType, data: string, attributes: Attributes): Inode {
    const at = this.#tick()
    const mode = type === 'file' ? 0o644 : 0o755
    const common = { uid: 1001, gid: 1001, mode, mtimeNs: at, ctimeNs: at, links: 0 }
    return { ...common, ino: this.#next++, type, data, ...this.#cut(attributes) }
  }

  #cut({ mtimeNs, ...others }: Attributes): Attributes {
    return mtimeNs === undefined ? others : { ...others, mtimeNs: mtimeNs - (mtimeNs % this.granularityNs) }
  }

  #name(path: string, inode: Inode): void {
    if (inode.links === 0) inode.links = 1
    this.#put(path, inode)
    this.#touch(parentOf(path))
  }

  #put(path: string, inode: Inode): void {
    this.#unname(path)
    this.#names.set(path, inode)
  }

  #unname(path: string): void {
    const inode = this.#names.get(path)
    if (inode !== undefined) inode.links--
    this.#names.delete(path)
  }

  #touch(directory: string): void {
    const inode = this.#names.get(directory)
    if (inode !== undefined) Object.assign(inode, { mtimeNs: this.#tick(), ctimeNs: this.#tick() })
  }

  /** Every operation has a time of its own, as with a kernel clock that is fine enough. */
  #tick(): bigint {
    return BigInt(this.#clock.now().getTime()) * 1_000_000n + ++this.#ticks
  }
}

/** A symlink this short lies in its inode; a directory takes a block. */
export const allocatedOf = ({ type, data, sparse }: Inode): number =>
  sparse ?? (type === 'link' ? 0 : type === 'dir' ? block : Math.ceil(data.length / block) * block)

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
