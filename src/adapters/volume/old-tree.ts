// Everything in a tree, directory by directory and without following a symlink, as the worker threads see it.

import { type BytePath, joinPath } from '../../core/byte-path.ts'
import { codeOf, Failure, messageOf } from '../../core/failure.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { OldTree } from '../../ports/adoption.ts'
import type { SourceEntry } from '../../ports/source.ts'
import { LookAhead } from '../look-ahead.ts'
import type { VolumeParts } from './parts.ts'

/** Large enough that messages cost little, small enough that threads end together. */
const batchSize = 500

/** Ends at the first path that cannot be read or lies elsewhere: such a tree is not taken, and need not be read on. */
export async function readOldTree(parts: VolumeParts, root: BytePath, onProgress?: OnProgress): Promise<OldTree> {
  const entries: SourceEntry[] = []
  const specials: BytePath[] = []
  const end = (more: Partial<OldTree>): OldTree => ({ entries, specials, ...more })
  let level: readonly BytePath[] = ['.' as BytePath]
  while (level.length > 0) {
    const look = new LookAhead(parts.pool, root, false, parts.isRoot)
    for (const path of level) look.add(path)
    const directories: BytePath[] = []
    for (const looked of await look.finish()) {
      if (looked.state === 'gone')
        return end({ unreadable: { path: looked.path, why: 'it vanished while it was read' } })
      if (looked.state === 'failed') return end({ unreadable: { path: looked.path, why: looked.why } })
      if (looked.state === 'other') {
        specials.push(looked.path)
        continue
      }
      const { entry } = looked
      entries.push(entry)
      if (entry.type !== 'dir') continue
      if (entry.dev !== entries[0]?.dev) return end({ elsewhere: entry.path })
      directories.push(entry.path)
    }
    onProgress?.({ doing: 'looking at', files: entries.length, bytes: 0 })
    const below = await childrenOf(parts, root, directories)
    if ('why' in below) return end({ unreadable: below })
    level = below.paths
  }
  return end({})
}

async function childrenOf(
  parts: VolumeParts,
  root: BytePath,
  directories: readonly BytePath[]
): Promise<{ readonly paths: readonly BytePath[] } | { readonly path: BytePath; readonly why: string }> {
  try {
    const batches = []
    for (let from = 0; from < directories.length; from += batchSize) {
      const batch = directories.slice(from, from + batchSize)
      batches.push(parts.pool.run({ kind: 'names', root, directories: batch }))
    }
    const names = (await Promise.all(batches)).flat()
    const paths: BytePath[] = []
    for (const [index, directory] of directories.entries()) {
      const found = names[index]
      if (found === undefined) return { path: directory, why: 'it vanished while it was read' }
      for (const name of found) paths.push(joinPath(directory, name))
    }
    return { paths }
  } catch (error) {
    if (error instanceof Failure || codeOf(error) === undefined) throw error
    // The message names the directory.
    return { path: '.' as BytePath, why: messageOf(error) }
  }
}
