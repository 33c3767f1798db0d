// The frame itself: each invariant goes red when it is violated by hand, and none does when nothing happened.

import { spawn } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { LogCommand } from '../support/log-commands.ts'
import { type Body, troubleAfter } from './support/fault.ts'
import { endedAsTold, type Invariant, type Told } from './support/invariants.ts'
import { Scene } from './support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await Scene.make({})
})
afterEach(() => scene.remove())

const fine = async (): Promise<Told> => ({ run: await scene.run(), exitCode: 0, says: /created/ })
const after =
  (violate: () => unknown): Body =>
  async () => {
    const told = await fine()
    await violate()
    return told
  }

const old = (...names: readonly string[]): string => scene.inSeries(scene.earlier[0] ?? '', ...names)
const newest = (...names: readonly string[]): string => scene.inSeries(scene.earlier[1] ?? '', ...names)

/** A process that works in the scene until the scene is removed. */
const hold = async (...args: readonly string[]): Promise<void> => {
  const [file = '', ...rest] = args
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise(resolve => child.stdout.once('data', resolve))
}

it('finds nothing when nothing happened', async () => {
  expect(await troubleAfter(scene, fine)).toEqual([])
})

describe('goes red for', () => {
  it.each<[Invariant, string, () => unknown, RegExp]>([
    [
      'I1',
      'other bytes of the same size',
      () => {
        const { atime, mtime, size } = lstatSync(newest('large'))
        writeFileSync(newest('large'), Buffer.alloc(size, 'x'))
        utimesSync(newest('large'), atime, mtime)
      },
      /large has other bytes/
    ],
    [
      'I1',
      'a file that is missing',
      () => {
        rmSync(newest('changes'))
      },
      /changes is missing/
    ],
    [
      'I1',
      'a file too many',
      () => {
        writeFileSync(newest('d0/stray'), '')
      },
      /d0\/stray is not in the manifest/
    ],
    [
      'I1',
      'a manifest that is missing',
      () => {
        rmSync(scene.own('manifests', `${scene.earlier[1] ?? ''}.mtree.gz`))
      },
      /cannot be compared with its manifest: ENOENT/
    ],
    [
      'I1',
      'a directory that is no snapshot of ours',
      () => {
        mkdirSync(scene.inSeries('2020-01-01T00-00-00Z'))
      },
      /2020-01-01T00-00-00Z cannot be compared/
    ],
    [
      'I2',
      'an inode that was replaced by its equal',
      () => {
        const { atime, mtime } = lstatSync(old('d0/f1'))
        copyFileSync(old('d0/f1'), old('copy'))
        utimesSync(old('copy'), atime, mtime)
        renameSync(old('copy'), old('d0/f1'))
      },
      /has now d0\/f1 f /
    ],
    [
      'I2',
      'a snapshot that is gone',
      () => {
        rmSync(old(), { recursive: true })
      },
      /-\d\dZ is gone/
    ],
    [
      'I3',
      'a link that is gone',
      () => {
        rmSync(scene.inSeries('latest'))
      },
      /latest is gone/
    ],
    [
      'I3',
      'a directory in its place',
      () => {
        rmSync(scene.inSeries('latest'))
        mkdirSync(scene.inSeries('latest'))
      },
      /latest is no symlink/
    ],
    [
      'I3',
      'a link that leads outside',
      () => {
        rmSync(scene.inSeries('latest'))
        symlinkSync('../canary', scene.inSeries('latest'))
      },
      /latest points to \.\.\/canary/
    ],
    [
      'I3',
      'a link to half a snapshot',
      () => {
        rmSync(newest('d0/f1'))
        rmSync(scene.inSeries('latest'))
        symlinkSync(scene.earlier[1] ?? '', scene.inSeries('latest'))
      },
      /latest points to a damaged snapshot: .*d0\/f1 is missing/
    ],
    [
      'I4',
      'a byte of a tree beside the series',
      () => {
        appendFileSync(join(scene.canaries[0] ?? '', 'deep/er/file'), 'x')
      },
      /new outside the series: .*canary\/deep\/er\/file/
    ],
    [
      'I4',
      'a time of a tree beside the volume',
      () => {
        utimesSync(join(scene.canaries[1] ?? '', 'file'), 1, 1)
      },
      /gone from outside the series: .*beside\/file/
    ],
    [
      'I4',
      'a new series',
      () => {
        mkdirSync(join(scene.volume, 'acme/new'))
      },
      /new outside the series: acme\/new/
    ],
    [
      'I5',
      'a series that no run can write',
      () => {
        rmSync(scene.own('trash'), { recursive: true })
        writeFileSync(scene.own('trash'), '')
      },
      /the next run ended with 1/
    ],
    [
      'I7',
      'a process that works on',
      () => hold('sh', '-c', 'echo; sleep 60; true', scene.scratch),
      /still there: \d+ sh -c/
    ],
    [
      'I7',
      'a lock that is held',
      () => {
        scene.normalInputs = { 'lock-timeout': '1s' }
        return hold('flock', scene.own('lock'), 'sh', '-c', 'echo; exec sleep 60')
      },
      /the lock is held/
    ]
  ])('%s: %s', async (invariant, _, violate, says) => {
    const trouble = await troubleAfter(scene, after(violate))
    const found = trouble.filter(line => line.startsWith(invariant))
    expect(found.join('\n')).toMatch(says)
  })
})

describe('I6 goes red for', () => {
  const ended = { exitCode: 1, signal: null, log: 'the log', outputs: {}, summary: '', durationMs: 1 } as const
  const error = (message: string): LogCommand => ({ name: 'error', properties: {}, message, syntax: '::', line: '' })
  const failed = { ...ended, annotations: [error('The volume is full.')] }

  it.each<[string, Told, RegExp | undefined]>([
    ['nothing, when all is as told', { run: failed, exitCode: 1, says: /full/ }, undefined],
    [
      'nothing, when it was killed as told',
      { run: { ...failed, exitCode: null, signal: 'SIGKILL' }, signal: 'SIGKILL' },
      undefined
    ],
    ['another exit status', { run: failed, exitCode: 0, says: /full/ }, /ended with 1, not with 0/],
    ['a signal that did not come', { run: failed, signal: 'SIGKILL' }, /ended with 1, not by SIGKILL/],
    ['another message', { run: failed, exitCode: 1, says: /inodes/ }, /does not say \/inodes\//],
    ['no message', { run: { ...failed, annotations: [] }, exitCode: 1, says: /full/ }, /does not say/],
    [
      'two errors',
      { run: { ...failed, annotations: [error('full'), error('full')] }, exitCode: 1, says: /full/ },
      /said 2 errors/
    ],
    [
      'an error of a run that went well',
      { run: { ...failed, exitCode: 0, log: 'full' }, exitCode: 0, says: /full/ },
      /said 1 errors/
    ],
    ['a stack trace', { run: { ...failed, log: 'Unexpected error' }, exitCode: 1, says: /full/ }, /a defect of its own/]
  ])('%s', (_, told, expected) => {
    const found = endedAsTold(told)
    if (expected === undefined) expect(found).toEqual([])
    else expect(found.join('\n')).toMatch(expected)
  })
})

describe('an invariant that is looked at otherwise', () => {
  it('is looked at in that way alone', async () => {
    const body = after(() => {
      rmSync(scene.inSeries('latest'))
      scene.lookOtherwise('I3', 'it was removed by hand', () => ['what this check found'])
    })
    const found = (await troubleAfter(scene, body)).filter(line => line.startsWith('I3'))
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining('what this check found')]))
    expect(found.join('\n')).not.toContain('latest is gone')
  })
})
