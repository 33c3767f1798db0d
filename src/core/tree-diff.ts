// What differs between two trees, by their manifests: added, removed, changed, moved, or only of other attributes. Times never count.

import { comparePaths } from './byte-path.ts'
import { type Entry, sameOwner, sourceModeOf } from './entry.ts'
import { groupBy } from './group-by.ts'

/** How the two sides of one path differ. */
export type Difference = 'type' | 'content' | 'target' | 'mode' | 'owner'

export interface Pair {
  readonly before: Entry
  readonly after: Entry
  /** In the order of `Difference`. Of a moved file, only what changed besides its path. */
  readonly differences: readonly Difference[]
}

/** Every list: the largest first, then by path. */
export interface TreeDiff {
  readonly added: readonly Entry[]
  readonly removed: readonly Entry[]
  /** Same path, another content, link target or type. */
  readonly changed: readonly Pair[]
  /** Same content under a path that the first tree does not have; its old path is gone. */
  readonly moved: readonly Pair[]
  /** Same path and content, other permission bits or owner. */
  readonly attributes: readonly Pair[]
  /** Paths in which nothing differs. */
  readonly unchanged: number
}

/** The entries may come in any order; each path stands once in its tree. */
export function diffTrees(before: readonly Entry[], after: readonly Entry[]): TreeDiff {
  const olds = new Map(before.map(entry => [entry.path, entry]))
  const news = new Map(after.map(entry => [entry.path, entry]))
  const pairs: Pair[] = []
  for (const entry of after) {
    const old = olds.get(entry.path)
    if (old === undefined) continue
    pairs.push({ before: old, after: entry, differences: differencesOf(old, entry) })
  }
  const gone = before.filter(({ path }) => !news.has(path))
  const come = after.filter(({ path }) => !olds.has(path))
  const moved = pairMoved(gone, come)
  const movedFrom = new Set(moved.map(pair => pair.before))
  const movedTo = new Set(moved.map(pair => pair.after))
  const differing = pairs.filter(({ differences }) => differences.length > 0)
  return {
    added: come.filter(entry => !movedTo.has(entry)).sort(largestFirst),
    removed: gone.filter(entry => !movedFrom.has(entry)).sort(largestFirst),
    changed: differing.filter(isOfContent).sort(largestPairFirst),
    moved: moved.sort(largestPairFirst),
    attributes: differing.filter(pair => !isOfContent(pair)).sort(largestPairFirst),
    unchanged: pairs.length - differing.length
  }
}

export const isEqual = ({ added, removed, changed, moved, attributes }: TreeDiff): boolean =>
  [added, removed, changed, moved, attributes].every(list => list.length === 0)

const isOfContent = ({ differences }: Pair): boolean =>
  differences.some(difference => difference === 'type' || difference === 'content' || difference === 'target')

function differencesOf(before: Entry, after: Entry): Difference[] {
  if (before.type !== after.type) return ['type']
  return [
    ...(before.sha256 !== after.sha256 ? (['content'] as const) : []),
    ...(before.target !== after.target ? (['target'] as const) : []),
    ...attributesOf(before, after)
  ]
}

/** An owner that only one of the two snapshots keeps (the other was not taken as root) says nothing. */
const attributesOf = (before: Entry, after: Entry): Difference[] => [
  ...(sourceModeOf(before) !== sourceModeOf(after) ? (['mode'] as const) : []),
  ...(before.owner !== undefined && after.owner !== undefined && !sameOwner(before.owner, after.owner)
    ? (['owner'] as const)
    : [])
]

/**
 * Pairs files of the same content. Of several, one that kept its name first, the others in the order of their paths; so
 * the outcome depends on the trees alone, and is the same pairs when they change sides. Empty files are all alike, and
 * no one of them is another one moved.
 */
function pairMoved(gone: readonly Entry[], come: readonly Entry[]): Pair[] {
  const sources = byContent(gone)
  return [...byContent(come)].flatMap(([sha256, to]) => {
    const from = sources.get(sha256) ?? []
    const names = groupBy(from, nameOf)
    const named = [...groupBy(to, nameOf)].flatMap(([name, entries]) => zip(names.get(name) ?? [], entries))
    const taken = new Set(named.flat())
    const isLeft = (entry: Entry): boolean => !taken.has(entry)
    return [...named, ...zip(from.filter(isLeft), to.filter(isLeft))].map(([before, after]) => ({
      before,
      after,
      differences: attributesOf(before, after)
    }))
  })
}

/** Files that are not empty, by the hash that a manifest has of each, each list in the order of the paths. */
const byContent = (entries: readonly Entry[]): Map<string, Entry[]> =>
  groupBy(
    entries.filter(({ size, sha256 }) => size > 0 && sha256 !== undefined).sort((a, b) => comparePaths(a.path, b.path)),
    ({ sha256 }) => String(sha256)
  )

const zip = (from: readonly Entry[], to: readonly Entry[]): [Entry, Entry][] =>
  from.flatMap((entry, at): [Entry, Entry][] => {
    const other = to[at]
    return other === undefined ? [] : [[entry, other]]
  })

const nameOf = ({ path }: Entry): string => path.slice(path.lastIndexOf('/') + 1)

const largestFirst = (a: Entry, b: Entry): number => b.size - a.size || comparePaths(a.path, b.path)

/** By the larger of both sides: a file that was emptied is as much of a change as one that was filled. */
const largestPairFirst = (a: Pair, b: Pair): number => sizeOf(b) - sizeOf(a) || comparePaths(a.after.path, b.after.path)

export const sizeOf = ({ before, after }: Pair): number => Math.max(before.size, after.size)
