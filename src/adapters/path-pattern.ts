// A line of `path` that is a glob, cut where its wildcards begin: the directory before them is a name like any other.

import { posix } from 'node:path'
import { hasMagic } from '../core/glob.ts'

export interface PathPattern {
  /** Absolute and free of wildcards; dots are resolved, symlinks are not. */
  readonly directory: string
  /** What is matched below it. A slash at its end is kept. */
  readonly glob: string
}

/** Absent for a line without wildcards. */
export function patternOf(line: string, workspace: string): PathPattern | undefined {
  if (!hasMagic(line)) return undefined
  const segments = posix.normalize(line).split('/')
  // A name with a backslash may be an escape, which only the matcher can read.
  const first = segments.findIndex(segment => hasMagic(segment) || segment.includes('\\'))
  if (first < 0) return undefined
  const before = segments.slice(0, first).join('/')
  return {
    directory: posix.resolve(posix.isAbsolute(line) ? '/' : workspace, before),
    glob: segments.slice(first).join('/')
  }
}
