// What rsync does with a list of paths, from one disk in memory to another: copies, links by its own quick check, attributes.

import type { CopyOutcome, CopyRequest } from '../../../src/ports/partial-tree.ts'
import type { Disk, Inode } from './disk.ts'
import type { MemorySource } from './source.ts'

export interface RsyncWorld {
  readonly source: MemorySource
  readonly disk: Disk
  /** Whose files it writes when it may not keep their owners. */
  readonly user: number
  /** Paths it reports as not transferred, with what it says of each. */
  readonly refused: ReadonlyMap<string, string>
  /** Paths it complains of, although it stores them. */
  readonly complaints: ReadonlyMap<string, string>
  /** What the disk really stores of a file's bytes: a lying disk does not keep them. */
  readonly stores: (path: string, data: string) => string
}

export function rsync(world: RsyncWorld, request: CopyRequest, destination: string): CopyOutcome {
  const { disk, source, refused, complaints } = world
  const directories = new Set<string>()
  const messages: string[] = []
  let vanished = 0
  for (const path of request.paths) {
    for (const parent of parentsOf(path)) directories.add(parent)
    const inode = source.read(request.root, path)
    const message = refused.get(path)
    if (inode === undefined) {
      vanished++
      messages.push(`file has vanished: "${path}"`)
    } else if (message !== undefined) messages.push(message)
    else if (inode.type === 'dir') directories.add(path)
    else {
      const complaint = complaints.get(path)
      if (complaint !== undefined) messages.push(complaint)
      disk.makeDirectories(parentOf(`${destination}/${path}`))
      if (inode.type === 'link') disk.symlink(`${destination}/${path}`, inode.data, attributesOf(world, request, inode))
      else copyFile(world, request, destination, path, inode)
    }
  }
  // Attributes of directories come last, deepest first: what is written into one renews its mtime.
  for (const path of [...directories].sort().reverse()) {
    const inode = source.disk.at(`${request.root}/${path}`)
    if (inode === undefined) continue
    disk.makeDirectories(`${destination}/${path}`)
    disk.set(`${destination}/${path}`, { ...attributesOf(world, request, inode), mode: inode.mode })
  }
  const isRefused = messages.length > vanished
  return { status: isRefused ? 23 : vanished > 0 ? 24 : 0, messages }
}

function copyFile(world: RsyncWorld, request: CopyRequest, destination: string, path: string, inode: Inode): void {
  const { disk } = world
  const to = `${destination}/${path}`
  const isUpToDate = (there: Inode | undefined): boolean =>
    there?.type === 'file' &&
    there.data.length === inode.data.length &&
    there.mtimeNs === inode.mtimeNs &&
    there.mode === inode.mode &&
    (!request.keepOwners || (there.uid === inode.uid && there.gid === inode.gid))
  if (request.linkDest.length > 0 && isUpToDate(disk.at(to))) return
  const base = request.linkDest.find(tree => isUpToDate(disk.at(`${tree}/${path}`)))
  if (base !== undefined) {
    try {
      disk.link(`${base}/${path}`, to)
      return
    } catch {
      // It says nothing then, and copies.
    }
  }
  disk.write(to, world.stores(path, inode.data), {
    ...attributesOf(world, request, inode),
    mode: inode.mode,
    ...(inode.sparse === undefined ? {} : { sparse: inode.sparse })
  })
}

const attributesOf = (
  world: RsyncWorld,
  request: CopyRequest,
  { uid, gid, mtimeNs }: Inode
): Pick<Inode, 'uid' | 'gid' | 'mtimeNs'> =>
  request.keepOwners ? { uid, gid, mtimeNs } : { uid: world.user, gid: world.user, mtimeNs }

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** `a/b/c`: `a`, `a/b`. rsync sends these along and gives them their attributes too. */
const parentsOf = (path: string): string[] => {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
