// What node:fs says of a path of the source, with symlinks followed or not as each name tells.

import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { type BytePath, fsPath, joinPath, pathFromBytes, pathFromText } from '../core/byte-path.ts'
import { codeOf } from '../core/failure.ts'

/** The native one: the other reads link targets as UTF-8, and does not find what they lead to when they are not. */
export const realPath = (path: string): BytePath =>
  pathFromBytes(realpathSync.native(fsPath(pathFromText(path)), { encoding: 'buffer' }))

/** The real path of as much of it as there is; what is not there, or cannot be reached, stays as it is written. */
export function realAsFarAsThere(path: string): BytePath {
  try {
    return realPath(path)
  } catch (error) {
    const isUnreachable = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'].includes(codeOf(error) ?? '')
    if (!isUnreachable || dirname(path) === path) throw error
    return joinPath(realAsFarAsThere(dirname(path)), pathFromText(posix.basename(path)))
  }
}

/** Follows symlinks. */
export function leadsToDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return false
    throw error
  }
}

/** Of the name itself. */
export const isSymlink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

/** The name itself, wherever it leads: a dangling symlink is there. */
export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
