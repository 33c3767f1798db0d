// What comes back: bytes, modes, owners, symlinks and times to the nanosecond, whatever the names are, on a real disk.

import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { localTarget } from '../../src/adapters/target/local-target.ts'
import { type BytePath, fsPath, joinPath, pathFromText } from '../../src/core/byte-path.ts'
import type { PutOutcome } from '../../src/ports/target.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { missingDefaultAcl, takeFromOthers } from '../support/default-acl.ts'
import { isRoot, itUnless, missingRoot } from '../support/skip-aloud.ts'
import { described, restoreAll, setTimes, treeEntries } from '../support/target-stand.ts'

const parts = adapterParts()
let scratch = ''
let snapshot = ''
let path = ''
beforeEach(() => {
  scratch = scratchWith('snapshot')
  ;[snapshot, path] = [join(scratch, 'snapshot'), join(scratch, 'target')]
})
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+rwX', scratch])
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const target = (): ReturnType<typeof localTarget> => localTarget(path, parts)
const at = (name: string): Buffer | string => fsPath(joinPath(pathFromText(snapshot), name as BytePath))
const restore = async (options: Parameters<typeof restoreAll>[3] = {}): Promise<readonly PutOutcome[]> =>
  restoreAll(target(), snapshot, treeEntries(snapshot), options)

/** Nothing of ours is left behind, and the target is what the snapshot is. */
function expectSame(withOwners = true): void {
  expect(described(treeEntries(path), withOwners)).toEqual(described(treeEntries(snapshot), withOwners))
}

it('brings back bytes of any size, around those at which the way of copying changes', async () => {
  const kibibyte = 1024
  for (const size of [0, 1, 511, 512, 513, 1024 * kibibyte - 1, 1024 * kibibyte, 1024 * kibibyte + 1, 5_000_003])
    writeFileSync(at(`f${size}`), randomBytes(size))
  const outcomes = await restore()
  expect(new Set(outcomes.map(outcome => JSON.stringify(outcome)))).toEqual(new Set(['{"put":true,"how":"copied"}']))
  expectSame()
})

itUnless(missingDefaultAcl())('brings back modes where a default ACL takes bits from them', async () => {
  for (const mode of [0o644, 0o755, 0o4711, 0o400]) writeFileSync(at(`f${mode.toString(8)}`), 'x')
  for (const mode of [0o644, 0o755, 0o4711, 0o400]) chmodSync(at(`f${mode.toString(8)}`), mode)
  symlinkSync('f644', at('link'))
  mkdirSync(path)
  takeFromOthers(path)
  await restore({ keepOwners: false })
  expectSame(false)
})

it('brings back thousands of files in directories of all depths', async () => {
  for (let directory = 0; directory < 150; directory++) {
    const name = Array.from({ length: (directory % 7) + 1 }, (_, depth) => `d${directory % (depth + 3)}`).join('/')
    mkdirSync(join(snapshot, name), { recursive: true })
    for (let file = 0; file < 60; file++) writeFileSync(join(snapshot, name, `f${file}`), `${directory} ${file}`)
  }
  const seen: number[] = []
  const entries = treeEntries(snapshot)
  const restoring = await target().begin()
  try {
    const directories = entries.filter(({ type }) => type === 'dir')
    await restoring.makeDirectories(directories.slice(1).map(each => each.path))
    const steps = entries.filter(({ type }) => type === 'file').map(entry => ({ entry, from: 'snapshot' as const }))
    const tree = pathFromText(snapshot)
    const outcomes = await restoring.put(
      { tree, steps, verify: true, method: 'copy', keepOwners: true },
      ({ files, totalFiles }) => {
        expect(totalFiles).toBe(steps.length)
        seen.push(files)
      }
    )
    expect(outcomes).toHaveLength(steps.length)
    expect(seen.at(-1)).toBe(steps.length)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    await restoring.finish(directories, true)
  } finally {
    await restoring.end()
  }
  expectSame()
})

it.each(
  [0o000, 0o200, 0o444, 0o640, 0o755, 0o777, 0o2755, 0o4711, 0o6755, 0o1644].map(
    mode => [mode.toString(8), mode] as const
  )
)('brings back mode %s, of small and large files, under any umask', async (_, mode) => {
  for (const [name, size] of [
    ['small', 9],
    ['large', 2_000_000]
  ] as const) {
    writeFileSync(at(name), Buffer.alloc(size, 'x'))
    chmodSync(at(name), mode)
  }
  // Only root can read what nobody may.
  if (!isRoot && (mode & 0o400) === 0) return
  const before = process.umask(0o077)
  try {
    await restore({ keepOwners: isRoot })
  } finally {
    process.umask(before)
  }
  expectSame()
})

it.each([0o555, 0o700, 0o755, 0o1777, 0o2750, 0o500].map(mode => [mode.toString(8), mode] as const))(
  'brings back mode %s of directories',
  async (_, mode) => {
    mkdirSync(join(snapshot, 'a/b'), { recursive: true })
    writeFileSync(join(snapshot, 'a/b/file'), 'x')
    chmodSync(join(snapshot, 'a/b'), mode)
    chmodSync(join(snapshot, 'a'), mode)
    setTimes(snapshot, [
      ['a/b' as BytePath, '1000000000.000000001'],
      ['a' as BytePath, '1000000000.999999999'],
      ['.' as BytePath, '1234567890.123456789']
    ])
    await restore({ keepOwners: isRoot })
    expectSame()
  }
)

it.each([
  ['1700000000.123456789'],
  ['1700000000.000000001'],
  ['1700000000.999999999'],
  ['0.000000000'],
  ['-0.000000001'],
  ['-1.500000000'],
  ['-2000000000.250000001'],
  // The last second that ext4 can hold.
  ['15032385535.999999999'],
  ['8589934592.000000007']
])('brings back the mtime %s of files, symlinks and directories', async date => {
  mkdirSync(join(snapshot, 'dir'))
  writeFileSync(at('small'), 'x')
  writeFileSync(at('large'), Buffer.alloc(1_100_000))
  symlinkSync('nowhere', at('link'))
  setTimes(
    snapshot,
    ['small', 'large', 'link', 'dir', '.'].map(name => [name as BytePath, date] as const)
  )
  await restore({ keepOwners: isRoot })
  expectSame()
})

it.each([
  ['relative', 'a/b'],
  ['absolute', '/etc/passwd'],
  ['that leads out', '../../../../etc/passwd'],
  ['to itself', 'link'],
  ['of 99 bytes', 'x'.repeat(99)],
  ['of 100 bytes', 'x'.repeat(100)],
  ['of 101 bytes', 'x'.repeat(101)],
  ['of 300 bytes', '../'.repeat(100)],
  ['of 4095 bytes', 'y'.repeat(4095)],
  ['of odd bytes', 'new\nline \xff\xfe ::error:: \x1b[31m']
])('brings back a symlink %s as it is', async (_, leads) => {
  symlinkSync(Buffer.from(leads, 'latin1'), at('link'))
  setTimes(snapshot, [['link' as BytePath, '1111111111.111111111']])
  await expect(restore({ keepOwners: isRoot })).resolves.toEqual([{ put: true, how: 'made' }])
  expectSame()
})

it('brings back whatever names there are', async () => {
  const deep = Array.from({ length: 15 }, () => 'd'.repeat(255)).join('/')
  const names = [
    '-rf',
    '--help',
    'new\nline',
    '\x1b[31m',
    '\xff\xfe',
    '::error::x',
    '##[group]',
    'a b',
    'quo\'te"',
    '\\n',
    '*',
    '$(x)',
    '~',
    '000001',
    'lock',
    ' '
  ]
  for (const name of [...names, 'n'.repeat(255), '\xe9'.repeat(255)]) {
    writeFileSync(at(`f${name}`.slice(0, 255)), name, 'latin1')
    if (name.length < 255) writeFileSync(at(name), name, 'latin1')
    mkdirSync(at(`d${name}`.slice(0, 255)))
    writeFileSync(at(`${`d${name}`.slice(0, 255)}/${name}`), name, 'latin1')
    setTimes(snapshot, [[`d${name}`.slice(0, 255) as BytePath, '1500000000.000000009']])
  }
  // 3,855 bytes below the snapshot: with the rest of the path as long as the kernel takes at once.
  execFileSync('mkdir', ['--parents', deep], { cwd: snapshot })
  writeFileSync(at(`${deep}/file`), 'deep')
  setTimes(snapshot, [[deep as BytePath, '1500000000.123456789']])
  await restore({ keepOwners: isRoot })
  expectSame()
})

describe('owners', () => {
  itUnless(missingRoot())('come back where they are kept, also large ones', async () => {
    const owners = [
      ['a', 1001, 1002],
      ['b', 65534, 65534],
      ['c', 4_000_000_000, 3_000_000],
      ['d', 0, 2_097_152]
    ] as const
    for (const [name, uid, gid] of owners) {
      for (const [kind, size] of [
        ['s', 1],
        ['l', 1_500_000]
      ] as const) {
        writeFileSync(at(name + kind), Buffer.alloc(size))
        chownSync(at(name + kind), uid, gid)
        chmodSync(at(name + kind), 0o4755)
      }
      mkdirSync(at(`${name}d`))
      chownSync(at(`${name}d`), uid, gid)
      symlinkSync('x', at(`${name}link`))
      execFileSync('chown', ['--no-dereference', `${uid}:${gid}`, join(snapshot, `${name}link`)])
    }
    await restore()
    expectSame()
  })

  itUnless(missingRoot())('are those of whoever restores where they are not', async () => {
    for (const [name, size] of [
      ['s', 1],
      ['l', 1_500_000]
    ] as const) {
      writeFileSync(at(name), Buffer.alloc(size))
      chownSync(at(name), 1001, 1002)
    }
    mkdirSync(at('d'))
    chownSync(at('d'), 1001, 1002)
    await restore({ keepOwners: false })
    expect(['s', 'l', 'd'].map(name => lstatSync(join(path, name))).map(({ uid, gid }) => [uid, gid])).toEqual(
      Array(3).fill([0, 0])
    )
    expectSame(false)
  })
})
