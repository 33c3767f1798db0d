// What kind of disk a directory lies on, from tables laid out as the kernel's: partitions, device mapper, RAID, loops, networks.

import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { diskUnder, type Kernel } from '../../src/adapters/disk-under.ts'
import type { Mount } from '../../src/adapters/volume/mounts.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import { scratchWith } from '../support/adapter-parts.ts'

let scratch = ''
let mounts: Mount[] = []
beforeEach(() => {
  scratch = realpathSync(scratchWith('sys/dev/block', 'sys/devices', 'volume', 'images'))
  mounts = []
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const volume = (): string => join(scratch, 'volume')
const kernel = (): Kernel => ({ mounts: () => mounts, sys: join(scratch, 'sys') })
const kind = (): string => diskUnder(volume(), kernel()).kind

function mount(filesystem: string, device: string, at = volume(), source = 'none'): void {
  const root = pathFromText('/')
  mounts.push({ mountPoint: pathFromText(at), root, filesystem, device, source: pathFromText(source) })
}

/** A block device in sysfs: its directory, and the link that its numbers lead by. */
function device(numbers: string, path: string, rotational?: '0' | '1'): string {
  const directory = join(scratch, 'sys/devices', path)
  mkdirSync(directory, { recursive: true })
  const link = join(scratch, 'sys/dev/block', numbers)
  symlinkSync(relative(dirname(link), directory), link)
  if (rotational === undefined) writeFileSync(join(directory, 'partition'), '1\n')
  else {
    mkdirSync(join(directory, 'queue'))
    writeFileSync(join(directory, 'queue/rotational'), `${rotational}\n`)
  }
  return directory
}

function below(block: string, ...slaves: readonly string[]): void {
  mkdirSync(join(block, 'slaves'))
  for (const slave of slaves) symlinkSync(slave, join(block, 'slaves', slave.split('/').at(-1) ?? ''))
}

it.each([
  ['0', 'solid'],
  ['1', 'rotational']
] as const)('a partition of a disk whose "rotational" says %s', (says, expected) => {
  device('8:0', 'pci/sda', says)
  device('8:1', 'pci/sda/sda1')
  mount('ext4', '8:1')
  expect(diskUnder(volume(), kernel())).toEqual({ kind: expected, filesystem: 'ext4' })
})

it.each([
  ['vda', '1', 'unknown'],
  ['vda', '0', 'solid'],
  ['xvdb', '1', 'unknown']
] as const)('a virtual disk %s that says %s is believed only that it does not rotate', (name, says, expected) => {
  device('254:0', `virtio/${name}`, says)
  mount('xfs', '254:0')
  expect(kind()).toBe(expected)
})

it('a logical volume over RAID over two disks: the slower one has the say', () => {
  device('8:0', 'pci/sda', '0')
  const first = device('8:1', 'pci/sda/sda1')
  const second = device('8:16', 'pci/sdb', '1')
  const raid = device('9:0', 'virtual/md0', '0')
  below(raid, first, second)
  const logical = device('253:0', 'virtual/dm-0', '0')
  below(logical, raid)
  mount('ext4', '253:0')
  expect(kind()).toBe('rotational')
})

it('a loop device lies where its file lies', () => {
  device('8:0', 'pci/sda', '1')
  const loop = device('7:0', 'virtual/loop0', '0')
  mkdirSync(join(loop, 'loop'))
  const image = join(scratch, 'images/image')
  writeFileSync(image, '')
  writeFileSync(join(loop, 'loop/backing_file'), `${image}\n`)
  mount('ext4', '8:0', scratch)
  mount('xfs', '7:0')
  expect(diskUnder(volume(), kernel())).toEqual({ kind: 'rotational', filesystem: 'xfs' })
})

it('a loop device on itself is given up', () => {
  const loop = device('7:0', 'virtual/loop0', '0')
  mkdirSync(join(loop, 'loop'))
  writeFileSync(join(loop, 'loop/backing_file'), `${volume()}\n`)
  mount('xfs', '7:0')
  expect(kind()).toBe('unknown')
})

it.each(['nfs', 'nfs4', 'cifs', 'fuse.sshfs', 'ceph', '9p', 'fuse.glusterfs'])('%s is a network', filesystem => {
  mount(filesystem, '0:50')
  expect(diskUnder(volume(), kernel())).toEqual({ kind: 'network', filesystem })
})

it.each([
  ['tmpfs', '0:40', 'none'],
  ['btrfs', '0:41', '/dev/null'],
  ['btrfs', '0:42', '/not/there'],
  ['fuse', '0:43', 'something'],
  ['ext4', '8:99', '/dev/sdz9']
] as const)('%s on %s from %s: nothing is known', (filesystem, numbers, source) => {
  mount(filesystem, numbers, volume(), source)
  expect(kind()).toBe('unknown')
})

it('a directory that is not there: nothing is known', () => {
  expect(diskUnder(join(scratch, 'missing'), kernel()).kind).toBe('unknown')
})

it('finds something on this very machine without failing', () => {
  expect(diskUnder(scratch).filesystem).not.toBe('')
})
