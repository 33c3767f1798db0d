// Deletes files and whole trees by directories that are held: no symlink is followed and no other filesystem entered.

import { Buffer } from 'node:buffer'
import { chmodSync, closeSync, fstatSync, openSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { type BytePath, joinPath, parentPath, pathFromBytes } from '../../core/byte-path.ts'
import { codeOf } from '../../core/failure.ts'
import { refusedAt } from './place.ts'
import { descriptorPath, mountOfDescriptor, Pins, placeFlags } from './pinned.ts'
import type { Refused, RemoveResult, RemoveTask } from './restore-protocol.ts'

/** In the words of errno(3), for what we refuse ourselves. */
const mounted = { code: 'EXDEV', message: 'something is mounted there' } as const

export function remove({ root, paths }: RemoveTask): RemoveResult {
  const pins = new Pins(root, true)
  const mount = mountOfDescriptor(root)
  const left: Refused[] = []
  const seen = new Map<BytePath, string>()
  const mountAbove = (parent: BytePath): string => {
    const known = seen.get(parent) ?? mountOfDescriptor(pins.directory(parent))
    seen.set(parent, known)
    return known
  }
  try {
    for (const path of paths) {
      try {
        if (mountAbove(parentPath(path)) !== mount) left.push({ path, ...mounted })
        else
          pins.within(path, at => {
            removeAt(at, path, mount, left)
          })
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') left.push(refusedAt(path, error))
      }
    }
  } finally {
    pins.close()
  }
  return { left, letIn: pins.letIn }
}

/** Throws what the kernel says of the path itself; what stays below it is added to `left`. */
function removeAt(at: string | Buffer, path: BytePath, mount: string, left: Refused[]): void {
  try {
    unlinkSync(at)
  } catch (error) {
    // EPERM is what POSIX asks for, and some filesystems say.
    if (codeOf(error) !== 'EISDIR' && codeOf(error) !== 'EPERM') throw error
    if (!removeDirectory(at, path, mount, left)) throw error
  }
}

/** False where there is no directory. */
function removeDirectory(at: string | Buffer, path: BytePath, mount: string, left: Refused[]): boolean {
  let fd: number
  try {
    fd = openSync(at, placeFlags)
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return false
    throw error
  }
  try {
    if (mountOfDescriptor(fd) !== mount) {
      left.push({ path, ...mounted })
      return true
    }
    // As sources have them; only directories, for a file's inode may be shared.
    const mode = fstatSync(fd).mode & 0o7777
    if ((mode & 0o700) !== 0o700) chmodSync(descriptorPath(fd), mode | 0o700)
    const before = left.length
    for (const name of readdirSync(descriptorPath(fd), { encoding: 'buffer' })) {
      const below = joinPath(path, pathFromBytes(name))
      try {
        removeAt(Buffer.concat([Buffer.from(`${descriptorPath(fd)}/`), name]), below, mount, left)
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') left.push(refusedAt(below, error))
      }
    }
    if (left.length > before) return true
  } finally {
    closeSync(fd)
  }
  rmdirSync(at)
  return true
}
