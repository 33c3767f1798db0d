// Finds every series on a volume: the directories that hold our own directory, wherever they are nested.

import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../core/failure.ts'
import { isSnapshotId } from '../../core/snapshot-id.ts'
import { ownDirectory } from './layout.ts'

/** Names are at most this deep (1,024 bytes of them); anything deeper is not ours. */
const deepest = 512

/** Sorted names. Symlinks are not followed, and snapshots are not entered: they may hold anything. */
export function seriesIn(volume: string): readonly string[] {
  const found: string[] = []
  const visit = (directory: string, name: string, depth: number): void => {
    if (depth > deepest) return
    for (const entry of directoriesIn(directory)) {
      if (entry.name === ownDirectory && name !== '') found.push(name)
      else if (!entry.name.startsWith('.') && !isSnapshotId(entry.name)) {
        visit(join(directory, entry.name), name === '' ? entry.name : `${name}/${entry.name}`, depth + 1)
      }
    }
  }
  visit(volume, '', 0)
  return found.sort()
}

function directoriesIn(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).filter(entry => entry.isDirectory())
  } catch (error) {
    // lost+found is root's; a directory that we may not read holds no series of ours.
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'ENOENT') return []
    throw error
  }
}
