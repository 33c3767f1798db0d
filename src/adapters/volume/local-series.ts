// A series on this machine: its directory listing, records, lock and leftovers (DESIGN §4).

import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, messageOf } from '../../core/failure.ts'
import { mostRecordBytes } from '../../core/record-text.ts'
import { isSnapshotId, oldestFirst } from '../../core/snapshot-id.ts'
import type { Cleared, LatestState, Listed, Series } from '../../ports/volume.ts'
import { readOwnFile } from '../own-file.ts'
import { renameSurely, syncPath } from './durable.ts'
import { type HeldDirectory, holdDirectory } from './held-directory.ts'
import { keepDamage, knownDamage } from './known-damage-file.ts'
import { ownDirectory, seriesLayout, type SeriesLayout } from './layout.ts'
import { localPartial } from './local-partial.ts'
import { type HeldLock, lockFile } from './lock.ts'
import { readManifest } from './manifest-file.ts'
import type { VolumeParts } from './parts.ts'
import { inodesOf } from './inode-use.ts'
import { lostTrees } from './lost-trees.ts'
import { namesIn, removeFile, removeTrees } from './removal.ts'
import { readSnapshot } from './read-lock.ts'
import { namesOf } from './shared-names.ts'
import { judgeRecord } from './stored-texts.ts'
import { keepSourceIndex, sourceIndex } from './source-index-file.ts'
import { storedTree } from './stored-tree.ts'
import { isBeingRead, trash } from './trash.ts'
import { hasPage, writePage } from './series-page.ts'
import { countAdded, countSeries, localCounted } from './usage.ts'

export function localSeries(volume: string, name: string, parts: VolumeParts): Series {
  const layout = seriesLayout(volume, name)
  const counted = localCounted(parts.processes, layout)
  let held: HeldLock | undefined
  const holdOwn = (...names: readonly string[]): HeldDirectory =>
    holdDirectory(volume, [...name.split('/'), ownDirectory, ...names])
  const snapshotIds = (): string[] =>
    namesIn(layout.series).filter(id => isSnapshotId(id) && isDirectory(layout.snapshot(id)))
  const listing = (): Listed[] => oldestFirst(snapshotIds()).flatMap(id => listed(layout, id) ?? [])
  return {
    name,
    path: layout.series,
    lock: async (holder, timeoutMs, onWait) => {
      makeSeries(volume, name)
      held = await lockFile(parts.processes, layout.lock, holder, timeoutMs, onWait)
      return {
        release: () => {
          held?.release()
          held = undefined
          return Promise.resolve()
        }
      }
    },
    clear: () => clear(holdOwn, layout, parts),
    list: () => Promise.resolve(listing().reverse()),
    lost: () => Promise.resolve(lostTrees(layout)),
    latest: () => Promise.resolve(latestState(layout)),
    pointLatest: id => {
      pointLatest(layout, id)
      return Promise.resolve()
    },
    takenIds: () => {
      const own = [layout.partial, layout.trash].flatMap(namesIn)
      const records = namesIn(layout.records).map(file => file.replace(/\.json$/, ''))
      return Promise.resolve(new Set([...namesIn(layout.series), ...own, ...records]))
    },
    manifest: id => readManifest(layout, name, id),
    tree: id => storedTree(layout.snapshot(id), parts.pool),
    read: id => readSnapshot(parts.processes, layout, id),
    inodes: ids => inodesOf(parts.processes, layout.series, ids, () => hasClones(listing())),
    isBeingRead: id => isBeingRead(parts.processes, layout, id),
    trash: ids => trash(parts.processes, layout, ids),
    emptyTrash: async () => {
      const left = await removeTrash(holdOwn, parts)
      const inodes = left.length === 0 ? [] : (await inodesOf(parts.processes, layout.own, ['trash'])).flat()
      return { left, leftInodes: new Set(inodes.map(({ ino }) => ino)) }
    },
    begin: id => {
      if (held === undefined) throw new Error('a tree is only begun under the lock')
      const partial = holdOwn('partial')
      try {
        mkdirSync(partial.at(id), { mode: 0o700 })
      } finally {
        partial.close()
      }
      const where = { volume, series: name, layout, id, lockFd: held.fd }
      return Promise.resolve(localPartial(where, parts))
    },
    bytesOnDisk: () => countSeries(counted, listing(), held !== undefined),
    countAdded: async added => {
      if (held === undefined) throw new Error('what was counted is only kept under the lock')
      await countAdded(counted, listing(), added)
    },
    device: () => Promise.resolve(String(lstatSync(layout.series, { bigint: true }).dev)),
    sharing: inodes => namesOf(parts.processes, layout, snapshotIds(), inodes),
    hasPage: () => Promise.resolve().then(() => hasPage(layout)),
    writePage: html =>
      Promise.resolve().then(() => {
        writePage(layout, html)
      }),
    sourceIndex: () => sourceIndex(layout),
    keepSourceIndex: (index, after) => keepSourceIndex(layout, index, after),
    knownDamage: () => Promise.resolve(knownDamage(layout)),
    keepDamage: damaged => {
      if (held === undefined) throw new Error('what is known of damage is only written under the lock')
      keepDamage(layout, damaged)
      return Promise.resolve()
    }
  }
}

const hasClones = (snapshots: readonly Listed[]): boolean =>
  snapshots.some(({ record }) => record?.clones !== undefined)

/** Each directory on the way must be a real one: a symlink there would lead the series out of the volume. */
function makeSeries(volume: string, name: string): void {
  const own = holdDirectory(volume, [...name.split('/'), ownDirectory], directoryMode)
  try {
    for (const place of ['records', 'manifests', 'partial', 'trash']) own.make(place, directoryMode)
  } finally {
    own.close()
  }
}

/** Never writable by just anybody, also where the umask is 0: whoever can write here can have snapshots removed. */
const directoryMode = 0o775

/**
 * Clears what a crash left. The record goes before its tree: so a record without a tree anywhere was never ours to
 * remove, and stays.
 */
async function clear(holdOwn: HoldOwn, layout: SeriesLayout, parts: VolumeParts): Promise<Cleared> {
  const held: HeldDirectory[] = []
  const hold = (...names: readonly string[]): HeldDirectory => {
    const directory = holdOwn(...names)
    held.push(directory)
    return directory
  }
  try {
    const [partial, trash, records, manifests] = [hold('partial'), hold('trash'), hold('records'), hold('manifests')]
    const [begun, trashed] = [partial.names(), trash.names()]
    for (const id of [...begun, ...trashed]) {
      if (isDirectory(layout.snapshot(id))) continue
      for (const file of [records.at(`${id}.json`), manifests.at(`${id}.mtree.gz`)]) removeFile(file)
    }
    const left = [
      ...(await removeTrees(parts.processes, partial, begun)),
      ...(await removeTrees(parts.processes, trash, trashed))
    ]
    for (const directory of [records, manifests, hold()]) {
      const aside = directory.names().filter(name => name.endsWith('.tmp'))
      left.push(...(await removeTrees(parts.processes, directory, aside)))
    }
    return { begun, left }
  } finally {
    for (const directory of held) directory.close()
  }
}

type HoldOwn = (...names: readonly string[]) => HeldDirectory

async function removeTrash(holdOwn: HoldOwn, parts: VolumeParts): Promise<readonly string[]> {
  const trash = holdOwn('trash')
  try {
    return await removeTrees(parts.processes, trash, trash.names())
  } finally {
    trash.close()
  }
}

/** Undefined for one that was removed meanwhile, which goes before its record: whoever only reads takes no lock. */
function listed(layout: SeriesLayout, id: string): Listed | undefined {
  try {
    return judgeRecord(id, readOwnFile(layout.record(id), mostRecordBytes))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { id, damage: messageOf(error) }
    return isDirectory(layout.snapshot(id)) ? { id } : undefined
  }
}

function latestState(layout: SeriesLayout): LatestState {
  const stat = lstatSync(layout.latest, { throwIfNoEntry: false })
  if (stat === undefined) return { state: 'absent', target: '' }
  if (stat.isSymbolicLink()) return { state: 'link', target: readlinkSync(layout.latest) }
  return { state: 'blocked', target: stat.isDirectory() ? 'a directory' : 'a file' }
}

/** By rename(2) over the old link: `ln -sf` would follow it into the old snapshot. */
export function pointLatest(layout: SeriesLayout, id: string): void {
  const aside = join(layout.own, 'latest.tmp')
  rmSync(aside, { force: true })
  symlinkSync(id, aside)
  renameSurely(aside, layout.latest)
  syncPath(layout.series)
}

const isDirectory = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
