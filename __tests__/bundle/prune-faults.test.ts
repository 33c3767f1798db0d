// What becomes of a prune on a real disk: a kill in the middle, a series that is busy, a volume that is none.

import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type BundleCall, type Ended, startBundle } from '../support/bundle-process.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import { takeDays } from '../support/history.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { latestTrouble, listing, snapshotsIn, troubleIn, troubleWith } from '../support/series-state.ts'
import { itUnless, missingRoot, missingTool } from '../support/skip-aloud.ts'
import type { Stand } from '../support/volumes.ts'
import { stand } from '../support/volumes.ts'

const action = join(repositoryRoot, 'prune')
const name = 'acme/widgets/build/main'
let here: Stand
let series = ''
let ids: string[] = []
let canary: string[] = []

beforeEach(async () => {
  here = stand()
  series = join(here.volume, name)
  mkdirSync(join(here.volume, 'acme/canary'), { recursive: true })
  writeFileSync(join(here.volume, 'acme/canary/file'), 'not ours')
  canary = canaries()
  ids = await takeDays(here, name, [1, 2, 3])
})
afterEach(() => {
  expect(canaries()).toEqual(canary)
  here.remove()
})

/** Neither by owner, which a test changes, nor by inode, as one copies the volume. */
const canaries = (): string[] =>
  listing(join(here.volume, 'acme/canary')).map(line => line.replace(/ \d+:\d+ /, ' ').replace(/ \d+ $/, ''))

const prune = (inputs: BundleCall['inputs'] = {}, more: BundleCall = {}): Promise<Ended> =>
  startBundle(here, { action, ...more, inputs: { name, 'keep-last': '1', ...inputs } }).ended

const pruned = async (inputs?: BundleCall['inputs'], more?: BundleCall): Promise<Ended> => {
  const ended = await prune(inputs, more)
  if (ended.exitCode !== 0) throw new Error(ended.log)
  return ended
}

const own = (...names: readonly string[]): string => join(series, '.snapshots', ...names)

describe('a kill', () => {
  const expectUnharmed = (): void => {
    expect(snapshotsIn(series)).toContain(ids.at(-1))
    for (const id of snapshotsIn(series)) expect(troubleWith(series, id)).toEqual([])
    expect(latestTrouble(series, snapshotsIn(series))).toEqual([])
    expect(canaries()).toEqual(canary)
  }
  const expectFinished = async (): Promise<void> => {
    await pruned()
    expect(snapshotsIn(series)).toEqual(ids.slice(3))
    expect(troubleIn(series)).toEqual([])
    for (const place of ['records', 'manifests']) expect(readdirSync(own(place))).toHaveLength(1)
  }

  it('in the middle of the deletion leaves the rest to the next run', async () => {
    const pidFile = join(here.scratch, 'pid')
    const script = [
      // The action asks for its version first.
      `[ "$1" = --recursive ] || exec ${realTool('rm')} "$@"`,
      `for tree; do find "$tree" -path '*trash*' -type f 2>/dev/null | head -n 5 | ${realTool('xargs')} ${realTool('rm')} -f; done`,
      `kill -9 "$(cat ${pidFile})"; exec sleep 30`
    ].join('\n')
    const env = { PATH: fakeTools(join(here.scratch, 'bin'), { rm: script }) }
    const { child, ended } = startBundle(here, { action, inputs: { name, 'keep-last': '1' }, env })
    writeFileSync(pidFile, String(child.pid))
    expect((await ended).signal).toBe('SIGKILL')
    expect(readdirSync(own('trash')).sort()).toEqual(ids.slice(0, 3))
    expectUnharmed()
    await expectFinished()
  })

  itUnless(missingTool('strace', 'strace'))('at each call that changes the series harms nothing', async () => {
    const template = join(here.scratch, 'template')
    execFileSync('cp', ['-a', here.volume, template])
    let kills = 0
    for (const call of ['rename', 'unlink', 'fsync']) {
      for (let count = 1; ; count++) {
        rmSync(here.volume, { recursive: true })
        execFileSync('cp', ['-a', template, here.volume])
        const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${count}`]
        const { exitCode, signal } = await prune({}, { under: ['strace', '--quiet=all', '-o', '/dev/null', ...inject] })
        expectUnharmed()
        if (exitCode === 0) break
        expect(signal).toBe('SIGKILL')
        kills++
        await expectFinished()
      }
    }
    // Three renames, the unlinks of three records and manifests, and the syncs of three directories.
    expect(kills).toBeGreaterThanOrEqual(3 + 6 + 3)
  })
})

describe('a series that is busy', () => {
  const held = async (file: string, work: () => Promise<void>): Promise<void> => {
    const holder = spawn('flock', ['--no-fork', file, 'sh', '-c', 'echo held; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    try {
      await new Promise(resolve => holder.stdout.once('data', resolve))
      await work()
    } finally {
      holder.kill('SIGKILL')
      await new Promise(resolve => holder.once('close', resolve))
    }
  }

  it('makes the run fail when it is the only one', async () => {
    await held(own('lock'), async () => {
      const { exitCode, log, outputs } = await prune({ 'lock-timeout': '1s' })
      expect(exitCode).toBe(1)
      expect(log).toMatch(/^::error::The series is still being written by/m)
      expect(outputs.status).toBe('failed')
    })
    expect(snapshotsIn(series)).toEqual(ids)
  })

  it('is a warning among others, which are pruned', async () => {
    await takeDays(here, 'acme/widgets/build/dev', [1, 2])
    await held(own('lock'), async () => {
      const { log, outputs } = await pruned({ name: 'acme/**', 'lock-timeout': '1s' })
      expect(log.match(/^::warning::.*$/gm)).toEqual([
        expect.stringMatching(
          /^::warning::Series `acme\/widgets\/build\/main` was left alone: The series is still being/
        )
      ])
      expect(outputs).toMatchObject({ status: 'pruned', series: '2', pruned: '2' })
    })
    expect(snapshotsIn(series)).toEqual(ids)
  })

  it('is not waited for by a dry run', async () => {
    await held(own('lock'), async () => {
      expect((await pruned({ 'dry-run': 'true' })).outputs).toMatchObject({ status: 'dry-run', pruned: '3' })
    })
  })
})

describe('a volume', () => {
  it('that is not marked is refused, and not marked', async () => {
    rmSync(join(here.volume, '.snapshot-volume.json'))
    const before = listing(here.volume)
    const { exitCode, log } = await prune()
    expect(exitCode).toBe(1)
    expect(log).toMatch(/^::error::The directory .* is not marked as a volume/m)
    expect(listing(here.volume)).toEqual(before)
  })

  it('that is missing is refused, and not made', async () => {
    const missing = join(here.scratch, 'missing')
    const { exitCode, log } = await prune({ volume: missing })
    expect(exitCode).toBe(1)
    expect(log).toContain('does not exist. Is it mounted?')
    expect(existsSync(missing)).toBe(false)
  })

  itUnless(missingRoot())('that another user owns is refused', async () => {
    chownSync(here.tempDir, 65534, 65534)
    execFileSync('chmod', ['a+rx', here.scratch])
    const under = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
    const { exitCode, log } = await prune({}, { under, env: { PATH: '/usr/bin:/bin' } })
    expect(exitCode).toBe(1)
    expect(log).toContain('cannot be written by the runner')
    expect(snapshotsIn(series)).toEqual(ids)
  })
})
