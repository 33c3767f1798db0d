// Decides what a restore has to do so that a target becomes the snapshot: what is there already, what is put, made, in the way.

import { type BytePath, parentPath } from './byte-path.ts'
import { type Entry, sameOwner, sourceModeOf } from './entry.ts'
import type { SelectedEntries } from './path-selection.ts'

/** What stands at a path of the target, from lstat. */
export interface Present {
  readonly type: 'file' | 'dir' | 'link' | 'other'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly mtimeNs: bigint
  readonly links: number
  readonly allocated: number
  readonly target?: BytePath
}

/** By path; nothing that lies behind a symlink is in it, as that is another place. */
export type PresentPaths = ReadonlyMap<BytePath, Present>

export interface RestoreRules {
  /** Owners are brought back where the snapshot has them. */
  readonly keepOwners: boolean
  /** A file of the same size and mtime is taken for the same, as by rsync's quick check, and is not read. */
  readonly trustTimes: boolean
}

export interface RestoreStep {
  readonly entry: Entry
  /** `target`: the target's own file has the bytes already, only its attributes differ. */
  readonly from: 'snapshot' | 'target'
}

export interface RestorePlan {
  /** Files and symlinks that are there exactly so. */
  readonly same: readonly Entry[]
  /** Files and symlinks to be put in place. */
  readonly steps: readonly RestoreStep[]
  /** Directories that are not there, parents first; the top as well. */
  readonly make: readonly BytePath[]
  /** What is no directory where the snapshot has one. */
  readonly inTheWay: readonly BytePath[]
  /** Directories where the snapshot has a file or a symlink. */
  readonly displaced: readonly BytePath[]
  /** Directories that are there with other attributes. */
  readonly differing: ReadonlySet<BytePath>
}

/** The files of the target whose content decides. */
export const pathsToHash = (entries: readonly Entry[], present: PresentPaths, rules: RestoreRules): BytePath[] =>
  rules.trustTimes
    ? []
    : entries
        .filter(({ path, type, size }) => {
          const now = present.get(path)
          return type === 'file' && size > 0 && now?.type === 'file' && now.size === size
        })
        .map(({ path }) => path)

/** `digests`: SHA-256 of the target's own files, of those that `pathsToHash` named and that could be read. */
export function planRestore(
  { entries, parents }: SelectedEntries,
  present: PresentPaths,
  digests: ReadonlyMap<BytePath, string>,
  rules: RestoreRules
): RestorePlan {
  const same: Entry[] = []
  const steps: RestoreStep[] = []
  const displaced: BytePath[] = []
  const differing = new Set<BytePath>()
  for (const entry of entries) {
    const now = present.get(entry.path)
    if (entry.type === 'dir') {
      if (now?.type === 'dir' && !hasAttributes(entry, now, rules)) differing.add(entry.path)
      continue
    }
    if (now?.type === 'dir') displaced.push(entry.path)
    const holds = now?.type === entry.type && hasContent(entry, now, digests, rules)
    if (holds && hasAttributes(entry, now, rules)) same.push(entry)
    else steps.push({ entry, from: holds && entry.type === 'file' ? 'target' : 'snapshot' })
  }
  const missing = directoriesOf({ entries, parents }).filter(path => present.get(path)?.type !== 'dir')
  return {
    same,
    steps,
    make: missing,
    inTheWay: missing.filter(path => present.has(path)),
    displaced,
    differing
  }
}

/** The selected directories and those on the way to what is selected, parents first. */
export const directoriesOf = ({ entries, parents }: SelectedEntries): BytePath[] =>
  [...parents, ...entries]
    .filter(({ type }) => type === 'dir')
    .map(({ path }) => ({ path, depth: depthOf(path) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ path }) => path)

/** How many directories a path lies below the top: 0 for the top itself, 1 for what is in it. */
export const depthOf = (path: BytePath): number => (path === '.' ? 0 : path.split('/').length)

function hasContent(
  entry: Entry,
  now: Present,
  digests: ReadonlyMap<BytePath, string>,
  { trustTimes }: RestoreRules
): boolean {
  if (entry.type === 'link') return now.target === entry.target
  if (now.size !== entry.size) return false
  if (entry.size === 0) return true
  return trustTimes ? now.mtimeNs === entry.mtimeNs : digests.get(entry.path) === entry.sha256
}

/** A symlink has no permissions of its own. */
const hasAttributes = (entry: Entry, now: Present, { keepOwners }: RestoreRules): boolean =>
  (entry.type === 'link' || now.mode === sourceModeOf(entry)) &&
  now.mtimeNs === entry.mtimeNs &&
  (!keepOwners || entry.owner === undefined || sameOwner(entry.owner, now))

/**
 * The directories that need their attributes at the end: those that were made, those that differ, and those whose own
 * mtime was touched by what was put into or removed from them. The top always is, by what is written aside in it. Of
 * directories that are only on the way to what was selected, the new ones alone.
 */
export function directoriesToFinish(
  { entries, parents }: SelectedEntries,
  { make, steps, differing }: RestorePlan,
  removed: readonly BytePath[]
): Entry[] {
  const made = new Set(make)
  const touched = new Set(['.', ...[...make, ...steps.map(({ entry }) => entry.path), ...removed].map(parentPath)])
  return [
    ...parents.filter(({ path }) => made.has(path)),
    ...entries.filter(
      ({ path, type }) => type === 'dir' && (made.has(path) || differing.has(path) || touched.has(path))
    )
  ]
}
