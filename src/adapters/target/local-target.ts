// The directory a snapshot is restored into, on this machine: looked at by the user's own path, written by descriptors.

import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BytePath } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { isStaging, stagingName } from '../../core/restore-staging.ts'
import type { Target, TargetState } from '../../ports/target.ts'
import { isThere, leadsToDirectory, realAsFarAsThere } from '../real-path.ts'
import { localTree } from '../volume/local-tree.ts'
import { freeOn } from '../volume/local-volume.ts'
import type { VolumeParts } from '../volume/parts.ts'
import { markAt, missingMark } from './mark.ts'
import { restoring } from './restoring.ts'
import { Site } from './site.ts'
import { Staging } from './staging.ts'

/** `path`: absolute. A symlink there is the user's own, and followed; none below it is. */
export function localTarget(path: string, parts: VolumeParts): Target {
  // With a dot, so that the top is the directory that such a symlink leads to.
  const tree = localTree(`${path}/.`, parts.pool)
  return {
    path,
    inspect: (paths, onProgress) => tree.inspect(withoutOurs(paths), onProgress),
    hash: (paths, onProgress) => tree.hash(withoutOurs(paths), onProgress),
    names: async directories => {
      const found = await tree.names(withoutOurs(directories))
      return found.map((names, index) =>
        directories[index] === '.' ? names?.filter(name => name !== stagingName) : names
      )
    },
    state: () => Promise.resolve().then(() => targetState(path)),
    free: () => Promise.resolve().then(() => freeOn(nearest(path))),
    begin: async () => restoring(new Site(path, parts, await Staging.begin(parts.processes, path)))
  }
}

/** Where nothing is. */
const nowhere = `${stagingName}/nothing` as BytePath

/** What a restore keeps in the target while it writes is nothing of the target's. */
const withoutOurs = (paths: readonly BytePath[]): BytePath[] => paths.map(path => (isStaging(path) ? nowhere : path))

function targetState(path: string): TargetState {
  const there = nearest(path)
  const isDirectory = leadsToDirectory(there)
  const kind = !isDirectory ? 'not-a-directory' : there === path ? 'directory' : 'missing'
  const mark = kind === 'directory' ? markIfReachable(path) : missingMark
  return {
    kind,
    // With what is still to be made, since a restore may not be made to lie in the volume either.
    realPath: realAsFarAsThere(path),
    isWritable: isDirectory && isWritable(there, kind === 'directory'),
    ...(mark !== undefined && { mark })
  }
}

function markIfReachable(path: string): string | undefined {
  try {
    return markAt(path)
  } catch (error) {
    // The look that follows says more of it.
    if (codeOf(error) === 'EACCES') return undefined
    throw error
  }
}

/** The path itself, or the nearest above it that there is. */
function nearest(path: string): string {
  return isReachable(path) || dirname(path) === path ? path : nearest(dirname(path))
}

function isReachable(path: string): boolean {
  try {
    return isThere(path)
  } catch (error) {
    // Then so much is clear that nobody but the directory above it is to be asked.
    if (codeOf(error) === 'EACCES') return false
    throw error
  }
}

/** `mayLetIn`: a directory that was backed up read-only comes back so, and is opened up by its owner while it is written. */
function isWritable(path: string, mayLetIn: boolean): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch (error) {
    // Whatever other reason there is, nothing can be written here; the caller says so and names the target.
    return mayLetIn && codeOf(error) === 'EACCES' && statSync(path).uid === process.geteuid?.()
  }
}
