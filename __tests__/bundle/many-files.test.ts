// Trees of many small files through the whole program, in both ways of comparing: every attribute is as it was built.

import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { entriesOf } from '../formats/real-tree.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { callCommand } from '../support/command-line.ts'

const many = 600
let scratch = ''

beforeEach(() => {
  scratch = scratchWith('volume', 'build/a/x', 'build/a/b/c', 'build/a-b')
  writeFileSync(join(scratch, 'volume/.snapshot-volume.json'), '{"format":1}\n')
  for (let file = 0; file < many; file++) writeFileSync(build('a', 'x', `f${file}`), `bytes of ${file}`)
  writeFileSync(build('a-b', 'file'), 'between a and a/b in the order of bytes')
  chmodSync(build('a', 'b', 'c'), 0o555)
  for (const directory of ['a/b/c', 'a/b', 'a/x', 'a', 'a-b']) utimesSync(build(directory), 1, 1.5)
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const build = (...names: readonly string[]): string => join(scratch, 'build', ...names)

/** Without the top, and without what a link cannot have as its own. */
const all = (root: string): unknown =>
  new Map(
    entriesOf(pathFromText(root))
      .filter(({ path }) => path !== '.')
      .map(({ path, type, mode, sha256, ...entry }) => [
        path,
        { type, mode, sha256, ...(type === 'dir' && { mtimeNs: entry.mtimeNs }) }
      ])
  )

async function save(...more: readonly string[]): Promise<string> {
  const volume = join(scratch, 'volume')
  const args = ['save', build(), '--volume', volume, '--name', 's', '--no-prune', '--json', ...more]
  const { status, stdout, stderr } = await callCommand(args)
  expect([status, stderr.match(/^(?:warning|error|note):.*/gm)]).toEqual([0, null])
  const { snapshotPath } = JSON.parse(stdout) as { snapshotPath: string }
  expect(all(snapshotPath)).toEqual(all(build()))
  return snapshotPath
}

test.each(['content', 'quick'])(
  '--compare=%s: a first snapshot, and one where all but a few changed',
  async compare => {
    await save(`--compare=${compare}`)
    for (let file = 10; file < many; file++) writeFileSync(build('a', 'x', `f${file}`), `other bytes of ${file}`)
    writeFileSync(build('a', 'x', 'twin'), 'bytes of 1')
    await save(`--compare=${compare}`)
  }
)

test('thousands of links with copies beside them: directories keep their times, and what cannot be linked is copied', async () => {
  const names = Array.from({ length: 2500 }, (_, file) => build('a', 'b', `g${file}`))
  const renewed = (): void => {
    chmodSync(build('a', 'b', 'c'), 0o555)
    for (const directory of ['a/b/c', 'a/b', 'a/x', 'a', 'a-b']) utimesSync(build(directory), 2, 2.5)
  }
  for (const [index, name] of names.entries()) writeFileSync(name, `content ${index}`)
  symlinkSync('g1', build('a', 'b', 'link'))
  renewed()
  const first = await save()
  // One was tampered with, one is new content twice; a new directory that lets nobody in has a file of its own.
  writeFileSync(join(first, 'a/b/g7'), 'tampered')
  for (const name of names) utimesSync(name, 3, 3)
  writeFileSync(build('a', 'b', 'g8'), 'new content')
  writeFileSync(build('a', 'x', 'twin'), 'new content')
  mkdirSync(build('a', 'shut'))
  writeFileSync(build('a', 'shut', 'file'), 'within')
  chmodSync(build('a', 'shut'), 0o500)
  renewed()
  const args = ['save', build(), '--volume', join(scratch, 'volume'), '--name', 's', '--no-prune', '--json']
  const { status, stdout, stderr } = await callCommand(args)
  expect([status, stderr.match(/^(?:warning|error):.*/gm)]).toEqual([
    0,
    [expect.stringContaining('One file could not be linked')]
  ])
  const { snapshotPath, counts } = JSON.parse(stdout) as { snapshotPath: string; counts: Record<string, number> }
  expect(all(snapshotPath)).toEqual(all(build()))
  expect(counts).toMatchObject({ files: 2500 + many + 3, filesCopied: 3 })
  expect(inodeOf(join(snapshotPath, 'a/x/twin'))).toBe(inodeOf(join(snapshotPath, 'a/b/g8')))
  const verified = await callCommand(['verify', '--volume', join(scratch, 'volume'), '--name', 's'])
  expect([verified.status, verified.stderr.match(/^(?:warning|error):.*/gm)]).toEqual([0, null])
})

const inodeOf = (path: string): number => lstatSync(path).ino
