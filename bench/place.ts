// Where snapshots are kept while they are measured: a filesystem of its own in an image, or, without root, a plain directory.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Place {
  readonly path: string
  readonly filesystem: string
  /** What is in use on it, in bytes, once all is written; nothing else may be writing to it. */
  readonly used: () => number
  readonly sync: () => void
  /** Forgets everything read from it, names and inodes too; absent where that cannot be done for it alone. */
  readonly cool?: () => void
  /** Makes it empty again. */
  readonly wipe: () => void
  readonly close: () => void
}

export type ImageFormat = 'ext4' | 'xfs' | 'btrfs'

const quiet = { stdio: 'pipe' } as const

const format: Readonly<Record<ImageFormat, readonly string[]>> = {
  // Its tables are made now, not by the kernel while something is measured.
  ext4: ['mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0,nodiscard'],
  xfs: ['mkfs.xfs', '-q', '-f', '-K', '-m', 'reflink=1'],
  btrfs: ['mkfs.btrfs', '-q', '-f', '-K']
}

/**
 * A sparse image, mounted by root. The loop device reads and writes it directly: what is unmounted is in no cache, so a
 * new mount is as cold as a disk after a night, and no other program's cache is dropped for that.
 */
export function image(scratch: string, name: string, kind: ImageFormat, sizeBytes: number): Place {
  const file = join(scratch, `${name}.img`)
  const path = join(scratch, name)
  writeFileSync(file, '')
  truncateSync(file, sizeBytes)
  mkdirSync(path)
  const device = execFileSync('losetup', ['--find', '--show', '--direct-io=on', file], { encoding: 'utf8' }).trim()
  const [mkfs = '', ...options] = format[kind]
  // A new filesystem and no deletions: ext4 creates files several times slower right after many were deleted.
  const make = (): void => {
    execFileSync(mkfs, [...options, device], quiet)
  }
  const unmount = (): void => {
    execFileSync('umount', [path], quiet)
  }
  const mount = (): void => {
    execFileSync('mount', ['-o', 'noatime', device, path], quiet)
  }
  const detach = (): void => {
    execFileSync('losetup', ['--detach', device], quiet)
  }
  try {
    make()
    mount()
  } catch (error) {
    detach()
    throw error
  }
  return {
    ...measures(path),
    filesystem: kind,
    cool: () => {
      unmount()
      mount()
    },
    wipe: () => {
      unmount()
      make()
      mount()
    },
    close: () => {
      // Lazily: what is interrupted may still have a program at work in it.
      execFileSync('umount', ['--lazy', path], quiet)
      detach()
      rmSync(file)
    }
  }
}

/** On a disk that others write to as well, so what is in use is counted by du. */
export function directory(scratch: string, name: string): Place {
  const path = join(scratch, name)
  mkdirSync(path)
  return {
    ...measures(path),
    filesystem: execFileSync('stat', ['--file-system', '--format=%T', path], { encoding: 'utf8' }).trim(),
    used: () => Number(execFileSync('du', ['-s', '--block-size=1', path], { encoding: 'utf8' }).split('\t')[0]),
    wipe: () => {
      rmSync(path, { recursive: true })
      mkdirSync(path)
    },
    close: () => undefined
  }
}

const measures = (path: string): Pick<Place, 'path' | 'used' | 'sync'> => ({
  path,
  used: () => {
    const { blocks, bfree, bsize } = statfsSync(path)
    return (blocks - bfree) * bsize
  },
  sync: () => {
    execFileSync('sync', ['--file-system', path])
  }
})
