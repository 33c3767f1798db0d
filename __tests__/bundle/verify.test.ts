// The built verify action over real snapshots that were really damaged, and the next snapshot, which does not inherit any of it.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readAction } from '../support/action-metadata.ts'
import type { ActionCall, ActionResult } from '../support/runner.ts'
import { runAction } from '../support/runner.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { listing, snapshotsIn, troubleIn } from '../support/series-state.ts'
import { contentDifferences } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { output, stand, succeeded } from '../support/volumes.ts'

const folder = join(repositoryRoot, 'verify')
const name = 'acme/widgets/build/main'
let here: Stand
let series = ''
let ids: string[] = []

const build = (...names: readonly string[]): string => join(here.workspace, 'build', ...names)
const at = (id: string, ...names: readonly string[]): string => join(series, id, ...names)
const known = (): string => join(series, '.snapshots/damaged.json')
const first = (): string => ids[0] ?? ''
const last = (): string => ids.at(-1) ?? ''

const take = async (inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> => {
  const result = succeeded(await here.run({ name, prune: 'false', ...inputs }))
  ids = snapshotsIn(series)
  return result
}

const verify = (
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionCall> = {}
): Promise<ActionResult> => {
  const { workspace, tempDir, volume } = here
  const all = { volume, name, snapshot: 'all', ...inputs }
  return runAction({ action: folder, workspace, tempDir, contexts: { matrix: null }, ...more, inputs: all })
}

interface Told {
  readonly path: string
  readonly what: string
  readonly snapshots: readonly string[]
  readonly wholeIn?: { readonly snapshot: string; readonly path: string; readonly sameContent: boolean }
}

const damaged = (result: ActionResult): Told[] => JSON.parse(output(result, 'damaged')) as Told[]
const found = (result: ActionResult): string[] => damaged(result).map(({ what, path }) => `${what} ${path}`)

/** Another byte, and every time as it was: what a disk does that forgets. */
function flip(file: string): void {
  const { atime, mtime } = lstatSync(file)
  const { mtimeNs } = lstatSync(file, { bigint: true })
  const fd = openSync(file, 'r+')
  writeSync(fd, Buffer.from([(readFileSync(file)[7] ?? 0) ^ 1]), 0, 1, 7)
  closeSync(fd)
  utimesSync(file, atime, mtime)
  execFileSync('touch', [
    '--no-create',
    `--date=@${mtimeNs / 1_000_000_000n}.${String(mtimeNs % 1_000_000_000n).padStart(9, '0')}`,
    file
  ])
  expect(lstatSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs)
}

beforeEach(async () => {
  here = stand()
  series = join(here.volume, name)
  mkdirSync(build('lib/deep'), { recursive: true })
  for (let file = 0; file < 30; file++) writeFileSync(build('lib', `${file}.js`), `file ${file} `.repeat(300))
  writeFileSync(build('lib/deep/large'), 'large'.repeat(500_000))
  writeFileSync(build('new\nline \u001b[31m'), 'of a hostile name')
  symlinkSync('lib/1.js', build('link'))
  for (const version of ['1', '2', '3']) {
    writeFileSync(build('version'), version)
    await take()
  }
})
afterEach(() => {
  here.remove()
})

it('proves that all is as it was stored, reading each inode once, and leaves no trace', async () => {
  const before = listing(here.volume)
  const result = succeeded(await verify())
  expect(listing(here.volume)).toEqual(before)
  expect(result.outputs).toMatchObject({ ok: 'true', 'snapshots-checked': '3', 'files-checked': '35', damaged: '[]' })
  expect(Number(output(result, 'bytes-checked'))).toBeGreaterThan(2_500_000)
  expect(result.summary).toContain('Verified')
  expect(result.parsed.annotations).toEqual([])
  expect(Object.keys(result.outputs).sort()).toEqual(readAction(folder).outputs.toSorted())
  const report = JSON.parse(readFileSync(output(result, 'report'), 'utf8')) as object
  expect(report).toMatchObject({ ok: true, filesLookedAt: 99, damaged: [] })
})

it('finds a rotten bit and all that share it; the next snapshot does not inherit it, and restores right', async () => {
  flip(at(first(), 'lib/7.js'))
  const all = ids.toReversed()
  const result = await verify()
  expect(result.outcome).toBe('failure')
  expect(result.exitCode).toBe(1)
  expect(result.outputs.ok).toBe('false')
  expect(damaged(result)).toEqual([
    { path: 'lib/7.js', what: 'content', why: 'other bytes, same size and time', snapshots: all }
  ])
  const [annotation] = result.parsed.annotations
  expect(annotation?.message).toMatch(/lib\/7\.js: other bytes, same size and time/)
  expect(result.summary).toMatch(/smartctl/)

  // The source, and with it the time that the damaged file was stored with, is as it was.
  const next = await take()
  expect(next.outputs).toMatchObject({ 'files-copied': '1', changed: 'false' })
  expect(next.log).toContain('a verification found the stored bytes damaged')
  expect(contentDifferences(build(), at(last()))).toBe('')
  expect(contentDifferences(build(), at(first()))).toContain('lib/7.js')
  expect(lstatSync(at(last(), 'lib/7.js')).mtimeMs).toBe(lstatSync(at(first(), 'lib/7.js')).mtimeMs)
  expect(lstatSync(at(last(), 'lib/7.js')).nlink).toBe(1)

  const after = await take()
  expect(after.outputs).toMatchObject({ 'files-copied': '0' })
  expect(after.parsed.annotations).toEqual([])
  expect(lstatSync(at(last(), 'lib/7.js')).nlink).toBe(2)
  expect(succeeded(await verify({ snapshot: 'latest' })).outputs.ok).toBe('true')
  // Restored by hand, as the documentation has it.
  execFileSync('rsync', ['-a', `${at(last())}/`, join(here.scratch, 'restored')])
  expect(contentDifferences(build(), join(here.scratch, 'restored'))).toBe('')

  const [again] = damaged(await verify())
  expect(again?.snapshots).toEqual(all)
  expect(again?.wholeIn).toEqual({ snapshot: last(), path: 'lib/7.js', sameContent: true })

  for (const id of all) rmSync(at(id), { recursive: true })
  expect(succeeded(await verify()).outputs.ok).toBe('true')
  expect(lstatSync(known(), { throwIfNoEntry: false })).toBeUndefined()
})

it('with compare: quick, rsync does not link to what is damaged', async () => {
  await take({ compare: 'quick' })
  flip(at(first(), 'lib/7.js'))
  await verify()
  const next = await take({ compare: 'quick' })
  expect(next.outputs).toMatchObject({ 'files-copied': '1', 'files-linked': '32' })
  expect(contentDifferences(build(), at(last()))).toBe('')
  expect((await take({ compare: 'quick' })).outputs).toMatchObject({ 'files-copied': '0' })
  expect(troubleIn(series).filter(trouble => trouble.startsWith(last()))).toEqual([])
})

it('with skip-if-unchanged, a new snapshot is taken of an unchanged source', async () => {
  flip(at(last(), 'lib/7.js'))
  await verify()
  expect((await take({ 'skip-if-unchanged': 'true' })).outputs.status).toBe('created')
  expect((await take({ 'skip-if-unchanged': 'true' })).outputs.status).toBe('unchanged')
})

describe('told apart is', () => {
  it.each<[string, () => void, (string | RegExp)[]]>([
    [
      'a file that was cut off',
      () => {
        truncateSync(at(last(), 'version'), 0)
      },
      ['size version']
    ],
    [
      'a file that is gone',
      () => {
        rmSync(at(last(), 'lib/3.js'))
      },
      ['missing lib/3.js']
    ],
    [
      'a directory that is gone',
      () => {
        rmSync(at(last(), 'lib'), { recursive: true })
      },
      ['missing lib']
    ],
    [
      'something that was added',
      () => {
        writeFileSync(at(last(), 'lib/deep/more'), '')
      },
      ['extra lib/deep/more']
    ],
    [
      'another mode',
      () => {
        chmodSync(at(last(), 'version'), 0o600)
      },
      ['attributes version']
    ],
    [
      'another time',
      () => {
        utimesSync(at(last(), 'version'), 1, 1)
      },
      ['attributes version']
    ],
    [
      'a symlink in the place of a file',
      () => {
        rmSync(at(last(), 'version'))
        symlinkSync('/etc/passwd', at(last(), 'version'))
      },
      ['type version']
    ],
    [
      'a FIFO in the place of a file, on which nothing hangs',
      () => {
        rmSync(at(last(), 'version'))
        execFileSync('mkfifo', [at(last(), 'version')])
      },
      ['type version']
    ],
    [
      'a FIFO that was added',
      () => {
        execFileSync('mkfifo', [at(last(), 'pipe')])
      },
      ['extra pipe']
    ],
    [
      'a symlink that points elsewhere',
      () => {
        rmSync(at(last(), 'link'))
        symlinkSync('lib/2.js', at(last(), 'link'))
      },
      ['target link']
    ],
    [
      'a directory in which two files changed their places, with their times',
      () => {
        for (const [from, to] of [
          ['1.js', 'x'],
          ['2.js', '1.js'],
          ['x', '2.js']
        ] as const)
          renameSync(at(last(), 'lib', from), at(last(), 'lib', to))
      },
      // Of one size; their times differ, and whoever swapped them is found by their bytes.
      ['content lib/1.js', 'content lib/2.js']
    ],
    [
      'a hostile name',
      () => {
        rmSync(at(last(), 'new\nline \u001b[31m'))
      },
      ['missing new\nline \u001b[31m']
    ],
    [
      'a manifest that is damaged',
      () => {
        truncateSync(join(series, '.snapshots/manifests', `${last()}.mtree.gz`), 100)
      },
      ['manifest .']
    ],
    [
      'a manifest that is gone',
      () => {
        rmSync(join(series, '.snapshots/manifests', `${last()}.mtree.gz`))
      },
      ['manifest .']
    ],
    [
      'a record that is damaged',
      () => {
        writeFileSync(join(series, '.snapshots/records', `${last()}.json`), '{"format":1}')
      },
      ['record .']
    ]
  ])('%s', async (_, damage, expected) => {
    damage()
    const result = await verify()
    expect(result.outcome).toBe('failure')
    expect(found(result)).toEqual(expected)
    for (const one of damaged(result)) expect(one.snapshots).toContain(last())
    expect(output(result, 'snapshots-checked')).toBe('3')
    expect(result.parsed.unknown).toEqual([])
  })
})

it('warns of damage instead of failing, where that is asked for', async () => {
  rmSync(at(first(), 'version'))
  const result = succeeded(await verify({ 'on-damage': 'warn' }))
  expect(result.outputs.ok).toBe('false')
  expect(result.parsed.annotations).toEqual([expect.objectContaining({ name: 'warning' })])
  expect(found(result)).toEqual(['missing version'])
})

it('reads a sample, and in seven parts everything', async () => {
  let read = 0
  for (let part = 1; part <= 7; part++) {
    const result = succeeded(await verify({ subset: `${part}/7` }))
    read += Number(output(result, 'files-checked'))
  }
  expect(read).toBe(35)
  const some = succeeded(await verify({ subset: '10K' }))
  expect(Number(output(some, 'bytes-checked'))).toBeGreaterThanOrEqual(10 * 1024)
  expect(Number(output(some, 'files-checked'))).toBeLessThan(35)
  expect(Number(output(succeeded(await verify({ subset: '1%' })), 'files-checked'))).toBeGreaterThan(0)
  expect(output(succeeded(await verify({ subset: 'auto/7' })), 'snapshots-checked')).toBe('3')
})

it('finds by lstat alone what is not in the sample', async () => {
  rmSync(at(first(), 'version'))
  expect(found(await verify({ subset: '0.0001%' }))).toEqual(['missing version'])
})

it('of an event from a fork, tells of damage and writes nothing', async () => {
  flip(at(first(), 'lib/7.js'))
  const before = listing(here.volume)
  const repository = { full_name: 'acme/widgets', default_branch: 'main' }
  const event = {
    pull_request: { head: { repo: { full_name: 'mallory/widgets' } }, base: { repo: repository } },
    repository
  }
  const github = { event_name: 'pull_request', ref: 'refs/pull/1/merge', ref_name: '1/merge', event }
  const result = await verify({}, { github })
  expect(found(result)).toEqual(['content lib/7.js'])
  expect(result.log).toMatch(/was not noted beside it.*mallory\/widgets/)
  expect(listing(here.volume)).toEqual(before)
})

it.each([
  ['a snapshot that is not there', { snapshot: 'tag:nightly' }, 'nightly'],
  ['a series that is not there', { name: 'acme/widgets/build/mian' }, 'did you mean'],
  ['a subset that is a typo', { subset: '5' }, 'subset: "5"']
])('refuses %s', async (_, inputs, part) => {
  const result = await verify(inputs)
  expect(result.outcome).toBe('failure')
  expect(result.parsed.annotations[0]?.message).toContain(part)
  expect(result.outputs).toEqual({})
})
