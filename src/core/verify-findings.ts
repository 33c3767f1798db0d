// What was found in one tree, made readable: what follows from something else is counted with it, not told again.

import { type BytePath, parentPath } from './byte-path.ts'
import type { Finding } from './verify-damage.ts'

/**
 * A directory that is gone, or may not be entered, is one loss and not one for each path below it. And what was added to,
 * removed from or replaced in a directory has renewed its time, which is no second finding: `timeAlone` are the findings
 * of directories of which nothing but the time differs.
 */
export function tidy(findings: readonly Finding[], timeAlone: ReadonlySet<Finding>): readonly Finding[] {
  const tops = new Set(findings.filter(isTop).map(({ path }) => path))
  const below = new Map<BytePath, number>()
  const told = findings.filter(finding => {
    const top = highestAbove(finding.path, tops)
    if (top === undefined) return true
    below.set(top, (below.get(top) ?? 0) + 1)
    return false
  })
  const changed = new Set(told.filter(finding => !timeAlone.has(finding)).map(({ path }) => parentPath(path)))
  const taken = new Set<BytePath>()
  return told
    .filter(finding => !timeAlone.has(finding) || !changed.has(finding.path))
    .map(finding => {
      const count = isTop(finding) && !taken.has(finding.path) ? below.get(finding.path) : undefined
      if (count === undefined) return finding
      taken.add(finding.path)
      return { ...finding, below: count }
    })
}

/** A directory that is not there any more as a directory, or that cannot be looked into. */
const isTop = ({ kind, entry }: Finding): boolean =>
  entry?.type === 'dir' && (kind === 'missing' || kind === 'type' || kind === 'unreadable')

function highestAbove(path: BytePath, tops: ReadonlySet<BytePath>): BytePath | undefined {
  let top: BytePath | undefined
  for (let at = path; tops.size > 0 && at !== '.';) {
    at = parentPath(at)
    if (tops.has(at)) top = at
  }
  return top
}
