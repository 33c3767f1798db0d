// Turns the lines of `path` into places on the disk: literal names first, then globs. `!` lines have a file of their own.

import { dirname, isAbsolute, posix, relative, resolve } from 'node:path'
import { type BytePath, joinPath, pathFromText, pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { isWithin } from '../core/within.ts'
import type { ResolvedSource, SourceRequest } from '../ports/source.ts'
import { matchesOf } from './path-matches.ts'
import { patternOf } from './path-pattern.ts'
import { isSymlink, isThere, leadsToDirectory, realAsFarAsThere, realPath } from './real-path.ts'
import { isTheTemp, tempBelow } from './runner-temp.ts'

/** `temp` is the runner's temporary directory, symlinks resolved; it is kept out of the source. */
export function resolveSource(request: SourceRequest, temp: BytePath): ResolvedSource {
  const lines = request.path.filter(line => !line.startsWith('!'))
  const only = lines.length === 1 ? lines[0] : undefined
  if (only !== undefined) {
    const path = resolve(request.workspace, only)
    if (leadsToDirectory(path)) return wholeDirectory(request, only, realPath(path), temp)
  }
  return severalPaths(request, lines, temp)
}

function wholeDirectory(request: SourceRequest, given: string, root: BytePath, temp: BytePath): ResolvedSource {
  refusePlace(root, given)
  if (root === temp) throw isTheTemp(given)
  const runnerTemp = isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {}
  return { root, places: [root], missing: [], ...runnerTemp, request }
}

function severalPaths(request: SourceRequest, lines: readonly string[], temp: BytePath): ResolvedSource {
  const base = resolve(request.root)
  if (!leadsToDirectory(base)) {
    const given = quoteValue(request.root)
    throw new Failure(
      'source',
      `The root ${given} is not a directory; "root" is the one that several paths are kept relative to.`
    )
  }
  const root = realPath(base)
  const realDirectory = remembered(realPath)
  const missing: string[] = []
  const found = new Map<string, Match>()
  for (const line of lines) {
    const matches = expand(line, request.workspace, temp)
    if (matches.length === 0) missing.push(line)
    for (const match of matches) if (found.get(match.path)?.isNamed !== true) found.set(match.path, match)
  }
  const items: BytePath[] = []
  const places: BytePath[] = []
  let holdsTemp = false
  for (const { path, isNamed, isFromTemp } of [...found.values()].sort(byPath)) {
    const directory = realDirectory(dirname(path))
    const place = path === base ? root : joinPath(directory, pathFromText(posix.basename(path)))
    if (place === temp && isNamed) throw isTheTemp(path)
    holdsTemp ||= isWithin(place, temp)
    if (!isFromTemp && isWithin(temp, place)) {
      // What a wildcard found there was not asked for by name.
      holdsTemp = true
      continue
    }
    const item = itemOf(path, base, root, directory)
    if (isNamed && item !== '.') refuseLinkedDirectory(path)
    refusePlace(place, path)
    items.push(item)
    places.push(place)
  }
  const runnerTemp = holdsTemp && isWithin(root, temp) ? { runnerTemp: tempBelow(root, temp) } : {}
  return { root, items, places, missing, ...runnerTemp, request }
}

interface Match {
  /** Absolute, as it was reached. */
  readonly path: string
  /** By a line that is just this name, not by wildcards. */
  readonly isNamed: boolean
  /** The line itself leads into the runner's temporary directory. */
  readonly isFromTemp: boolean
}

const byPath = (a: Match, b: Match): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

function expand(line: string, workspace: string, temp: BytePath): Match[] {
  const path = resolve(workspace, line)
  if (isThere(path)) return [{ path, isNamed: true, isFromTemp: true }]
  const pattern = patternOf(line, workspace)
  if (pattern === undefined) return []
  const isFromTemp = isWithin(temp, realAsFarAsThere(pattern.directory))
  return matchesOf(pattern).map(match => {
    const path = pathText(match)
    // As a text it is another name, and would be left out without a word.
    if (pathFromText(path) !== match) {
      throw new Failure(
        'source',
        `The path ${quoteValue(line)} matches a name that is not UTF-8; give its directory instead of a pattern.`
      )
    }
    return { path, isNamed: false, isFromTemp }
  })
}

/** `directory` is the real path of the one that `path` lies in. */
function itemOf(path: string, base: string, root: BytePath, directory: BytePath): BytePath {
  const inside = relative(base, path)
  if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) {
    throw new Failure(
      'source',
      `The path ${quoteValue(path)} lies outside the root ${quoteValue(base)}; several paths are kept relative to "root", so set it to a directory that holds them all.`
    )
  }
  if (inside === '') return '.' as BytePath
  if (pathText(directory) !== posix.join(pathText(root), dirname(inside))) {
    throw new Failure(
      'source',
      `The path ${quoteValue(path)} lies behind a symlink; give the path with symlinks resolved (${quoteValue(pathText(directory))}).`
    )
  }
  return pathFromText(inside)
}

/** Somebody who names a directory means what is in it, and a link among several paths would be kept without that. */
function refuseLinkedDirectory(path: string): void {
  if (!isSymlink(path) || !leadsToDirectory(path)) return
  throw new Failure(
    'source',
    `The path ${quoteValue(path)} is a symlink to a directory; among several paths it would be stored as a symlink, without what is in the directory. Write the directory itself: ${quoteValue(pathText(realPath(path)))}.`
  )
}

function refusePlace(place: BytePath, given: string): void {
  if (pathFromText(pathText(place)) !== place) {
    throw new Failure(
      'source',
      `The path ${quoteValue(given)} leads to a directory whose own name is not UTF-8, which cannot be given to rsync; rename that directory.`
    )
  }
  if (place === '/') {
    throw new Failure(
      'source',
      `The path ${quoteValue(given)} is the root of the whole system. If it came from a variable, the variable was empty.`
    )
  }
}

/** Many matches share few directories. */
function remembered(find: (path: string) => BytePath): (path: string) => BytePath {
  const known = new Map<string, BytePath>()
  return path => {
    const place = known.get(path) ?? find(path)
    known.set(path, place)
    return place
  }
}
