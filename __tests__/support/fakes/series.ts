// A series on a volume in memory: its listing, records, manifests, lock and leftovers, laid out as on a real one.

import type { BytePath } from '../../../src/core/byte-path.ts'
import { Failure, messageOf } from '../../../src/core/failure.ts'
import { decodeKnownDamage, encodeKnownDamage } from '../../../src/core/known-damage.ts'
import { decodeManifest } from '../../../src/core/manifest/manifest-reader.ts'
import { pageMark } from '../../../src/core/page/model.ts'
import { decodeRecord } from '../../../src/core/record-text.ts'
import type { InodeLinks } from '../../../src/core/retention/freed.ts'
import { compareSnapshotIds, isSnapshotId } from '../../../src/core/snapshot-id.ts'
import type { Added, Listed, Series } from '../../../src/ports/volume.ts'
import { allocatedOf, systemError } from './disk.ts'
import { memoryPartial, memoryStoredTree } from './partial.ts'
import type { MemoryVolume } from './volume.ts'

export function memorySeries(volume: MemoryVolume, name: string): Series {
  const { disk } = volume
  const path = `${volume.path}/${name}`
  const own = `${path}/.snapshots`
  const ids = (): string[] =>
    disk.names(path).filter(id => isSnapshotId(id) && disk.at(`${path}/${id}`)?.type === 'dir')

  const listed = (id: string): Listed => {
    const text = disk.at(`${own}/records/${id}.json`)?.data
    if (text === undefined) return { id }
    try {
      return { id, record: decodeRecord(text) }
    } catch (error) {
      return { id, damage: messageOf(error) }
    }
  }

  const inodesOf = (id: string): readonly InodeLinks[] => {
    const top = disk.at(`${path}/${id}`)
    const all = [...(top === undefined ? [] : [top]), ...disk.under(`${path}/${id}`).map(([, inode]) => inode)]
    return [...new Set(all)].map(inode => ({
      ino: String(inode.ino),
      links: inode.links,
      linksHere: all.filter(other => other === inode).length,
      allocated: allocatedOf(inode)
    }))
  }

  /** What is known of the others is kept, as on a real volume: so what a new one is said to have added counts. */
  const counted = (added?: Added): number => {
    const now = ids()
    const kept = volume.kept.get(name)
    const isOf = (list: readonly string[]): boolean => kept !== undefined && String(kept.ids) === String(list)
    const bytes =
      kept !== undefined && isOf(now)
        ? kept.bytes
        : kept !== undefined && added !== undefined && isOf(now.filter(id => id !== added.id))
          ? kept.bytes + added.bytes
          : disk.usage(...now.map(id => `${path}/${id}`))
    volume.kept.set(name, { ids: now, bytes })
    return bytes
  }

  return {
    name,
    path,
    lock: (holder, timeoutMs, onWait) => {
      for (const directory of ['records', 'manifests', 'partial', 'trash']) disk.makeDirectories(`${own}/${directory}`)
      const other = volume.locks.get(name)
      if (other !== undefined) {
        onWait(other.holder)
        volume.clock.step(Math.min(other.freeAfterMs, timeoutMs))
        if (other.freeAfterMs > timeoutMs)
          return Promise.reject(new Failure('locked', `The series is still being written by ${other.holder}.`))
      }
      volume.locks.set(name, { holder, freeAfterMs: Infinity })
      return Promise.resolve({
        release: () => {
          volume.locks.delete(name)
          return Promise.resolve()
        }
      })
    },
    clear: () => {
      if (volume.clearingFails !== undefined) return Promise.reject(volume.clearingFails)
      const begun = disk.names(`${own}/partial`)
      for (const id of begun) {
        disk.remove(`${own}/partial/${id}`)
        if (disk.at(`${path}/${id}`) !== undefined) continue
        disk.remove(`${own}/records/${id}.json`)
        disk.remove(`${own}/manifests/${id}.mtree`)
      }
      for (const id of disk.names(`${own}/trash`)) disk.remove(`${own}/trash/${id}`)
      return Promise.resolve({ begun, left: volume.undeletable })
    },
    list: () => {
      if (volume.listingFails !== undefined) return Promise.reject(volume.listingFails)
      return Promise.resolve(
        ids()
          .sort((a, b) => compareSnapshotIds(b, a))
          .map(listed)
      )
    },
    lost: () => {
      const places = [path, `${own}/partial`, `${own}/trash`]
      const isLost = (id: string): boolean => !places.some(place => disk.at(`${place}/${id}`)?.type === 'dir')
      const recorded = disk.names(`${own}/records`).map(file => file.replace(/\.json$/, ''))
      return Promise.resolve(
        recorded.filter(isLost).map(id => ({
          id,
          isAdopted: decodeRecord(disk.at(`${own}/records/${id}.json`)?.data ?? '').tags.includes('adopted')
        }))
      )
    },
    latest: () => {
      const inode = disk.at(`${path}/latest`)
      if (inode === undefined) return Promise.resolve({ state: 'absent', target: '' })
      if (inode.type === 'link') return Promise.resolve({ state: 'link', target: inode.data })
      return Promise.resolve({ state: 'blocked', target: inode.type === 'dir' ? 'a directory' : 'a file' })
    },
    takenIds: () => {
      const records = disk.names(`${own}/records`).map(file => file.replace(/\.json$/, ''))
      return Promise.resolve(
        new Set([...disk.names(path), ...disk.names(`${own}/partial`), ...disk.names(`${own}/trash`), ...records])
      )
    },
    manifest: id => {
      const text = disk.at(`${own}/manifests/${id}.mtree`)?.data
      if (text === undefined) return Promise.reject(systemError('ENOENT', `${own}/manifests/${id}.mtree`))
      return Promise.resolve().then(() => decodeManifest([text]).entries)
    },
    tree: id => memoryStoredTree(volume, `${path}/${id}`),
    read: id => {
      if (disk.at(`${own}/records/${id}.json`) === undefined)
        return Promise.reject(new Failure('missing', `The snapshot ${id} is not there any more.`))
      const reader = `${name}/${id}`
      volume.readers.add(reader)
      return Promise.resolve({
        release: () => {
          volume.readers.delete(reader)
          return Promise.resolve()
        }
      })
    },
    inodes: ids => Promise.resolve(ids.map(inodesOf)),
    isBeingRead: id => Promise.resolve(volume.readers.has(`${name}/${id}`)),
    trash: ids => {
      if (volume.trashFails !== undefined) return Promise.reject(volume.trashFails)
      const isRead = (id: string): boolean => volume.readers.has(`${name}/${id}`)
      const trashed = ids.filter(id => !isRead(id))
      for (const id of trashed) {
        disk.rename(`${path}/${id}`, `${own}/trash/${id}`)
        for (const file of [`records/${id}.json`, `manifests/${id}.mtree`]) disk.remove(`${own}/${file}`)
      }
      return Promise.resolve({ trashed, beingRead: ids.filter(isRead) })
    },
    emptyTrash: () => {
      for (const id of disk.names(`${own}/trash`)) disk.remove(`${own}/trash/${id}`)
      return Promise.resolve({ left: volume.undeletable, leftInodes: new Set<string>() })
    },
    begin: id => {
      if (!volume.locks.has(name)) throw new Error('a tree is only begun under the lock')
      disk.makeDirectory(`${own}/partial/${id}`, 0o700)
      return Promise.resolve(memoryPartial(volume, name, id))
    },
    pointLatest: id => {
      disk.symlink(`${path}/latest`, id)
      return Promise.resolve()
    },
    bytesOnDisk: () => {
      const bytes = counted()
      const beside = disk.at(own) === undefined ? 0 : disk.usage(own)
      const page = disk.at(`${path}/index.html`) === undefined ? 0 : disk.usage(`${path}/index.html`)
      return Promise.resolve(bytes + beside + page + 4096)
    },
    countAdded: added => {
      counted(added)
      return Promise.resolve()
    },
    hasPage: () => Promise.resolve(disk.at(`${path}/index.html`)?.data.includes(pageMark) === true),
    writePage: html => {
      if (volume.pageFails !== undefined) return Promise.reject(volume.pageFails)
      disk.write(`${path}/index.html`, html)
      return Promise.resolve()
    },
    device: () => Promise.resolve('1'),
    sharing: inodes =>
      Promise.resolve(
        ids().flatMap(id =>
          disk
            .under(`${path}/${id}`)
            .filter(([, inode]) => inodes.has(inode.ino))
            .map(([below, { ino }]) => ({ id, path: below as BytePath, ino }))
        )
      ),
    knownDamage: () => {
      const text = disk.at(`${own}/damaged.json`)?.data
      if (text === undefined) return Promise.resolve({ damaged: [] })
      try {
        return Promise.resolve({ damaged: decodeKnownDamage(text) })
      } catch (error) {
        return Promise.resolve({ damaged: [], problem: messageOf(error) })
      }
    },
    keepDamage: damaged => {
      if (!volume.locks.has(name)) throw new Error('what is known of damage is only written under the lock')
      if (volume.keepingFails !== undefined) return Promise.reject(volume.keepingFails)
      if (damaged.length === 0) disk.remove(`${own}/damaged.json`)
      else disk.write(`${own}/damaged.json`, encodeKnownDamage(damaged))
      return Promise.resolve()
    }
  }
}
