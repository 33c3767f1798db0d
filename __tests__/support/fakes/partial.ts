// Trees of a volume in memory, and the one that is being written: linked, copied, sealed, published.

import type { BytePath } from '../../../src/core/byte-path.ts'
import type { Cause } from '../../../src/core/cause.ts'
import { codeOf, Failure, messageOf } from '../../../src/core/failure.ts'
import type { LinkOutcome, LinkStep } from '../../../src/core/link-step.ts'
import { encodeRecord } from '../../../src/core/record-text.ts'
import type { PartialTree } from '../../../src/ports/partial-tree.ts'
import type { Stored, StoredTree, Tree } from '../../../src/ports/tree.ts'
import { copying } from './copying.ts'
import { allocatedOf } from './disk.ts'
import { rsync } from './rsync.ts'
import { sha256 } from './source.ts'
import type { MemoryVolume } from './volume.ts'

const within = (tree: string, path: BytePath): string => (path === '.' ? tree : `${tree}/${path}`)

export function memoryTree(volume: Pick<MemoryVolume, 'disk' | 'unreadable'>, tree: string): Tree {
  const { disk } = volume
  return {
    path: tree,
    inspect: (paths, onProgress) => {
      onProgress?.({ doing: 'checking', files: paths.length, bytes: 0 })
      return Promise.resolve(
        paths.map((path): Stored | undefined => {
          const inode = disk.at(within(tree, path))
          if (inode === undefined) return undefined
          const { type, mode, uid, gid, mtimeNs, ino, links, data } = inode
          const size = type === 'dir' ? 4096 : data.length
          const common = { type, mode, uid, gid, size, mtimeNs, ino, links, allocated: allocatedOf(inode) }
          return type === 'link' ? { ...common, target: data as BytePath } : common
        })
      )
    },
    hash: paths =>
      Promise.resolve(
        paths.map(path => {
          const inode = disk.at(within(tree, path))
          return inode?.type === 'file' && !volume.unreadable(path) ? sha256(inode.data) : undefined
        })
      ),
    names: directories =>
      Promise.resolve(
        directories.map(directory => {
          const path = within(tree, directory)
          return disk.at(path)?.type === 'dir' ? (disk.names(path) as BytePath[]) : undefined
        })
      )
  }
}

export function memoryStoredTree(volume: MemoryVolume, tree: string): StoredTree {
  const { disk } = volume
  const eio = { unreadable: 'EIO: i/o error' }
  const plain = memoryTree(volume, tree)
  return {
    ...plain,
    look: async paths => (await plain.inspect(paths)).map((held, at) => (volume.closed(paths[at] ?? '') ? eio : held)),
    reread: async (files, onRead) => {
      const digests = await plain.hash(files.map(({ path }) => path))
      volume.read.push(...files.map(({ path }) => within(tree, path)))
      onRead?.(
        files.length,
        files.reduce((sum, { size }) => sum + size, 0)
      )
      const isThere = (path: BytePath): boolean => disk.at(within(tree, path))?.type === 'file'
      return files.map(({ path }, at) => digests[at] ?? (isThere(path) ? eio : undefined))
    },
    list: async directories =>
      (await plain.names(directories)).map((names, at) => (volume.closed(directories[at] ?? '') ? eio : names))
  }
}

const causeOfRefusal: Readonly<Record<string, Cause>> = {
  EMLINK: 'link-limit',
  EXDEV: 'other-filesystem',
  ENOENT: 'altered',
  EPERM: 'refused'
}

export function memoryPartial(volume: MemoryVolume, series: string, id: string): PartialTree {
  const { disk } = volume
  const own = `${volume.path}/${series}/.snapshots`
  const tree = `${own}/partial/${id}`

  const link = (step: LinkStep): LinkOutcome => {
    const base = step.tree === 'self' ? tree : `${volume.path}/${step.tree.series}/${step.tree.id}`
    const to = within(tree, step.path)
    try {
      disk.link(within(base, step.from), to)
    } catch (error) {
      const cause = causeOfRefusal[codeOf(error) ?? '']
      if (cause === undefined) throw error
      return { linked: false, cause, why: messageOf(error) }
    }
    const inode = disk.at(to)
    const size = inode?.type === 'link' ? 0 : inode?.data.length
    if (inode?.mtimeNs === step.storedMtimeNs && size === step.size) return { linked: true, ino: inode.ino }
    disk.remove(to)
    return { linked: false, cause: 'altered', why: 'its size or mtime is not what was stored' }
  }

  return {
    ...memoryTree(volume, tree),
    makeDirectories: paths => {
      for (const path of paths) disk.makeDirectory(within(tree, path), 0o700)
      return Promise.resolve()
    },
    link: (steps, onProgress) => {
      onProgress({ doing: 'linking', files: steps.length, bytes: 0 })
      return Promise.resolve(Array.from(steps, link))
    },
    linksToCopyBeside: volume.linksToCopyBeside,
    ...(copying.isPrepared && { preparesCopies: true }),
    copy: async (request, onProgress) => {
      await request.after?.()
      volume.beforeCopy()
      onProgress({ doing: 'copying', files: request.paths.length, bytes: request.totalBytes })
      try {
        const outcome = rsync(volume, request, tree)
        volume.afterCopy()
        return await Promise.resolve(outcome)
      } catch (error) {
        if (codeOf(error) !== 'ENOSPC') throw error
        throw new Failure('room', 'The volume is full: rsync could not write all of the snapshot.', { cause: error })
      }
    },
    seal: (directories, paths = []) => {
      for (const { path, mode, mtimeNs, owner } of directories)
        disk.set(within(tree, path), { mode, mtimeNs, ...owner })
      volume.afterSeal(tree)
      return memoryTree(volume, tree).inspect(paths)
    },
    publish: async (record, manifest) => {
      const step = (name: PublishStep, work: () => void): void => {
        if (volume.breaksAt?.step === name) throw volume.breaksAt.error
        work()
      }
      const text = 'pieces' in manifest ? Buffer.concat(manifest.pieces).toString() : [...manifest].join('')
      step('manifest', () => {
        disk.write(`${own}/manifests/${id}.mtree`, text)
      })
      step('record', () => {
        disk.write(`${own}/records/${id}.json`, encodeRecord(record))
      })
      step('rename', () => {
        disk.rename(tree, `${volume.path}/${series}/${id}`)
      })
      await Promise.resolve()
      step('latest', () => {
        disk.symlink(`${volume.path}/${series}/latest`, id)
      })
    },
    pack: async manifest => {
      const pieces: Buffer[] = []
      for await (const piece of manifest) pieces.push(Buffer.from(piece))
      return { pieces, readersMode: 0o644 }
    }
  }
}

export type PublishStep = 'manifest' | 'record' | 'rename' | 'latest'
