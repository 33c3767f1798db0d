// The built restore action over real snapshots: what comes back is compared with the very trees that were backed up.

import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { readAction } from '../support/action-metadata.ts'
import { processesIn } from '../support/alive.ts'
import type { ActionCall, ActionResult } from '../support/runner.ts'
import { runAction } from '../support/runner.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { listing } from '../support/series-state.ts'
import { contentDifferences } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { figure, output, stand, succeeded } from '../support/volumes.ts'

const folder = join(repositoryRoot, 'restore')
const name = 'acme/widgets/build/main'
let here: Stand
let series = ''
let build = ''
let out = ''

beforeEach(() => {
  here = stand()
  series = join(here.volume, name)
  build = join(here.workspace, 'build')
  out = join(here.workspace, 'out')
})
afterEach(() => {
  here.remove()
})

const restore = (
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionCall> = {}
): Promise<ActionResult> =>
  runAction({
    action: folder,
    workspace: here.workspace,
    tempDir: here.tempDir,
    contexts: { matrix: null },
    ...more,
    inputs: { volume: here.volume, name, path: 'out', ...inputs }
  })

/** Everything of a tree but inodes and the sizes of directories, which tell of their past. */
const exactly = (tree: string): string[] =>
  execFileSync('find', [tree, '-printf', '%P %y %m %U:%G %T@ %l'.concat('\\0'), '-type', 'f', '-printf', '%P %s\\0'])
    .toString('latin1')
    .split('\0')
    .sort()

function expectSame(restored: string, original: string): void {
  expect(exactly(restored)).toEqual(exactly(original))
  expect(contentDifferences(restored, original)).toBe('')
}

/** A build of files that are there each time, some that change, and all that a tree may have. */
function makeBuild(turn: number): void {
  if (lstatSync(build, { throwIfNoEntry: false }) !== undefined) execFileSync('chmod', ['-R', 'u+rwX', build])
  rmSync(build, { recursive: true, force: true })
  for (const directory of ['lib/deep/er', 'empty', 'locked']) mkdirSync(join(build, directory), { recursive: true })
  for (let at = 0; at < 40; at++) writeFileSync(join(build, 'lib', `same-${at}`), `same ${at}`.repeat(at * 50))
  writeFileSync(join(build, 'lib/deep/er/changes'), `turn ${turn}`)
  writeFileSync(join(build, `only-${turn}`), 'once')
  writeFileSync(join(build, 'large'), Buffer.alloc(3_000_000, turn % 2))
  writeFileSync(join(build, 'sparse'), 'start')
  truncateSync(join(build, 'sparse'), 5_000_000)
  for (const odd of ['::error::x', '##[error]y', 'new\nline', ' spaces ', '-rf', 'ü', '[id].js', '*'])
    writeFileSync(join(build, 'lib/deep', odd), odd)
  writeFileSync(Buffer.concat([Buffer.from(join(build, 'lib/deep/')), Buffer.of(0xff, 0xfe)]), 'not UTF-8')
  writeFileSync(join(build, 'run.sh'), '#!/bin/sh\n')
  chmodSync(join(build, 'run.sh'), 0o755)
  symlinkSync('same-1', join(build, 'lib/link'))
  symlinkSync('/nowhere/at/all', join(build, 'lib/dangling'))
  symlinkSync('../../..', join(build, 'lib/deep/up'))
  writeFileSync(join(build, 'locked/secretive'), 'mine')
  chmodSync(join(build, 'locked/secretive'), 0o400)
  // Nanoseconds, before 1970 and far ahead; a directory's last, as its own time changes with what is in it.
  const at = (time: string, path: string): void => {
    execFileSync('touch', ['--no-dereference', `--date=${time}`, join(build, path)])
  }
  at('2001-02-03 04:05:06.123456789 UTC', 'lib/same-2')
  at('1969-12-31 23:59:59.000000001 UTC', 'lib/same-3')
  at('2100-01-01 00:00:00.999999999 UTC', 'lib/same-4')
  at('1999-09-09 09:09:09.987654321 UTC', 'lib/link')
  at('2010-10-10 10:10:10.101010101 UTC', 'lib/deep')
  chmodSync(join(build, 'locked'), 0o500)
  chmodSync(join(build, 'empty'), 0o2770)
  chmodSync(build, 0o750)
}

/** The tree as it was, to compare with. */
function keep(as: string): string {
  const kept = join(here.scratch, as)
  execFileSync('cp', ['-a', build, kept])
  return kept
}

it('brings back each of several snapshots exactly as its source was, mtimes of rebuilt files included', async () => {
  const originals = new Map<string, string>()
  for (const turn of [1, 2, 3]) {
    makeBuild(turn)
    originals.set(output(succeeded(await here.run()), 'snapshot'), keep(`original-${turn}`))
  }
  const stored = listing(here.volume)
  for (const [id, original] of originals) {
    const result = succeeded(await restore({ snapshot: id, path: join(here.scratch, `fresh-${id}`) }))
    expectSame(join(here.scratch, `fresh-${id}`), original)
    expect(result.outputs).toMatchObject({ restored: 'true', snapshot: id, verified: 'true', 'exact-match': 'true' })
    expect(figure(result, 'files-written')).toBe(figure(result, 'files'))
    // Into the same place, over one another, with what only the one before had removed.
    const over = succeeded(await restore({ snapshot: id, clean: 'true' }))
    expectSame(out, original)
    expect(figure(over, 'files-removed')).toBe(originals.keys().next().value === id ? 0 : 1)
    expect(over.parsed.annotations).toEqual([])
  }
  expect(listing(here.volume)).toEqual(stored)
  // Nothing shares an inode with anything that is stored.
  const inodes = (tree: string): string[] =>
    execFileSync('find', [tree, '-type', 'f', '-printf', '%i\\n']).toString().trimEnd().split('\n')
  const ours = new Set(inodes(here.volume))
  expect(inodes(out).filter(inode => ours.has(inode))).toEqual([])
})

it('has its outputs, summary and report, and leaves no process behind', async () => {
  makeBuild(1)
  succeeded(await here.run({}, { github: { sha: 'c'.repeat(40) } }))
  const result = succeeded(await restore({}, { github: { sha: 'd'.repeat(40) } }))
  expect(Object.keys(result.outputs).sort()).toEqual([...readAction(folder).outputs].sort())
  expect(result.outputs).toMatchObject({ commit: 'c'.repeat(40), 'matched-name': name, source: 'volume', path: out })
  expect(result.summary).toMatch(/^## Restored\n\n\*\*Snapshot .*All were written/)
  expect(JSON.parse(readFileSync(output(result, 'report'), 'utf8'))).toMatchObject({ schema: 1, status: 'restored' })
  expect(result.parsed.unknown).toEqual([])
  expect(result.leftBehind).toEqual([])
})

it('writes only what differs, and reads no stored file where nothing does', async () => {
  makeBuild(1)
  const id = output(succeeded(await here.run()), 'snapshot')
  const original = keep('original')
  succeeded(await restore())
  appendFileSync(join(out, 'run.sh'), 'changed')
  utimesSync(join(out, 'lib/same-5'), 1, 1)
  rmSync(join(out, 'lib/link'))
  const before = lstatSync(join(out, 'lib/same-7'), { bigint: true })
  const some = succeeded(await restore())
  expectSame(out, original)
  expect(some.outputs).toMatchObject({ 'files-written': '1', 'bytes-written': '10' })
  expect(lstatSync(join(out, 'lib/same-7'), { bigint: true })).toEqual({
    ...before,
    atimeNs: expect.anything(),
    atimeMs: expect.anything()
  })

  // Were a single one read, it would be found damaged.
  const files = execFileSync('find', [join(series, id), '-type', 'f', '-size', '+0', '-print0'])
    .toString('latin1')
    .split('\0')
  for (const file of files.filter(file => file !== '')) {
    const path = Buffer.from(file, 'latin1')
    const { atime, mtime, size } = lstatSync(path)
    chmodSync(path, 0o600)
    writeFileSync(path, Buffer.alloc(size, 'rotten'))
    utimesSync(path, atime, mtime)
  }
  const none = succeeded(await restore({ clean: 'true' }))
  expectSame(out, original)
  expect(none.outputs).toMatchObject({ restored: 'true', verified: 'true', 'files-written': '0' })
})

it('fails over damaged and missing files, naming them; the others come back, and their old files stay', async () => {
  makeBuild(1)
  const id = output(succeeded(await here.run()), 'snapshot')
  mkdirSync(join(out, 'lib/deep'), { recursive: true })
  for (const old of ['run.sh', 'lib/deep/::error::x', 'extra']) writeFileSync(join(out, old), 'old')
  for (const path of ['run.sh', 'lib/deep/::error::x', 'large']) {
    const stored = join(series, id, path)
    const bytes = readFileSync(stored)
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(stored, bytes)
  }
  rmSync(join(series, id, 'lib/same-9'))
  const result = await restore({ clean: 'true' })
  expect(result.outcome).toBe('failure')
  expect(result.outputs).toMatchObject({ restored: 'false', verified: 'false', snapshot: id, 'files-removed': '0' })
  const [annotation] = result.parsed.annotations
  expect(result.parsed.annotations).toHaveLength(1)
  for (const part of [
    '4 stored files',
    'run.sh: its bytes',
    'large: its bytes',
    'lib/same-9: it is not there',
    `before:${id}`
  ])
    expect(annotation?.message).toContain(part)
  expect(result.summary).toMatch(/^## Partly restored\n/)
  for (const old of ['run.sh', 'lib/deep/::error::x', 'extra']) expect(readFileSync(join(out, old), 'utf8')).toBe('old')
  for (const gone of ['large', 'lib/same-9'])
    expect(lstatSync(join(out, gone), { throwIfNoEntry: false })).toBeUndefined()
  expect(readFileSync(join(out, 'lib/same-8'))).toEqual(readFileSync(join(build, 'lib/same-8')))
  expect(readdirSync(out)).not.toContain('.snapshot-restore')
})

it('never writes or cleans through a symlink, nor removes what snapshots do not hold', async () => {
  makeBuild(1)
  succeeded(await here.run())
  const original = keep('original')
  const elsewhere = join(here.scratch, 'elsewhere')
  mkdirSync(join(elsewhere, 'deep'), { recursive: true })
  writeFileSync(join(elsewhere, 'same-1'), 'not ours')
  writeFileSync(join(elsewhere, 'deep/x'), 'not ours')
  const canary = listing(elsewhere)
  mkdirSync(join(out, '.git'), { recursive: true })
  writeFileSync(join(out, '.git/config'), 'mine')
  writeFileSync(join(out, '.env'), 'mine')
  symlinkSync(elsewhere, join(out, 'lib'))
  symlinkSync(elsewhere, join(out, 'empty'))
  symlinkSync(elsewhere, join(out, 'extra'))
  symlinkSync(join(elsewhere, 'same-1'), join(out, 'large'))
  const result = succeeded(await restore({ clean: 'true' }))
  expect(listing(elsewhere)).toEqual(canary)
  expect(readFileSync(join(out, '.git/config'), 'utf8') + readFileSync(join(out, '.env'), 'utf8')).toBe('minemine')
  expect(result.summary).toContain('It leaves what snapshots never hold')
  for (const mine of ['.git', '.env']) rmSync(join(out, mine), { recursive: true })
  execFileSync('touch', [`--reference=${original}`, out])
  expectSame(out, original)
})

it('brings back some paths, and nothing else', async () => {
  makeBuild(1)
  succeeded(await here.run())
  const result = succeeded(
    await restore({ paths: 'lib/deep/*\nrun.sh\n!**/ü\n[id].js/\nlib/deep/[id].js'.replace('[id].js/\n', '') })
  )
  expect(readdirSync(out).sort()).toEqual(['lib', 'run.sh'])
  expect(readdirSync(join(out, 'lib'))).toEqual(['deep'])
  expect(readdirSync(join(out, 'lib/deep'))).not.toContain('ü')
  expect(figure(result, 'files')).toBe(readdirSync(join(build, 'lib/deep')).length - 2 + 2)
  const wrong = await restore({ paths: 'run.hs' })
  expect(wrong.outcome).toBe('failure')
  expect(wrong.parsed.annotations[0]?.message).toContain('did you mean "run.sh"?')
})

it('tells a miss, and looks and plans without writing anything', async () => {
  makeBuild(1)
  const missed = succeeded(await restore())
  expect(missed.outputs).toMatchObject({ restored: 'false', snapshot: '', files: '' })
  expect(missed.parsed.annotations).toMatchObject([
    { name: 'notice', message: expect.stringContaining('There is no snapshot to restore') }
  ])
  expect(await restore({ 'fail-on-miss': 'true' })).toMatchObject({ outcome: 'failure' })
  const id = output(succeeded(await here.run()), 'snapshot')
  const before = listing(here.scratch).filter(line => !line.startsWith('temp'))
  const found = succeeded(
    await restore({ name: 'acme/widgets/build/other', 'fallback-names': name, 'lookup-only': 'true' })
  )
  expect(found.outputs).toMatchObject({ restored: 'false', snapshot: id, 'exact-match': 'false', 'matched-name': name })
  const dry = succeeded(await restore({ 'dry-run': 'true' }))
  expect(dry.outputs).toMatchObject({ restored: 'false', snapshot: id })
  expect(figure(dry, 'files-written')).toBe(figure(dry, 'files'))
  expect(listing(here.scratch).filter(line => !line.startsWith('temp'))).toEqual(before)
})

it.each([
  ['in the volume', () => join(here.volume, 'x'), 'lies inside the volume'],
  ['around the volume', () => here.scratch, 'contains the volume'],
  ['that is a file', () => join(here.workspace, 'build/run.sh'), 'is not a directory'],
  ['that is everything', () => '/', 'is the whole machine']
])('refuses a target %s, and writes nothing', async (_, path, message) => {
  makeBuild(1)
  succeeded(await here.run())
  const before = listing(here.volume)
  const result = await restore({ path: path() })
  expect(result.outcome).toBe('failure')
  expect(result.parsed.annotations).toMatchObject([{ message: expect.stringContaining(message) }])
  expect(listing(here.volume)).toEqual(before)
})

it('can be cancelled at any time; the next run completes it', async () => {
  mkdirSync(build)
  for (let at = 0; at < 3000; at++) writeFileSync(join(build, `f${at}`), `${at}`.repeat(200))
  writeFileSync(join(build, 'large'), Buffer.alloc(150_000_000, 1))
  succeeded(await here.run())
  const original = keep('original')
  const result = await restore({}, { cancel: { logMatches: /Restore files/ } })
  expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 130, leftBehind: [] })
  expect(result.cancelledAfterMs).toBeLessThan(2000)
  expect(processesIn(here.scratch)).toEqual([])
  expect(result.parsed.annotations.map(({ message }) => message)).toEqual([
    'Cancelled. The target holds some restored files; run the restore again.'
  ])
  succeeded(await restore({ clean: 'true' }))
  expectSame(out, original)
})

it('copies what a workspace of links shares, so that an edit of one file edits no other', async () => {
  mkdirSync(build)
  writeFileSync(join(build, 'a'), 'same')
  cpSync(join(build, 'a'), join(build, 'b'))
  succeeded(await here.run())
  succeeded(await restore())
  appendFileSync(join(out, 'a'), ' and more')
  expect(readFileSync(join(out, 'b'), 'utf8')).toBe('same')
  expect(readFileSync(join(series, 'latest/b'), 'utf8')).toBe('same')
})
