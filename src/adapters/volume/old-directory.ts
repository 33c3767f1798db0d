// A directory of dated trees on this machine: read by the worker threads, and renamed tree by tree into a series.

import { type BigIntStats, closeSync, existsSync, fchmodSync, fstatSync, lstatSync } from 'node:fs'
import { mkdtempSync, openSync, readdirSync, readlinkSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OldName } from '../../core/adoption.ts'
import { type BytePath, fsPath, joinPath, pathFromBytes, pathFromText, pathText } from '../../core/byte-path.ts'
import { showName } from '../../core/display.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import type { SnapshotRecord } from '../../core/record.ts'
import { encodeRecord } from '../../core/record-text.ts'
import { isWithin } from '../../core/within.ts'
import type { OldDirectory, OldDirectoryState } from '../../ports/adoption.ts'
import type { SourceEntry } from '../../ports/source.ts'
import { LookAhead } from '../look-ahead.ts'
import { realPath } from '../real-path.ts'
import { directoryFlags } from '../workers/pinned.ts'
import { ownDirectory, seriesLayout, type SeriesLayout } from './layout.ts'
import { syncFilesystem } from './local-partial.ts'
import { lostTrees } from './lost-trees.ts'
import { readMounts } from './mounts.ts'
import { readOldTree } from './old-tree.ts'
import type { VolumeParts } from './parts.ts'
import { publishInPlace, publishTree } from './publish-tree.ts'
import { namesIn } from './removal.ts'

/** As the probe of links calls its own, so that what a killed run leaves on the volume is cleared like those. */
const probePrefix = '.snapshot-probe-'

export function oldDirectory(path: string, volume: string, series: string, parts: VolumeParts): OldDirectory {
  const layout = seriesLayout(volume, series)
  const at = (name: BytePath): BytePath => joinPath(realPath(path), name)
  const now = <T>(work: () => T): Promise<T> => Promise.resolve().then(work)
  return {
    path,
    state: () => now(() => stateOf(path, volume, layout)),
    names: () => now(() => namesOf(realPath(path))),
    probeRename: () => now(() => probeRename(path, volume)),
    begun: () => now(() => begunIn(layout)),
    read: (name, onProgress) => readOldTree(parts, at(name), onProgress),
    readSnapshot: id => readOldTree(parts, pathFromText(layout.snapshot(id))),
    hash: (name, paths, onProgress) => hash(parts, at(name), paths, onProgress),
    sync: () => syncFilesystem(parts, layout.own),
    take: async (name, record, manifest, topMode) => {
      const tree = at(name)
      const inode = openedTree(tree, topMode)
      await take(layout, { path: fsPath(tree), directory: path, inode }, record, manifest)
    }
  }
}

function stateOf(path: string, volume: string, layout: SeriesLayout): OldDirectoryState {
  const stat = statSync(path, { throwIfNoEntry: false })
  const none = { isSeries: false, isSameFilesystem: true }
  if (stat === undefined) return { kind: 'missing', ...none }
  if (!stat.isDirectory()) return { kind: 'not-a-directory', ...none }
  const real = realPath(path)
  const isSeries = existsSync(layout.series) && realPath(layout.series) === real
  const other = isSeries ? undefined : seriesAround(pathText(real))
  return {
    kind: 'directory',
    isSeries,
    isSameFilesystem: stat.dev === statSync(volume).dev,
    ...(other === undefined ? {} : { otherSeries: other })
  }
}

/** The directory itself or the nearest above it that is a series, of any volume. */
function seriesAround(path: string): string | undefined {
  for (let directory = path; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ownDirectory, 'records'))) return directory
    if (directory === dirname(directory)) return undefined
  }
}

function namesOf(real: BytePath): OldName[] {
  const { dev } = lstatSync(fsPath(real))
  const mounts = readMounts()
  return readdirSync(fsPath(real), { encoding: 'buffer' }).flatMap((bytes): OldName[] => {
    const name = pathFromBytes(bytes)
    const path = joinPath(real, name)
    const stat = lstatSync(fsPath(path), { throwIfNoEntry: false })
    if (stat === undefined) return []
    if (stat.isSymbolicLink()) {
      return [{ name, kind: 'link', target: pathFromBytes(readlinkSync(fsPath(path), { encoding: 'buffer' })) }]
    }
    if (!stat.isDirectory()) return [{ name, kind: 'other' }]
    const isMount = stat.dev !== dev || mounts.some(({ mountPoint }) => isWithin(path, mountPoint))
    return [{ name, kind: isMount ? 'mount' : 'dir' }]
  })
}

/** Also two mounts of one filesystem refuse it, and quotas of projects: so it is tried. */
function probeRename(path: string, volume: string): Awaited<ReturnType<OldDirectory['probeRename']>> {
  for (const left of namesIn(path).filter(name => name.startsWith(probePrefix))) removeEmpty(join(path, left))
  let probe: string | undefined
  try {
    probe = mkdtempSync(join(path, probePrefix))
    const there = join(volume, probe.slice(path.length).replaceAll('/', ''))
    renameSync(probe, there)
    probe = there
    return { works: true }
  } catch (error) {
    return { works: false, why: messageOf(error) }
  } finally {
    if (probe !== undefined) rmdirSync(probe)
  }
}

function removeEmpty(directory: string): void {
  try {
    rmdirSync(directory)
  } catch (error) {
    // Not ours, then: ours are empty.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'ENOTDIR') throw error
  }
}

/** A record that cannot be read is not known to be of an adoption, and keeps its id. */
const begunIn = (layout: SeriesLayout): ReadonlySet<string> =>
  new Set(lostTrees(layout).flatMap(({ id, isAdopted }) => (isAdopted ? [id] : [])))

async function hash(
  parts: VolumeParts,
  root: BytePath,
  paths: readonly BytePath[],
  onProgress: Parameters<OldDirectory['hash']>[2]
): Promise<readonly SourceEntry[]> {
  const look = new LookAhead(parts.pool, root, true, parts.isRoot)
  for (const path of paths) look.add(path, onProgress)
  return (await look.finish(onProgress)).map(looked => {
    if (looked.state === 'seen') return looked.entry
    const why = looked.state === 'failed' ? looked.why : 'it changed while it was read'
    throw new Failure('source', `${showName(joinPath(root, looked.path))} could not be read: ${why}`)
  })
}

type Inode = Pick<BigIntStats, 'dev' | 'ino'>

/** The directory that lies there, whose mode becomes `topMode`. Nothing is followed that took its place since it was read. */
function openedTree(tree: BytePath, topMode: number | undefined): Inode {
  const fd = openedDirectory(tree)
  try {
    if (topMode !== undefined) fchmodSync(fd, topMode)
    return fstatSync(fd, { bigint: true })
  } finally {
    closeSync(fd)
  }
}

function openedDirectory(path: BytePath): number {
  try {
    return openSync(fsPath(path), directoryFlags)
  } catch (error) {
    const said: Readonly<Record<string, string>> = {
      ENOENT: 'was removed before it could be published',
      ENOTDIR: 'is no directory any more',
      ELOOP: 'is no directory any more'
    }
    const why = said[codeOf(error) ?? '']
    if (why === undefined) throw error
    throw new Failure('source', `${showName(path)} ${why}.`, { cause: error })
  }
}

async function take(
  layout: SeriesLayout,
  tree: Parameters<typeof publishTree>[2] & { readonly inode: Inode },
  record: SnapshotRecord,
  manifest: Iterable<string>
): Promise<void> {
  const { id } = record
  const text = encodeRecord(record)
  const isThere = lstatSync(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined
  const forget = (): void => {
    for (const file of [layout.record(id), layout.manifest(id)]) rmSync(file, { force: true })
  }
  if (isThere && isAt(tree.inode, layout.snapshot(id))) {
    await publishInPlace(layout, id, text, manifest)
    return
  }
  try {
    await publishTree(layout, id, tree, text, manifest)
  } catch (error) {
    // The tree is where it was: what speaks of it goes again. Not what belongs to one that had this id before.
    const isPublished = lstatSync(layout.snapshot(id), { throwIfNoEntry: false }) !== undefined
    if (!isPublished) forget()
    throw error
  }
  if (isAt(tree.inode, layout.snapshot(id))) return
  forget()
  throw new Failure(
    'volume',
    `What was renamed to ${layout.snapshot(id)} is not the tree that was read; nothing was published. See who else works in ${tree.directory}.`
  )
}

function isAt({ dev, ino }: Inode, path: string): boolean {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return found?.dev === dev && found.ino === ino
}
