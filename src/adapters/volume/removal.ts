// Deletes whole trees on directory descriptors (coreutils rm), never following a link and never leaving the filesystem.

import { Buffer } from 'node:buffer'
import { chmodSync, lstatSync, readdirSync, realpathSync, unlinkSync } from 'node:fs'
import { type BytePath, joinPath, pathFromText } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import type { Processes } from '../process.ts'
import { descriptorPath, foreignPath } from '../workers/pinned.ts'
import type { HeldDirectory } from './held-directory.ts'
import { type Mount, readMounts } from './mounts.ts'

/** Unlinking waits for the journal more than for the processor; measured best on two cores and one disk. */
const parallel = 4

/**
 * Arguments of rm for one tree after another; never a shell. Each argument is a start of its own to --one-file-system,
 * which would empty what is mounted right there; --preserve-root=all refuses that.
 */
const remove = ['--recursive', '--force', '--one-file-system', '--preserve-root=all', '--']

/**
 * What could not be deleted of these names in a directory, as `rm` says it; empty when all is gone. The directory is held:
 * whatever takes its place meanwhile, nothing else is deleted.
 */
export async function removeTrees(
  processes: Processes,
  { fd, path }: HeldDirectory,
  names: readonly string[]
): Promise<readonly string[]> {
  if (names.length === 0) return []
  const mounts = readMounts()
  const real = pathFromText(realpathSync.native(descriptorPath(fd)))
  const isMounted = (name: string): boolean => mountedBelow(mounts, joinPath(real, pathFromText(name)))
  const prefix = `${foreignPath(fd)}/`
  const rest = names.filter(name => !isMounted(name)).map(name => `${prefix}${name}`)
  const left = await removeAll(processes, rest)
  return [
    ...names.filter(isMounted).map(name => `${path}/${name}: something is mounted there or below`),
    ...left.map(said => said.replaceAll(prefix, `${path}/`))
  ]
}

/** By the kernel's own table: a bind mount of the same filesystem has our device number, and rm would empty it. */
const mountedBelow = (mounts: readonly Mount[], tree: BytePath): boolean =>
  mounts.some(({ mountPoint }) => mountPoint === tree || mountPoint.startsWith(`${tree}/`))

async function removeAll(processes: Processes, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return []
  paths.forEach(closeToOthers)
  await removeInParts(processes, paths)
  const rest = { args: [...remove, ...paths] }
  if ((await processes.run('rm', rest)).status === 0) return []
  // Directories that their owner may not write to, as sources have them. Only directories: a file's inode is shared.
  const isLocked = ['-xdev', '-type', 'd', '!', '-perm', '-0700']
  for (const path of paths) {
    await processes.run('find', { args: [path, ...isLocked, '-exec', 'chmod', 'u+rwx', '--', '{}', ';'] })
  }
  const second = await processes.run('rm', rest)
  return second.status === 0 ? [] : second.stderr.split('\n').filter(line => line !== '')
}

/**
 * A build may let anybody write into its directories. Whoever does that now could put a symlink where find has just seen a
 * directory, and rm is given its path: nobody but us may change the names at the top any more. Those below are not part
 * of a path, since rm goes down by directories that it holds.
 */
function closeToOthers(path: string): void {
  try {
    if (lstatSync(path).isDirectory()) chmodSync(path, 0o700)
  } catch (error) {
    // Not ours to close, or not to be written: then it cannot be removed either, and rm says so.
    if (codeOf(error) === undefined) throw error
  }
}

/**
 * The directories two levels down, several at a time, so that more than one thread unlinks; what they leave is for the
 * caller's last rm, so their own failures do not matter here.
 */
async function removeInParts(processes: Processes, paths: readonly string[]): Promise<void> {
  const parts: Buffer[] = []
  await processes.run('find', {
    args: [...paths, '-xdev', '-mindepth', '2', '-maxdepth', '2', '-type', 'd', '-print0'],
    onStdout: piece => parts.push(piece)
  })
  if (parts.length === 0) return
  const xargs = ['--null', `--max-procs=${parallel}`, '--max-args=16', '--no-run-if-empty', 'rm', ...remove]
  await processes.run('xargs', { args: xargs, input: parts })
}

/** A file of ours that is to go. A directory that stands in its place is nobody's to remove, and no reason to stop. */
export function removeFile(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EISDIR') throw error
  }
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
