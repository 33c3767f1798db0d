// What a pattern of `path` finds on the disk: every kind of thing, symlinks as themselves, and nothing behind them.

import { type Dirent, readdirSync } from 'node:fs'
import { type BytePath, fsPath, joinPath, pathFromBytes, pathFromText, pathText } from '../core/byte-path.ts'
import { codeOf, Failure } from '../core/failure.ts'
import { matcherOf } from '../core/glob.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { PathPattern } from './path-pattern.ts'

/** Absolute paths, in no order. What is in a directory that matches is not looked at: it comes with it. */
export function matchesOf({ directory, glob }: PathPattern): BytePath[] {
  const isDirectoryMeant = glob.endsWith('/')
  const segments = glob.replace(/\/$/, '').split('/')
  const isMatch = matcherOf(segments.join('/'))
  const firstOpen = segments.findIndex(isOpen)
  const levels = segments.slice(0, firstOpen < 0 ? undefined : firstOpen).map(matcherOf)
  const deepest = firstOpen < 0 ? segments.length : Infinity
  const found: BytePath[] = []

  const walk = (above: BytePath, inside: BytePath, level: number): void => {
    for (const entry of entriesOf(above)) {
      const name = pathFromBytes(entry.name)
      if (levels[level]?.(pathText(name)) === false) continue
      const path = joinPath(above, name)
      const below = joinPath(inside, name)
      if ((entry.isDirectory() || !isDirectoryMeant) && isMatch(pathText(below))) found.push(path)
      else if (entry.isDirectory() && level + 1 < deepest) walk(path, below, level + 1)
    }
  }
  walk(pathFromText(directory), '.' as BytePath, 0)
  return found
}

/** Whether a segment may match more than one name: `**`, or a brace or parenthesis that ends in another segment. */
const isOpen = (segment: string): boolean =>
  segment.includes('**') || brackets.some(([open, close]) => segment.split(open).length !== segment.split(close).length)

const brackets = [
  ['{', '}'],
  ['(', ')'],
  ['[', ']']
] as const

function entriesOf(directory: BytePath): Dirent<Buffer>[] {
  try {
    return readdirSync(fsPath(directory), { withFileTypes: true, encoding: 'buffer' })
  } catch (error) {
    const code = codeOf(error)
    // Nothing has such a name, or no longer.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return []
    if (code !== 'EACCES') throw error
    throw new Failure(
      'source',
      `A pattern of "path" leads into ${quoteValue(pathText(directory))}, which the runner's user may not read. Let that user read it, or write a pattern that does not lead there.`,
      { cause: error }
    )
  }
}
