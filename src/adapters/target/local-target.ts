// The directory a snapshot is restored into, on this machine: looked at by the user's own path, written by descriptors.

import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BytePath } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { isStaging, stagingName } from '../../core/restore-staging.ts'
import type { Target, TargetState } from '../../ports/target.ts'
import type { Tree } from '../../ports/tree.ts'
import { isThere, leadsToDirectory, realAsFarAsThere, realPath } from '../real-path.ts'
import { localTree } from '../volume/local-tree.ts'
import { freeOn } from '../volume/local-volume.ts'
import type { VolumeParts } from '../volume/parts.ts'
import { descriptorPath } from '../workers/pinned.ts'
import { markIn, missingMark } from './mark.ts'
import { restoring } from './restoring.ts'
import { Site } from './site.ts'
import { Staging } from './staging.ts'
import { TargetPlace } from './target-place.ts'

/** `path`: absolute. A symlink there is the user's own, and followed; none below it is. */
export function localTarget(path: string, parts: VolumeParts): Target {
  const place = new TargetPlace(path)
  const look = <T>(act: (tree: Tree) => Promise<T>): Promise<T> =>
    place.named(() => act(localTree(place.top, parts.pool)))
  return {
    path,
    inspect: (paths, onProgress) => look(tree => tree.inspect(withoutOurs(paths), onProgress)),
    hash: (paths, onProgress) => look(tree => tree.hash(withoutOurs(paths), onProgress)),
    names: async directories => {
      const found = await look(tree => tree.names(withoutOurs(directories)))
      return found.map((names, index) =>
        directories[index] === '.' ? names?.filter(name => name !== stagingName) : names
      )
    },
    state: () => place.named(() => Promise.resolve().then(() => targetState(place))),
    free: () => Promise.resolve().then(() => freeOn(nearest(path))),
    confirm: () =>
      Promise.resolve().then(() => {
        place.confirm()
      }),
    begin: async () => {
      // Elsewhere nothing was looked at.
      place.confirm()
      const site = new Site(path, parts, await Staging.begin(parts.processes, path, place.seen))
      place.lend(site.staging.root)
      return restoring(site, () => {
        place.giveBack()
      })
    }
  }
}

/** Where nothing is. */
const nowhere = `${stagingName}/nothing` as BytePath

/** What a restore keeps in the target while it writes is nothing of the target's. */
const withoutOurs = (paths: readonly BytePath[]): BytePath[] => paths.map(path => (isStaging(path) ? nowhere : path))

function targetState(place: TargetPlace): TargetState {
  const root = place.hold()
  if (root !== undefined) {
    const held = descriptorPath(root)
    const mark = markIfReachable(root)
    return {
      kind: 'directory',
      realPath: realOf(root, place.path),
      isWritable: isWritable(held, true),
      ...(mark !== undefined && { mark })
    }
  }
  const { path } = place
  const there = nearest(path)
  const isDirectory = leadsToDirectory(there)
  // Made since.
  if (isDirectory && there === path) return targetState(place)
  return {
    kind: isDirectory ? 'missing' : 'not-a-directory',
    // With what is still to be made, since a restore may not be made to lie in the volume either.
    realPath: realAsFarAsThere(path),
    isWritable: isDirectory && isWritable(there, false),
    mark: missingMark
  }
}

/** Of the directory that is held; of its name where it was removed meanwhile. */
function realOf(root: number, path: string): BytePath {
  try {
    return realPath(descriptorPath(root))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return realAsFarAsThere(path)
  }
}

function markIfReachable(root: number): string | undefined {
  try {
    return markIn(root)
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
