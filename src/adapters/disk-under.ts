// What kind of disk a directory lies on, from the kernel's tables: through partitions, device mapper, RAID and loop devices.

import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fsPath, pathFromText } from '../core/byte-path.ts'
import type { DiskFacts } from '../core/jobs.ts'
import { type Mount, mountOf, readMounts } from './volume/mounts.ts'

/** Filesystems whose every call may be a question to another machine. */
const network = new Set([
  ...[
    'nfs',
    'nfs4',
    'cifs',
    'smb3',
    'smbfs',
    'ncpfs',
    'afs',
    'ceph',
    '9p',
    'lustre',
    'gpfs',
    'beegfs',
    'ocfs2',
    'gfs2'
  ],
  ...[
    'sshfs',
    'ceph',
    'glusterfs',
    's3fs',
    'rclone',
    'gcsfuse',
    'blobfuse',
    'blobfuse2',
    'mount-s3',
    'davfs',
    'juicefs'
  ].map(name => `fuse.${name}`)
])

export interface Kernel {
  readonly mounts: () => readonly Mount[]
  /** Where sysfs is. */
  readonly sys: string
}

const kernelHere: Kernel = { mounts: readMounts, sys: '/sys' }

/** Never throws: whatever cannot be found out is `unknown`. */
export function diskUnder(path: string, kernel: Kernel = kernelHere): DiskFacts {
  try {
    return lookUnder(path, kernel, 0)
  } catch {
    return { kind: 'unknown', filesystem: 'unknown' }
  }
}

/** A loop device lies on a filesystem, which may lie on a loop device: nobody stacks them deeper than this. */
const deepest = 8

function lookUnder(path: string, kernel: Kernel, depth: number): DiskFacts {
  const mount = mountOf(kernel.mounts(), pathFromText(realpathSync(path)))
  if (mount === undefined || depth > deepest) return { kind: 'unknown', filesystem: mount?.filesystem ?? 'unknown' }
  const { filesystem } = mount
  if (network.has(filesystem)) return { kind: 'network', filesystem }
  const device = deviceOf(mount)
  return device === undefined ? { kind: 'unknown', filesystem } : { ...kindOf(device, kernel, depth), filesystem }
}

/** btrfs gives its mounts numbers that are no device's; there the mount's source is one. */
function deviceOf({ device, source }: Mount): string | undefined {
  if (!device.startsWith('0:')) return device
  if (!source.startsWith('/')) return undefined
  const { rdev } = statSync(fsPath(source), { bigint: true })
  if (rdev === 0n) return undefined
  // As glibc's makedev(3) puts them together.
  const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn)
  const minor = (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn)
  return `${major}:${minor}`
}

function kindOf(device: string, kernel: Kernel, depth: number): Pick<DiskFacts, 'kind'> {
  const own = realpathSync(join(kernel.sys, 'dev/block', device))
  return kindOfBlock(existsSync(join(own, 'partition')) ? dirname(own) : own, kernel, depth)
}

function kindOfBlock(block: string, kernel: Kernel, depth: number): Pick<DiskFacts, 'kind'> {
  if (depth > deepest) return { kind: 'unknown' }
  const backing = join(block, 'loop/backing_file')
  if (existsSync(backing)) return lookUnder(readFileSync(backing, 'utf8').trimEnd(), kernel, depth + 1)
  const slaves = namesIn(join(block, 'slaves')).map(name => realpathSync(join(block, 'slaves', name)))
  if (slaves.length > 0) {
    const kinds = slaves.map(slave => kindOfBlock(wholeDisk(slave), kernel, depth + 1).kind)
    // The slowest of several has the say.
    return { kind: (['rotational', 'network', 'unknown'] as const).find(kind => kinds.includes(kind)) ?? 'solid' }
  }
  const isRotational = readFileSync(join(block, 'queue/rotational'), 'utf8').trim() === '1'
  if (!isRotational) return { kind: 'solid' }
  return { kind: isVirtual(block) ? 'unknown' : 'rotational' }
}

const wholeDisk = (block: string): string => (existsSync(join(block, 'partition')) ? dirname(block) : block)

/** virtio and Xen disks say that they rotate unless their host was told otherwise, and most hosts have SSDs. */
const isVirtual = (block: string): boolean => /\/(?:vd|xvd)[a-z]+$/.test(block)

const namesIn = (directory: string): string[] =>
  lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(directory) : []
