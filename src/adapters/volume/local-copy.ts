// How files come into a tree on this machine: large ones as clones, many small ones by tar, all others by rsync; directories last.

import { allOf } from '../../core/all-of.ts'
import { type BytePath, pathFromText } from '../../core/byte-path.ts'
import { isLocked } from '../../core/entry.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { CopyOutcome, CopyRequest } from '../../ports/partial-tree.ts'
import type { SourceEntry } from '../../ports/source.ts'
import { cloneVersions } from './clone-versions.ts'
import { mountOf, readMounts } from './mounts.ts'
import { canBePacked, isForPacking, packCopies, setDirectories } from './packed-copies.ts'
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
  const { entries } = request
  if (!isFuse && entries !== undefined && isForPacking(request))
    return await copyMany(place, parts, request, entries, cloned, onProgress)
  const rest = cloned.size === 0 ? request.paths : request.paths.filter(name => !cloned.has(name))
  return await copyByRsync(place, parts, request, { rest, cloned, isFuse }, () => onProgress)
}

/** rsync is left with what is large, sparse or not as it was read, and with what a tar could not do. */
async function copyMany(
  place: CopyPlace,
  parts: VolumeParts,
  request: CopyRequest,
  entries: readonly SourceEntry[],
  cloned: ReadonlyMap<BytePath, number>,
  onProgress: OnProgress
): Promise<CopyOutcome> {
  const directories: SourceEntry[] = []
  const small: SourceEntry[] = []
  const rest: SourceEntry[] = []
  for (const entry of entries) {
    if (cloned.has(entry.path)) continue
    if (entry.type === 'dir') directories.push(entry)
    else (canBePacked(entry) ? small : rest).push(entry)
  }
  const { paths, totalBytes, keepOwners } = request
  const further = addedUp(({ files, bytes }) => {
    onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes })
  })
  const byRsync = (some: readonly SourceEntry[], clones = noClones): Promise<CopyOutcome> => {
    const parted = { rest: some.map(({ path }) => path), cloned: clones, isFuse: false }
    return copyByRsync(place, parts, request, parted, further)
  }
  const [packed, outcome] = await allOf([packCopies(place, parts, request, small, further()), byRsync(rest, cloned)])
  const left = await byRsync(packed.left)
  const refused =
    packed.refused ??
    (await setDirectories(
      place,
      parts,
      keepOwners,
      directories.filter(entry => !isLocked(entry))
    ))
  // One that shuts its owner out must not do so before those in it have theirs; rsync minds that.
  const late = refused === undefined ? directories.filter(isLocked) : directories
  const outcomes = [outcome, left, await byRsync(late)]
  const unsure = [...rest, ...packed.left, ...directories].map(({ path }) => path)
  return {
    ...together(outcomes),
    cloned,
    unsure: new Set([...unsure, ...cloned.keys()]),
    ...(refused !== undefined && { refused })
  }
}

const noClones: ReadonlyMap<BytePath, number> = new Map()

/** Each that is made tells how far a work of its own is; they are told on as one. */
function addedUp(tell: (sum: { readonly files: number; readonly bytes: number }) => void): () => OnProgress {
  const all = { files: 0, bytes: 0 }
  return () => {
    let last = { files: 0, bytes: 0 }
    return ({ files, bytes }) => {
      all.files += files - last.files
      all.bytes += bytes - last.bytes
      last = { files, bytes }
      tell(all)
    }
  }
}

const together = (outcomes: readonly CopyOutcome[]): Pick<CopyOutcome, 'status' | 'messages'> => ({
  // 23 is that of which rsync's words are told; 24 says only that something vanished.
  status: ([23, 24] as const).find(status => outcomes.some(outcome => outcome.status === status)) ?? 0,
  messages: outcomes.flatMap(({ messages }) => messages)
})

interface Parted {
  readonly rest: readonly BytePath[]
  readonly cloned: ReadonlyMap<BytePath, number>
  readonly isFuse: boolean
}

async function copyByRsync(
  place: CopyPlace,
  parts: VolumeParts,
  request: CopyRequest,
  { rest, cloned, isFuse }: Parted,
  progressOf: () => OnProgress
): Promise<CopyOutcome> {
  const passes = [
    { paths: rest, isFilled: false },
    { paths: [...cloned.keys()], isFilled: true }
  ].filter(pass => pass.paths.length > 0)
  const outcomes: CopyOutcome[] = []
  for (const pass of passes) {
    const outcome = await rsyncCopy(
      // Not by its path, which rsync would make anew wherever a symlink in it leads by then.
      { ...request, ...pass, destination: '.', more: isFuse ? ['--fsync'] : [] },
      (args, streams) => parts.processes.run('rsync', { args, cwd: place.tree, inherit: place.lockFd, ...streams }),
      progressOf()
    )
    outcomes.push(outcome)
  }
  return { ...together(outcomes), cloned }
}
