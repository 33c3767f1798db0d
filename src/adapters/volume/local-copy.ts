// How files come into a tree on this machine: large ones as clones, many small ones by tar, all others by rsync; directories last.

import { type BytePath, pathFromText } from '../../core/byte-path.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CopyOutcome, CopyRequest } from '../../ports/partial-tree.ts'
import { copyMany, isForPacking, together, type Ways } from '../copy-many.ts'
import { cloneVersions } from './clone-versions.ts'
import { mountOf, readMounts } from './mounts.ts'
import { packCopies, setDirectories } from './packed-copies.ts'
import type { VolumeParts } from './parts.ts'
import { rsyncCopy } from './rsync-copy.ts'

export interface CopyPlace {
  readonly volume: string
  /** Absolute path of the tree being written. */
  readonly tree: string
  readonly lockFd: number
}

export async function localCopy(
  place: CopyPlace,
  parts: VolumeParts,
  request: CopyRequest,
  onProgress: OnProgress
): Promise<CopyOutcome> {
  const root = pathFromText(place.tree)
  const filesystem = mountOf(readMounts(), root)?.filesystem ?? ''
  // There syncfs(2) reaches nobody; each file has to be synced as it is written.
  const isFuse = filesystem.startsWith('fuse')
  const cloned =
    isFuse || request.versions === undefined
      ? new Map<BytePath, number>()
      : await cloneVersions({ volume: place.volume, root, filesystem }, parts, request, onProgress)
  const copy = async (rest: readonly BytePath[], isFilled: boolean, tell: OnProgress): Promise<CopyOutcome> => {
    if (rest.length === 0) return { status: 0, messages: [] }
    return await rsyncCopy(
      // Not by its path, which rsync would make anew wherever a symlink in it leads by then.
      { ...request, paths: rest, isFilled, destination: '.', more: isFuse ? ['--fsync'] : [] },
      (args, streams) => parts.processes.run('rsync', { args, cwd: place.tree, inherit: place.lockFd, ...streams }),
      tell
    )
  }
  if (!isFuse && isForPacking(request) && isMany(request)) {
    const ways: Ways = {
      pack: (entries, tell) => packCopies(place, parts, request, entries, tell),
      setDirectories: directories => setDirectories(place, parts, request.keepOwners, directories),
      rsync: copy
    }
    return await copyMany(ways, request, cloned, onProgress)
  }
  const rest = cloned.size === 0 ? request.paths : request.paths.filter(name => !cloned.has(name))
  const outcomes = [await copy(rest, false, onProgress), await copy([...cloned.keys()], true, onProgress)]
  return { ...together(outcomes), cloned }
}

/** Fewer are done by one rsync before a tar has begun. */
const fewest = 500

/** Of directories alone, which wait for no thread. */
const fewestDirectories = 50

const isMany = ({ paths, entries = [] }: CopyRequest): boolean =>
  paths.length >= fewest || (paths.length >= fewestDirectories && entries.every(({ type }) => type === 'dir'))
