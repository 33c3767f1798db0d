// `paths` of a restore: which paths of a tree are meant. What a line matches comes with everything below it; `!` leaves out.

import { posix } from 'node:path'
import { type BytePath, parentPath, pathFromText, pathText } from './byte-path.ts'
import type { Entry } from './entry.ts'
import { hasMagic, matcherOf } from './glob.ts'

/** A path is meant (`in`), left out by a `!` line, or neither. What is below stands as it does, unless it is left out. */
export type Standing = 'in' | 'left-out' | 'out'

interface Line {
  readonly line: string
  readonly leavesOut: boolean
  readonly matches: (path: BytePath, isDirectory: boolean) => boolean
}

/** The lines are relative to the top of the tree. No lines at all mean all of it. */
export class PathSelection {
  readonly isWhole: boolean
  readonly #lines: readonly Line[]
  readonly #unused: Set<Line>

  /** `isThere`: whether the tree has such a path; a line that is the very name of one is no pattern. */
  constructor(lines: readonly string[], isThere: (path: BytePath) => boolean) {
    this.isWhole = lines.length === 0
    this.#lines = lines.map(line => lineOf(line, isThere))
    this.#unused = new Set(this.#lines)
  }

  /** `above`: how the directory stands that the path lies in; `out` for the top. */
  standing(path: BytePath, isDirectory: boolean, above: Standing): Standing {
    if (this.isWhole) return 'in'
    let standing = above
    for (const line of this.#lines) {
      const decides = line.leavesOut ? standing !== 'left-out' : standing === 'out'
      // Asked although it decides nothing, so that a line counts as used also where another one was first.
      if ((!decides && !this.#unused.has(line)) || !line.matches(path, isDirectory)) continue
      this.#unused.delete(line)
      if (decides) standing = line.leavesOut ? 'left-out' : 'in'
    }
    return standing
  }

  /** Lines that matched no path they were asked about. */
  unused(): { readonly meant: readonly string[]; readonly leftOut: readonly string[] } {
    const unused = [...this.#unused]
    return {
      meant: unused.filter(line => !line.leavesOut).map(({ line }) => line),
      leftOut: unused.filter(line => line.leavesOut).map(({ line }) => line)
    }
  }
}

function lineOf(line: string, isThere: (path: BytePath) => boolean): Line {
  const leavesOut = line.startsWith('!')
  const normal = posix.normalize(leavesOut ? line.slice(1) : line)
  const written = normal.replace(/\/$/, '')
  const isDirectoryMeant = written !== normal
  const name = pathFromText(written)
  const isPattern = !isThere(name) && hasMagic(written)
  const isMatch = isPattern ? matcherOf(written) : undefined
  return {
    line,
    leavesOut,
    matches: (path, isDirectory) => {
      if (isDirectoryMeant && !isDirectory) return false
      return isMatch === undefined ? path === name : path !== '.' && isMatch(pathText(path))
    }
  }
}

/** Both in the order they came in, directories before what they hold. */
export interface SelectedEntries {
  readonly entries: readonly Entry[]
  /** Directories on the way to them that are not meant themselves. */
  readonly parents: readonly Entry[]
}

/** `entries`: a whole tree, directories before what they hold. */
export function selectEntries(entries: readonly Entry[], selection: PathSelection): SelectedEntries {
  if (selection.isWhole) return { entries, parents: [] }
  const standings = new Map<BytePath, Standing>()
  const needed = new Set<BytePath>()
  const meant = entries.filter(({ path, type }) => {
    // Of the top itself nothing is known yet.
    const standing = selection.standing(path, type === 'dir', standings.get(parentPath(path)) ?? 'out')
    if (type === 'dir') standings.set(path, standing)
    if (standing !== 'in') return false
    for (let on = path; !needed.has(on); on = parentPath(on)) needed.add(on)
    return true
  })
  return {
    entries: meant,
    parents: entries.filter(({ path, type }) => type === 'dir' && needed.has(path) && standings.get(path) !== 'in')
  }
}
