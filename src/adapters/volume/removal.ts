// Deletes whole trees on directory descriptors (coreutils rm), never following a link and never leaving the filesystem.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../core/failure.ts'
import type { Processes } from '../process.ts'

/** What could not be deleted, as `rm` says it; empty when all is gone. */
export async function removeTrees(processes: Processes, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return []
  const remove = { args: ['--recursive', '--force', '--one-file-system', '--', ...paths] }
  if ((await processes.run('rm', remove)).status === 0) return []
  // Directories that their owner may not write to, as sources have them. Only directories: a file's inode is shared.
  const isLocked = ['-xdev', '-type', 'd', '!', '-perm', '-0700']
  for (const path of paths)
    await processes.run('find', { args: [path, ...isLocked, '-exec', 'chmod', 'u+rwx', '--', '{}', ';'] })
  const second = await processes.run('rm', remove)
  return second.status === 0 ? [] : second.stderr.split('\n').filter(line => line !== '')
}

/** The names in a directory; none when there is no directory. */
export function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

export const pathsIn = (directory: string): string[] => namesIn(directory).map(name => join(directory, name))
