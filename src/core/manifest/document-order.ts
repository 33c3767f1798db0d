// The order of a manifest's lines: by path, but names that mtree would take for patterns after all others.
//
// mtree(8) matches every name with `*`, `?` or `[` in it as a pattern, escaped or not (it cannot even check its own `mtree
// -c` output of such a tree), and the first line of a directory that matches a file is that file's. With `[id].js` before
// `d.js`, a sound tree would be reported as lacking `d.js`. So plain names come first and the most general pattern last.
// What remains: a file that was added beside one called `*` goes unnoticed by mtree, and of siblings called `*` and `?` it
// can never tell which is which.

import { type BytePath, comparePaths } from '../byte-path.ts'
import type { Entry } from '../entry.ts'
import type { EntryList } from '../entry-list.ts'

const pattern = /[*?[]/

/** Whether mtree takes a path for a pattern. */
export const isPattern = (path: BytePath): boolean => pattern.test(path)

/** Asking each of a million paths takes its time, and a manifest on its way to the volume is asked for more than once. */
const ordered = new WeakSet<EntryList>()
const isOrdered = (entries: EntryList): entries is readonly Entry[] => ordered.has(entries)

/** The entries as a manifest lists them; the given ones stay as they are. */
export function inDocumentOrder(entries: EntryList): readonly Entry[] {
  if (isOrdered(entries)) return entries
  const sorted = sortedAsWritten(entries)
  ordered.add(sorted)
  return sorted
}

function sortedAsWritten(entries: EntryList): Entry[] {
  const plain: Entry[] = []
  const patterns: Entry[] = []
  let isSorted = true
  let previous: BytePath | undefined
  for (const entry of entries) {
    const { path } = entry
    if (pattern.test(path)) {
      patterns.push(entry)
      continue
    }
    if (isSorted && previous !== undefined) isSorted = previous === '.' || (previous < path && path !== '.')
    previous = path
    plain.push(entry)
  }
  if (!isSorted) plain.sort((a, b) => compareWritten(a.path, b.path))
  patterns.sort((a, b) => comparePatterns(a.path, b.path))
  return plain.concat(patterns)
}

/** Negative when `a` stands before `b` in a manifest, zero for the same path only. Whoever knows which are patterns says so. */
export function compareInDocument(
  a: BytePath,
  b: BytePath,
  isPatternA = isPattern(a),
  isPatternB = isPattern(b)
): number {
  if (isPatternA !== isPatternB) return isPatternA ? 1 : -1
  return isPatternA ? comparePatterns(a, b) : compareWritten(a, b)
}

/** By bytes as they are written: `.` before `./-x`, although `-` is before `.`. */
export function compareWritten(a: BytePath, b: BytePath): number {
  if (a === '.' || b === '.') return a === b ? 0 : a === '.' ? -1 : 1
  return comparePaths(a, b)
}

/** Part by part; a directory before what it holds, plain names before patterns, `ab*` before `a*` before `*`. */
function comparePatterns(a: BytePath, b: BytePath): number {
  const left = a.split('/')
  const right = b.split('/')
  const index = left.findIndex((part, at) => part !== right[at])
  const first = left[index]
  const second = right[index]
  if (first === undefined) return left.length - right.length
  if (second === undefined) return 1
  const isOne = pattern.test(first)
  if (isOne !== pattern.test(second)) return isOne ? 1 : -1
  return generality(first) > generality(second) ? -1 : 1
}

/** The less a character says, the lower: what `*` stands for, then `?`, then a bracket, then only itself. */
const generality = (part: string): string =>
  part.replace(/[*?[]/g, mark => (mark === '*' ? '\x00' : mark === '?' ? '\x01' : '\x02'))
