// Decides what `clean` removes from a target: what the snapshot does not have, whole directories at once, and never a secret.

import { type BytePath, comparePaths, joinPath } from './byte-path.ts'
import type { Entry } from './entry.ts'
import type { PathSelection, Standing } from './path-selection.ts'
import { isStaging } from './restore-staging.ts'
import { isSecretName } from './secret-names.ts'

export interface CleanQuestion {
  /** Every entry of the snapshot, whatever of it is restored. */
  readonly snapshot: ReadonlyMap<BytePath, Entry>
  /** What is cleaned; all of the target where all of the snapshot is restored. */
  readonly selection: PathSelection
  readonly clean: boolean
  /** Directories of the target that a file or symlink of the snapshot is to replace. */
  readonly displaced: readonly BytePath[]
}

/** A path with everything below it. */
export interface Removal {
  readonly path: BytePath
  /** Files, symlinks and the like. */
  readonly files: number
}

/** Each list in byte order. */
export interface CleanPlan {
  /** Directories to be removed before what replaces them is put in their place. */
  readonly displaced: readonly Removal[]
  /** Directories that may not be removed, so that what was to replace them cannot be put there. */
  readonly blocked: readonly BytePath[]
  /** To be removed at the end. */
  readonly removals: readonly Removal[]
  /** Would be removed, were they not of the names that snapshots leave out: nobody could bring them back. */
  readonly spared: readonly BytePath[]
}

/** The names in each directory that was asked for; absent for what is none, a symlink to one included. */
export type Listings = readonly (readonly BytePath[] | undefined)[]

/** A path of the target that the snapshot does not have. */
interface Extra {
  readonly path: BytePath
  readonly isDirectory: boolean
  /** It may go, as far as it is for itself to say. */
  readonly isDoomed: boolean
  readonly below: Extra[]
}

interface Open {
  readonly path: BytePath
  /** How it stands, if that is known before it is known to be a directory; else how what it lies in does. */
  readonly above: Standing
  readonly kind: 'shared' | 'extra' | 'displaced'
  /** Where to put the extra that it turns out to be. */
  readonly into: Extra[]
}

/** Yields directories whose names it needs, level by level, and takes them from whoever reads the target. */
export function* planClean(question: CleanQuestion): Generator<readonly BytePath[], CleanPlan, Listings> {
  const { clean } = question
  const extras: Extra[] = []
  const displaced: Extra[] = []
  const spared: BytePath[] = []
  let open: readonly Open[] = [
    ...(clean ? [{ path: '.' as BytePath, above: 'out' as const, kind: 'shared' as const, into: extras }] : []),
    ...question.displaced.map(path => ({ path, above: 'in' as const, kind: 'displaced' as const, into: displaced }))
  ]
  while (open.length > 0) {
    const listings = yield open.map(({ path }) => path)
    open = open.flatMap((one, index) => opened(question, one, listings[index], spared))
  }
  const result = { displaced: [] as Removal[], blocked: [] as BytePath[], removals: [] as Removal[] }
  for (const one of displaced) {
    if (isRemovable(one)) result.displaced.push(removalOf(one))
    else result.blocked.push(one.path)
  }
  const collect = (one: Extra): void => {
    if (isRemovable(one)) result.removals.push(removalOf(one))
    else one.below.forEach(collect)
  }
  extras.forEach(collect)
  const byPath = (a: Removal, b: Removal): number => comparePaths(a.path, b.path)
  return {
    displaced: result.displaced.sort(byPath),
    blocked: result.blocked.sort(comparePaths),
    removals: result.removals.sort(byPath),
    spared: spared.sort(comparePaths)
  }
}

/** What has to be looked into next. */
function opened(
  question: CleanQuestion,
  one: Open,
  names: readonly BytePath[] | undefined,
  spared: BytePath[]
): Open[] {
  const { selection, clean } = question
  const isDirectory = names !== undefined
  if (one.kind === 'shared') {
    const standing = selection.standing(one.path, true, one.above)
    return standing === 'left-out' ? [] : within(question, one.path, names ?? [], standing, one.into)
  }
  if (one.kind === 'displaced') {
    const extra: Extra = { path: one.path, isDirectory: true, isDoomed: clean || (names ?? []).length === 0, below: [] }
    one.into.push(extra)
    return clean ? within(question, one.path, names ?? [], 'in', extra.below) : []
  }
  const standing = selection.standing(one.path, isDirectory, one.above)
  const isSecret = isSecretName(one.path, isDirectory)
  if (isSecret && standing === 'in') spared.push(one.path)
  const extra: Extra = { path: one.path, isDirectory, isDoomed: standing === 'in' && !isSecret, below: [] }
  one.into.push(extra)
  return isSecret || standing === 'left-out' ? [] : within(question, one.path, names ?? [], standing, extra.below)
}

function within(
  { snapshot }: CleanQuestion,
  directory: BytePath,
  names: readonly BytePath[],
  above: Standing,
  into: Extra[]
): Open[] {
  return names.flatMap((name): Open[] => {
    const path = joinPath(directory, name)
    if (isStaging(path)) return []
    const type = snapshot.get(path)?.type
    if (type === undefined) return [{ path, above, kind: 'extra', into }]
    // Of anything else that the snapshot has, only the directories among `displaced` are of interest.
    return type === 'dir' ? [{ path, above, kind: 'shared', into }] : []
  })
}

const isRemovable = ({ isDoomed, below }: Extra): boolean => isDoomed && below.every(isRemovable)

const removalOf = (extra: Extra): Removal => ({ path: extra.path, files: filesIn(extra) })

const filesIn = ({ isDirectory, below }: Extra): number =>
  isDirectory ? below.reduce((sum, one) => sum + filesIn(one), 0) : 1
