// What node:fs says of a path of the source, with symlinks followed or not as each name tells.

import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs'
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
export const leadsToDirectory = (path: string): boolean => looked(statSync, path)?.isDirectory() ?? false

/** Of the name itself. */
export const isSymlink = (path: string): boolean => looked(lstatSync, path)?.isSymbolicLink() ?? false

/** The name itself, wherever it leads: a dangling symlink is there. */
export const isThere = (path: string): boolean => looked(lstatSync, path) !== undefined

function looked(look: typeof statSync, path: string): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false })
  } catch (error) {
    // Below a file there is nothing, nor behind a symlink to itself.
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ELOOP') return undefined
    throw error
  }
}
