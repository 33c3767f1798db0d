// Which blocks large files share with others, from the filesystem's own map (FIEMAP) as filefrag(8) shows it.

import type { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { type BytePath, fsPath, pathFromBytes, pathFromText } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { largeFile } from '../../core/old-version.ts'
import type { Extent } from '../../core/retention/extents.ts'
import type { Processes } from '../process.ts'
import { foreignPath } from '../workers/pinned.ts'
import { mountOf, readMounts } from './mounts.ts'

/** Those whose maps tell what is shared. */
const sharing = new Set(['xfs', 'btrfs', 'bcachefs', 'ocfs2'])

/** Open at once, for one run of the program. */
const atOnce = 64

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Whether the filesystem under any of the trees has files that share blocks, and tells of it. */
export function canShareBlocks(trees: readonly string[]): boolean {
  const mounts = readMounts()
  return trees.some(tree => sharing.has(mountOf(mounts, pathFromText(tree))?.filesystem ?? ''))
}

/**
 * By inode, of the large files of a tree that have such blocks. What cannot be asked (no program, no permission) is not
 * there: such a file counts in full, as du counts it.
 */
export async function sharedExtents(
  processes: Processes,
  tree: string
): Promise<ReadonlyMap<string, readonly Extent[]>> {
  const found = new Map<string, readonly Extent[]>()
  if (!canShareBlocks([tree])) return found
  const files = await largeFilesIn(processes, tree)
  for (let at = 0; at < files.length; at += atOnce) {
    const open = new Map<string, { readonly fd: number; readonly ino: string }>()
    try {
      for (const { ino, path } of files.slice(at, at + atOnce)) {
        const fd = openedAs(path, ino)
        if (fd !== undefined) open.set(foreignPath(fd), { fd, ino })
      }
      if (open.size === 0) continue
      const result = await processes.run('filefrag', { args: ['-v', ...open.keys()] })
      for (const [name, extents] of parseFilefrag(result.stdout.toString('latin1'))) {
        const ino = open.get(name)?.ino
        if (ino !== undefined && extents.length > 0) found.set(ino, extents)
      }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return found
      throw error
    } finally {
      for (const { fd } of open.values()) closeSync(fd)
    }
  }
  return found
}

async function largeFilesIn(
  processes: Processes,
  tree: string
): Promise<readonly { readonly ino: string; readonly path: string | Buffer }[]> {
  // -size rounds up to whole KiB.
  const isLarge = ['-xdev', '-type', 'f', '-size', `+${largeFile / 1024 - 1}k`]
  const listed = await processes.run('find', { args: [tree, ...isLarge, '-printf', '%i %p\\0'] })
  const files = new Map<string, string | Buffer>()
  for (const line of pathFromBytes(listed.stdout).split('\0')) {
    const space = line.indexOf(' ')
    const path = line.slice(space + 1) as BytePath
    if (space > 0) files.set(line.slice(0, space), fsPath(path))
  }
  return Array.from(files, ([ino, path]) => ({ ino, path }))
}

function openedAs(path: string | Buffer, ino: string): number | undefined {
  let fd: number
  try {
    fd = openSync(path, flags)
  } catch {
    // Not ours to read, or gone since: it is counted in full.
    return undefined
  }
  if (String(fstatSync(fd, { bigint: true }).ino) === ino) return fd
  closeSync(fd)
  return undefined
}

/** `File size of <name> is <bytes> (<n> blocks of <size> bytes)`, then a line for each extent. */
export function parseFilefrag(text: string): ReadonlyMap<string, readonly Extent[]> {
  const files = new Map<string, Extent[]>()
  let [extents, block]: [Extent[], number] = [[], 0]
  for (const line of text.split('\n')) {
    const file = /^File size of (\S+) is \d+ \(\d+ blocks? of (\d+) bytes\)$/.exec(line)
    if (file !== null) {
      ;[extents, block] = [[], Number(file[2])]
      files.set(file[1] ?? '', extents)
      continue
    }
    // Number, logical range, physical range, length, where it was expected if it lies elsewhere, flags.
    const extent = /^ *\d+: +\d+\.\. *\d+: +(\d+)\.\. *\d+: +(\d+):(?: +\d+:)? +(\S*)$/.exec(line)
    if (extent?.[3]?.split(',').includes('shared') === true)
      extents.push({ at: Number(extent[1]) * block, bytes: Number(extent[2]) * block })
  }
  return files
}
