// System calls that are refused, one at a time: no space (row 2), quota, read-only, a failing disk (row 4).

import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { snapshotId } from '../../src/core/snapshot-id.ts'
import { type Body, fault, negativeControl } from './support/fault.ts'
import { expectInjected, inject, type Injection, injectedRsync, missingStrace } from './support/inject.ts'
import type { Call } from './support/running.ts'
import type { Scene } from './support/scene.ts'

/** A clock that stands still, so that the names of what will be written are known before. */
const clock = { frozenMs: Math.floor(Date.now() / 1000) * 1000 }
const id = snapshotId(new Date(clock.frozenMs), () => false)
const needs = [missingStrace()]

const manifest = `manifests/${id}.mtree.gz.tmp`
const record = `records/${id}.json.tmp`

interface Case {
  readonly what: string
  readonly calls: string
  /** Below `.snapshots`. */
  readonly path: string
  readonly when?: string
  readonly says?: RegExp
}

/** The names of it in a directory that is held by a descriptor, whichever that is. */
const held = (name: string): string[] => Array.from({ length: 64 }, (_, fd) => `/proc/self/fd/${fd}/${name}`)

const inNode =
  ({ calls, path, when }: Case, error: string, says: RegExp, more: Call = {}): Body =>
  async scene => {
    const trace = join(scene.scratch, 'trace')
    const injection = { calls, error, paths: [scene.own(path), ...held(basename(path))], ...(when && { when }) }
    const run = await scene.run({ ...more, clock, under: inject(injection, trace) })
    expectInjected(trace)
    return { run, exitCode: 1, says }
  }

const lost = /There is no space left for what was being written \(.* free now\): ENOSPC/
const published = new RegExp(`^Snapshot ${id} is complete and published\\.`)

const withoutRoom: readonly Case[] = [
  { what: 'opening the manifest', calls: 'openat', path: manifest },
  { what: 'writing the manifest', calls: 'write,writev,pwrite64,pwritev', path: manifest },
  { what: 'syncing the manifest', calls: 'fsync', path: manifest },
  { what: 'renaming the manifest', calls: 'rename', path: manifest },
  { what: 'opening the record', calls: 'openat', path: record },
  { what: 'writing the record', calls: 'write,pwrite64', path: record },
  { what: 'syncing the record', calls: 'fsync', path: record },
  { what: 'renaming the record', calls: 'rename', path: record },
  { what: 'making the tree', calls: 'mkdir', path: `partial/${id}` },
  { what: 'renaming the tree', calls: 'rename', path: `partial/${id}` },
  { what: 'writing who holds the lock', calls: 'write,pwrite64', path: 'lock' },
  { what: 'making the link', calls: 'symlink', path: 'latest.tmp', says: published },
  { what: 'renaming the link', calls: 'rename', path: 'latest.tmp', says: published },
  { what: 'syncing the series', calls: 'fsync', path: '..', says: published }
]
for (const each of withoutRoom) {
  fault({ row: 2, tier: 'S', title: `no space when ${each.what}`, needs }, inNode(each, 'ENOSPC', each.says ?? lost))
}

const says = {
  EDQUOT: /quota is used up/i,
  EROFS: /The filesystem is read-only/,
  EIO: /A disk, or the connection to one, is failing/
}

const failing: readonly (Case & { readonly error: keyof typeof says })[] = [
  { what: 'making the tree', calls: 'mkdir', path: `partial/${id}`, error: 'EDQUOT' },
  { what: 'making a directory in it', calls: 'mkdir', path: `partial/${id}/d1/deep`, error: 'EDQUOT' },
  { what: 'opening the lock', calls: 'openat', path: 'lock', error: 'EROFS' },
  { what: 'making the tree', calls: 'mkdir', path: `partial/${id}`, error: 'EROFS' },
  { what: 'writing the manifest', calls: 'write,writev,pwrite64,pwritev', path: manifest, error: 'EDQUOT' },
  { what: 'writing the manifest', calls: 'write,writev,pwrite64,pwritev', path: manifest, error: 'EIO' },
  { what: 'syncing the manifest', calls: 'fsync', path: manifest, error: 'EIO' },
  { what: 'syncing the record', calls: 'fsync', path: record, error: 'EIO' },
  { what: 'syncing the records', calls: 'fsync', path: 'records', error: 'EIO' },
  { what: 'renaming the record', calls: 'rename', path: record, error: 'EROFS' },
  { what: 'renaming the tree', calls: 'rename', path: `partial/${id}`, error: 'EIO' },
  { what: 'renaming the tree', calls: 'rename', path: `partial/${id}`, error: 'EROFS' },
  { what: 'listing the partial trees', calls: 'openat', path: 'partial', error: 'EIO' },
  {
    what: 'confirming that all is stored',
    calls: 'syncfs',
    path: `partial/${id}`,
    error: 'EIO',
    says: /did not confirm that the snapshot is on stable storage/
  }
]
for (const each of failing) {
  fault(
    { row: 4, tier: 'S', title: `${each.error} when ${each.what}`, needs },
    inNode(each, each.error, each.says ?? says[each.error])
  )
}

const inSource = (scene: Scene): Injection => ({ calls: 'openat', error: 'EIO', paths: [scene.inBuild('d0/f3')] })

fault({ row: 4, tier: 'S', title: 'EIO when reading a file of the source', needs }, async scene => {
  const trace = join(scene.scratch, 'trace')
  const run = await scene.run({ under: inject(inSource(scene), trace) })
  expectInjected(trace)
  return { run, exitCode: 1, says: /could not be read.*\n(.*\n)*.*d0\/f3/ }
})

const inRsync: readonly (readonly [what: string, injection: Injection, says: RegExp])[] = [
  ['EDQUOT when rsync opens a file to write', { calls: 'openat', error: 'EDQUOT', when: '20+' }, /quota|full|space/i],
  ['EDQUOT when rsync writes', { calls: 'write', error: 'EDQUOT', when: '6+' }, /quota|full|space|rsync failed/i],
  [
    'EIO when rsync renames a file',
    { calls: 'rename,renameat,renameat2', error: 'EIO', when: '2+' },
    /rsync could not store everything|could not be stored/
  ],
  [
    'EROFS when rsync renames a file',
    { calls: 'rename,renameat,renameat2', error: 'EROFS', when: '1+' },
    /Read-only file system/
  ]
]
for (const [title, injection, what] of inRsync) {
  fault({ row: 4, tier: 'S', title, needs }, async scene => {
    const trace = join(scene.scratch, 'trace')
    // Enough of them for each part of rsync to come as far as the call that is refused.
    for (let file = 0; file < 30; file++) writeFileSync(scene.inBuild(`more-${file}`), String(file))
    const run = await scene.run({ env: scene.tools({ rsync: injectedRsync(injection, 'copy', trace) }) })
    expectInjected(trace)
    return { run, exitCode: 1, says: what }
  })
}

negativeControl(
  { row: 2, tier: 'S', title: 'a call that no run makes', needs, goesRed: /no call was reached/ },
  inNode({ what: '', calls: 'rename', path: 'no-such-file' }, 'ENOSPC', lost)
)
