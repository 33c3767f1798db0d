// Copies of which most are small: these are packed, rsync is left with all others and with what could not be packed, and directories come last.

import { allOf } from '../core/all-of.ts'
import type { BytePath } from '../core/byte-path.ts'
import { isLocked } from '../core/entry.ts'
import type { OnProgress } from '../core/progress.ts'
import type { CopyOutcome, CopyRequest } from '../ports/partial-tree.ts'
import type { SourceEntry } from '../ports/source.ts'
import { canBePacked } from './packed-chunks.ts'

export interface Packed {
  /** Of those that were given: all others are stored, byte for byte and with all attributes, as they were read. */
  readonly left: readonly SourceEntry[]
  /** Why there may be many of them: what refused, in its own words. */
  readonly refused?: string
}

/** How things come into one tree, wherever that is. */
export interface Ways {
  /** Files and symlinks whose directories are there. */
  pack(entries: readonly SourceEntry[], onProgress: OnProgress): Promise<Packed>
  /** That are there, when nothing comes into them any more: mode, owner, mtime. Says what refused. */
  setDirectories(directories: readonly SourceEntry[]): Promise<string | undefined>
  /** Of nothing, nothing. `isBegun`: they are there as clones of older versions, and only what differs is to be written. */
  rsync(paths: readonly BytePath[], isBegun: boolean, onProgress: OnProgress): Promise<CopyOutcome>
}

/** Whether packing gives all that was asked for; `entries` are there then. */
export const isForPacking = ({ entries, linkDest, extraArgs }: CopyRequest): boolean =>
  entries !== undefined && linkDest.length === 0 && extraArgs.length === 0

/**
 * rsync is left with what is large, sparse or not as it was read, and with what a tar could not do. `cloned`: paths that have
 * begun as clones.
 */
export async function copyMany(
  ways: Ways,
  { entries = [], paths, totalBytes }: CopyRequest,
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
  const further = addedUp(({ files, bytes }) => {
    onProgress({ doing: 'copying', files, bytes, totalFiles: paths.length, totalBytes })
  })
  const byRsync = (some: readonly SourceEntry[]): Promise<CopyOutcome> => ways.rsync(pathsOf(some), false, further())
  const large = async (): Promise<readonly CopyOutcome[]> => [
    await byRsync(rest),
    await ways.rsync([...cloned.keys()], true, further())
  ]
  const [packed, outcomes] = await allOf([ways.pack(small, further()), large()])
  const left = await byRsync(packed.left)
  const open = directories.filter(entry => !isLocked(entry))
  const refused = packed.refused ?? (open.length === 0 ? undefined : await ways.setDirectories(open))
  // One that shuts its owner out must not do so before those in it have theirs; rsync minds that.
  const late = refused === undefined ? directories.filter(isLocked) : directories
  const unsure = [...pathsOf([...rest, ...packed.left, ...directories]), ...cloned.keys()]
  return {
    ...together([...outcomes, left, await byRsync(late)]),
    cloned,
    unsure: new Set(unsure),
    ...(refused !== undefined && { refused })
  }
}

const pathsOf = (entries: readonly SourceEntry[]): readonly BytePath[] => entries.map(({ path }) => path)

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

/** What came of several copies. */
export const together = (outcomes: readonly CopyOutcome[]): Pick<CopyOutcome, 'status' | 'messages'> => ({
  // 23 is that of which rsync's words are told; 24 says only that something vanished.
  status: ([23, 24] as const).find(status => outcomes.some(outcome => outcome.status === status)) ?? 0,
  messages: outcomes.flatMap(({ messages }) => messages)
})
