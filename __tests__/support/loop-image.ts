// Filesystems of one's own: small images mounted by a loop device (or FUSE), and tmpfs; root is needed for all of them.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Missing, isRoot, missingTool } from './skip-aloud.ts'

export type Filesystem = 'ext4' | 'xfs' | 'btrfs' | 'exfat'

export interface Mounted {
  /** Where it is mounted. */
  readonly at: string
  /** `mount -o remount,…`; without options it is unmounted and mounted again, so that nothing is cached. */
  readonly remount: (options?: string) => void
  readonly remove: () => void
}

const recipes = {
  ext4: { make: 'mkfs.ext4', quiet: ['-q', '-F'], of: 'e2fsprogs', megabytes: 64 },
  // Neither makes a smaller one; the images are sparse, so they cost nothing.
  xfs: { make: 'mkfs.xfs', quiet: ['-q', '-f'], of: 'xfsprogs', megabytes: 320 },
  btrfs: { make: 'mkfs.btrfs', quiet: ['-q', '-f'], of: 'btrfs-progs', megabytes: 128 },
  exfat: { make: 'mkfs.exfat', quiet: [], of: 'exfatprogs', megabytes: 16 }
} as const

/** Whether such an image can be mounted here: it is tried, once. */
export function missingImage(filesystem: Filesystem): Missing {
  if (!isRoot) return `root, to mount an ${filesystem} image`
  const { make, of } = recipes[filesystem]
  const tool = spawnSync(make, ['-V']).error === undefined ? undefined : `${make} (Debian's ${of})`
  if (tool !== undefined) return tool
  if (filesystem === 'exfat' && missingTool('mount.exfat-fuse', 'exfat-fuse') !== undefined)
    return "mount.exfat-fuse (Debian's exfat-fuse)"
  try {
    mountImage(filesystem).remove()
    return undefined
  } catch (error) {
    return `a loop mount of ${filesystem}, which does not work here (${String(error)})`
  }
}

export interface MountedImage extends Mounted {
  /** The file it lies in. */
  readonly image: string
  /** Does something while it is not mounted, and then mounts it again. */
  readonly whileAway: (work: () => Promise<void>) => Promise<void>
}

export interface ImageOptions {
  readonly megabytes?: number
  /** Where the image is to lie; in the system's temporary directory when left out. */
  readonly under?: string
  /** For mkfs. */
  readonly make?: readonly string[]
}

export function mountImage(filesystem: Filesystem, options: ImageOptions = {}): MountedImage {
  const { make, quiet, megabytes } = recipes[filesystem]
  const scratch = mkdtempSync(join(options.under ?? tmpdir(), `image-${filesystem}-`))
  const [image, at] = [join(scratch, 'image'), join(scratch, 'mnt')]
  mkdirSync(at)
  const mount = (): void => {
    if (filesystem === 'exfat') mountFuse(image, at)
    else run('mount', '-t', filesystem, '-o', 'loop', image, at)
  }
  try {
    writeFileSync(image, '')
    truncateSync(image, (options.megabytes ?? megabytes) * 1024 * 1024)
    run(make, ...quiet, ...(options.make ?? []), image)
    mount()
  } catch (error) {
    rmSync(scratch, { recursive: true })
    throw error
  }
  return {
    at,
    image,
    whileAway: async work => {
      run('umount', at)
      try {
        await work()
      } finally {
        mount()
      }
    },
    remount: how => {
      if (how !== undefined) run('mount', '-o', `remount,${how}`, at)
      else {
        run('umount', at)
        mount()
      }
    },
    remove: () => {
      unmount(at)
      rmSync(scratch, { recursive: true })
    }
  }
}

/**
 * Mounts a copy of an image of which neither the original nor another copy is mounted: to btrfs they are one filesystem,
 * and an older state than it remembers is refused.
 */
export function mountCopy(filesystem: Filesystem, image: string, at: string): Mounted {
  if (filesystem === 'btrfs') run('btrfs', 'device', 'scan', '--forget')
  run('mount', '-t', filesystem, '-o', 'loop', image, at)
  return mountedAt(at, false)
}

/** By FUSE, since this kernel may not know exfat. */
function mountFuse(image: string, at: string): void {
  const device = run('losetup', '--find', '--show', image).trim()
  try {
    run('mount.exfat-fuse', device, at)
  } finally {
    // In use, it stays until it is unmounted.
    run('losetup', '--detach', device)
  }
}

export const missingTmpfs = (): Missing => {
  if (!isRoot) return 'root, to mount a tmpfs'
  try {
    mountTmpfs('size=1m').remove()
    return undefined
  } catch (error) {
    return `a mount of tmpfs, which does not work here (${String(error)})`
  }
}

/** At a directory of its own, when no other is given. */
export function mountTmpfs(options: string, given?: string): Mounted {
  const at = given ?? mkdtempSync(join(tmpdir(), 'tmpfs-'))
  run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', at)
  return mountedAt(at, given === undefined)
}

/** Shows the directory `from` at `at` as well. */
export function mountBind(from: string, at: string): Mounted {
  run('mount', '--bind', from, at)
  return mountedAt(at, false)
}

const mountedAt = (at: string, isOurs: boolean): Mounted => ({
  at,
  remount: options => {
    run('mount', '-o', `remount,${options ?? 'rw'}`, at)
  },
  remove: () => {
    unmount(at)
    if (isOurs) rmdirSync(at)
  }
})

function unmount(at: string): void {
  // Lazily when something is still in it: the next test should not fail for the one before.
  if (spawnSync('umount', [at]).status !== 0) run('umount', '--lazy', at)
}

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${command}: ${error.message}`)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`)
  return stdout
}
