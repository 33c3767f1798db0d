// Turns the lines of `path` into places on the disk: literal names first, then globs; `!` lines become a matcher.

import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, posix, relative, resolve } from 'node:path'
import picomatch from 'picomatch'
import { globSync } from 'tinyglobby'
import { type BytePath, fsPath, pathFromBytes, pathFromText, pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import type { ResolvedSource, SourceRequest } from '../ports/source.ts'

const globMagic = /[*?[\]{}]|[@!+]\(/

export function resolveSource(request: SourceRequest): ResolvedSource {
  const lines = request.path.filter(line => !line.startsWith('!'))
  const only = lines.length === 1 ? lines[0] : undefined
  if (only !== undefined) {
    const path = resolve(request.workspace, only)
    if (isDirectory(path)) {
      const root = realPath(path)
      refuseRoot(root, only)
      return { root, places: [root], missing: [], request }
    }
  }

  const base = resolve(request.root)
  if (!isDirectory(base)) {
    const given = quoteValue(request.root)
    throw new Failure(
      'source',
      `The root ${given} is not a directory; "root" is the one that several paths are kept relative to.`
    )
  }
  const root = realPath(base)
  const missing: string[] = []
  const found = new Set<string>()
  for (const line of lines) {
    const matches = expand(line, request.workspace)
    if (matches.length === 0) missing.push(line)
    for (const match of matches) found.add(match)
  }
  const items: BytePath[] = []
  const places: BytePath[] = []
  for (const path of [...found].sort()) {
    items.push(itemOf(path, base, root))
    const place = isDirectory(path)
      ? realPath(path)
      : (`${realPath(dirname(path))}/${pathFromText(posix.basename(path))}` as BytePath)
    refuseRoot(place, path)
    places.push(place)
  }
  return { root, items, places, missing, request }
}

/** Whether a path of the source, relative to its root, is excluded by a `!` line; its parents are asked first. */
export function excludeMatcher(source: ResolvedSource): ((path: BytePath) => boolean) | undefined {
  const lines = source.request.path.filter(line => line.startsWith('!')).map(line => line.slice(1))
  if (lines.length === 0) return undefined
  const root = pathText(source.root)
  const matchers = lines.map(line => {
    const pattern = isAbsolute(line) ? line : posix.join(escapeGlob(realOf(source.request.workspace)), line)
    return picomatch(posix.normalize(pattern).replace(/\/$/, ''), { dot: true })
  })
  return path => {
    const text = posix.join(root, pathText(path))
    return matchers.some(matches => matches(text))
  }
}

function expand(line: string, workspace: string): string[] {
  const path = resolve(workspace, line)
  if (exists(path)) return [path]
  if (!globMagic.test(line)) return []
  const found = globSync(line, {
    cwd: workspace,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    absolute: true
  })
  return found.map(match => {
    // A name that is not UTF-8 comes out of the glob as another name, and would be left out without a word.
    if (match.includes('\ufffd')) {
      throw new Failure(
        'source',
        `The path ${quoteValue(line)} matches a name that is not UTF-8; give its directory instead of a pattern.`
      )
    }
    return match.replace(/(?<=.)\/$/, '')
  })
}

function itemOf(path: string, base: string, root: BytePath): BytePath {
  const inside = relative(base, path)
  if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) {
    throw new Failure(
      'source',
      `The path ${quoteValue(path)} lies outside the root ${quoteValue(base)}; several paths are kept relative to "root", so set it to a directory that holds them all.`
    )
  }
  if (inside === '') return '.' as BytePath
  const expected = posix.join(pathText(root), dirname(inside))
  if (pathText(realPath(dirname(path))) !== expected) {
    throw new Failure(
      'source',
      `The path ${quoteValue(path)} lies behind a symlink; give the path with symlinks resolved (${quoteValue(pathText(realPath(dirname(path))))}).`
    )
  }
  return pathFromText(inside)
}

function refuseRoot(place: BytePath, given: string): void {
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

const escapeGlob = (text: string): string => text.replace(/[\\*?[\]{}()!@+]/g, '\\$&')

/** The native one: the other reads link targets as UTF-8, and does not find what they lead to when they are not. */
const realPath = (path: string): BytePath =>
  pathFromBytes(realpathSync.native(fsPath(pathFromText(path)), { encoding: 'buffer' }))

const realOf = (path: string): string => pathText(realPath(path))

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
