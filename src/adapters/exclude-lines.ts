// The `!` lines of `path`: what each leaves out of the source, and which of them leave out nothing.

import { dirname, posix, resolve } from 'node:path'
import { type BytePath, joinPath, pathFromText, pathText } from '../core/byte-path.ts'
import { matcherOf } from '../core/glob.ts'
import type { ResolvedSource } from '../ports/source.ts'
import { patternOf } from './path-pattern.ts'
import { isThere, realAsFarAsThere } from './real-path.ts'

interface ExcludeLine {
  readonly line: string
  /** Asked with absolute paths whose symlinks are resolved. */
  readonly matches: (path: string) => boolean
}

export class ExcludeLines {
  readonly #root: string
  readonly #lines: readonly ExcludeLine[]
  readonly #unused: Set<ExcludeLine>

  constructor({ root, request }: Pick<ResolvedSource, 'root' | 'request'>) {
    this.#root = pathText(root)
    this.#lines = request.path.filter(line => line.startsWith('!')).map(line => excludeLine(line, request.workspace))
    this.#unused = new Set(this.#lines)
  }

  /** Whether a path of the source, relative to its root, is left out; parents are not looked at. */
  leavesOut(path: BytePath): boolean {
    if (this.#lines.length === 0) return false
    const text = posix.join(this.#root, pathText(path))
    let isTaken = false
    for (const line of this.#lines) {
      if ((isTaken && !this.#unused.has(line)) || !line.matches(text)) continue
      isTaken = true
      this.#unused.delete(line)
    }
    return isTaken
  }

  /** Lines that matched no path they were asked about. */
  unused(): readonly string[] {
    return [...this.#unused].map(({ line }) => line)
  }
}

/** As with the other lines, what has this very name comes first; only then it is a pattern. */
function excludeLine(line: string, workspace: string): ExcludeLine {
  const written = line.slice(1)
  const path = resolve(workspace, written)
  const pattern = isThere(path) ? undefined : patternOf(written, workspace)
  if (pattern === undefined) {
    // A symlink is left out as what it is; those on the way to it are not in the paths that are asked about.
    const place = pathText(joinPath(realAsFarAsThere(dirname(path)), pathFromText(posix.basename(path))))
    return { line, matches: asked => asked === place }
  }
  const directory = pathText(realAsFarAsThere(pattern.directory))
  const below = directory === '/' ? '/' : `${directory}/`
  const isMatch = matcherOf(pattern.glob.replace(/\/$/, ''))
  return { line, matches: asked => asked.startsWith(below) && isMatch(asked.slice(below.length)) }
}
