// The prune action over series in memory: what goes and what stays, who is waited for, and that nothing else is touched.

import { beforeEach, describe, expect, test } from '@jest/globals'
import { prune } from '../../src/actions/prune.ts'
import { Failure } from '../../src/core/failure.ts'
import type { PruneReport } from '../../src/core/report/prune-model.ts'
import { pruneFailure } from '../../src/core/report/prune-outcome.ts'
import { pruneOutputs } from '../../src/core/report/prune-outputs.ts'
import { emptyPolicy } from '../../src/core/retention/policy.ts'
import type { PruneInputs } from '../../src/inputs/prune.ts'
import { RecordingReporter } from '../support/fakes/reporter.ts'
import { World } from '../support/fakes/world.ts'

let world: World
let reporter: RecordingReporter

beforeEach(() => {
  world = new World()
})

/** One snapshot a day; of each, a file that stays as it is and one of two blocks that is new. */
async function takeSome(name: string, count: number, more: { pin?: boolean; tags?: string[] } = {}): Promise<string[]> {
  for (let at = 0; at < count; at++) {
    world.source.write('same', 's'.repeat(5000))
    world.source.write('other', `${name} ${world.clock.now().toISOString()}`.padEnd(5000))
    await world.take({ ...more, name, linkFrom: [], retention: { prune: false, policy: emptyPolicy, space: {} } })
  }
  return world.ids(name)
}
/** A directory, and the file that no other snapshot has. */
const ownBytes = 3 * 4096

const keepLast = (count: number, space: PruneInputs['retention']['space'] = {}): Partial<PruneInputs> => ({
  retention: { policy: { ...emptyPolicy, keepLast: count }, space }
})

async function run(name: string, inputs: Partial<PruneInputs>): Promise<PruneReport> {
  reporter = new RecordingReporter()
  const { volume, machine, clock } = world
  const all = {
    volume: '/mnt/backup',
    name,
    isDefaultName: false,
    lockTimeoutMs: 600_000,
    dryRun: false,
    summary: true
  }
  const before = world.disk.dump('/mnt/backup/canary')
  try {
    return await prune(
      { ...all, ...keepLast(2), ...inputs },
      world.context,
      { volume, machine, clock, reporter },
      '1.2.3'
    )
  } finally {
    expect(world.disk.dump('/mnt/backup/canary')).toEqual(before)
    for (const { freeAfterMs } of world.volume.locks.values()) expect(freeAfterMs).not.toBe(Infinity)
  }
}

const failing = async (name: string, inputs: Partial<PruneInputs> = {}): Promise<string> => {
  try {
    await run(name, inputs)
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  throw new Error('the run was to fail')
}

const idsOf = (report: PruneReport, decision: 'keep' | 'remove'): string[] =>
  report.series.flatMap(({ snapshots }) => snapshots.filter(one => one.decision === decision).map(({ id }) => id))

describe('one series', () => {
  test('loses what no rule keeps, and tells why of each and what it freed', async () => {
    const [first = '', second = '', ...stay] = await takeSome('acme/a', 4)
    const used = world.disk.usage('/mnt/backup/acme/a')
    const report = await run('acme/a', {})
    expect(world.ids('acme/a')).toEqual(stay)
    expect(world.latest('acme/a')).toBe(stay.at(-1))
    expect(report).toMatchObject({ status: 'pruned', isPattern: false, rules: ['keep-last: 2'], warnings: [] })
    expect(report.series).toEqual([
      {
        series: 'acme/a',
        state: 'done',
        bytesFreed: 2 * ownBytes,
        snapshots: [
          expect.objectContaining({ id: stay[1], decision: 'keep', reasons: ['newest', 'latest', 'last 1'] }),
          expect.objectContaining({ id: stay[0], decision: 'keep', reasons: ['last 2'], bytesFreed: 0 }),
          expect.objectContaining({ id: second, decision: 'remove', bytesFreed: ownBytes }),
          expect.objectContaining({
            id: first,
            decision: 'remove',
            reasons: ['no rule keeps it'],
            bytesFreed: ownBytes
          })
        ]
      }
    ])
    const own = '/mnt/backup/acme/a/.snapshots'
    for (const place of ['records', 'manifests']) expect(world.disk.names(`${own}/${place}`)).toHaveLength(2)
    expect(used - world.disk.usage('/mnt/backup/acme/a')).toBeGreaterThanOrEqual(2 * ownBytes)
    expect(reporter.infos).toContain(`remove ${first}: no rule keeps it (12.0 KiB)`)
    expect(reporter.infos).toContain(`keep ${String(stay[0])}: last 2`)
  })

  test('is left as it is when it was pruned before', async () => {
    await takeSome('acme/a', 3)
    await run('acme/a', {})
    const before = world.disk.dump('/mnt/backup')
    expect(await run('acme/a', {})).toMatchObject({ status: 'unchanged', series: [{ bytesFreed: 0 }] })
    expect(world.disk.dump('/mnt/backup')).toEqual(before)
  })

  test('keeps what is pinned, tagged, read, foreign or damaged; the last with a warning', async () => {
    const [pinned = ''] = await takeSome('acme/a', 1, { pin: true })
    const [, tagged = ''] = await takeSome('acme/a', 1, { tags: ['release'] })
    const [, , read = '', damaged = '', ...others] = await takeSome('acme/a', 5)
    const foreign = '2026-11-19T00-00-00Z'
    world.disk.write(`/mnt/backup/acme/a/${foreign}/theirs`, 'by hand')
    world.disk.write(`/mnt/backup/acme/a/.snapshots/records/${damaged}.json`, '{')
    world.volume.readers.add(`acme/a/${read}`)
    const policy = { ...emptyPolicy, keepLast: 1, keepTags: ['release'] }
    const report = await run('acme/a', { retention: { policy, space: {} } })
    expect(world.ids('acme/a')).toEqual([foreign, pinned, tagged, read, damaged, others.at(-1)])
    expect(report.series[0]?.snapshots.filter(({ decision }) => decision === 'keep')).toMatchObject([
      { reasons: ['newest', 'latest', 'last 1'] },
      { id: damaged, reasons: ['foreign'] },
      { id: read, reasons: ['being read'] },
      { id: tagged, reasons: ['tag release'], tags: ['release'], pinned: false },
      { id: pinned, reasons: ['pinned'], pinned: true, tags: [] },
      { id: foreign, reasons: ['foreign'] }
    ])
    expect(report.warnings).toEqual([
      expect.stringMatching(`^Snapshot ${damaged} is kept, because its record cannot be used: `)
    ])
    expect(reporter.warnings).toEqual(report.warnings)
  })

  test('loses the oldest beyond the rules when its size has a limit', async () => {
    const [first, second, third] = await takeSome('acme/a', 3)
    const bytes = world.disk.usage('/mnt/backup/acme/a') - ownBytes
    const report = await run('acme/a', keepLast(3, { maxSize: { text: '1M', amount: bytes } }))
    expect(idsOf(report, 'remove')).toEqual([first])
    expect(world.ids('acme/a')).toEqual([second, third])
    expect(report.rules).toEqual(['keep-last: 3', 'max-size: 1M'])
    expect(report.warnings).toEqual([])
  })

  test('complains of a rule that cannot be met', async () => {
    const [, , third] = await takeSome('acme/a', 3)
    const report = await run('acme/a', keepLast(3, { minFreeSpace: { text: '99%', share: 0.999_999_999 } }))
    expect(world.ids('acme/a')).toEqual([third])
    expect(report.warnings).toEqual([expect.stringMatching(/^min-free-space 99% cannot be met/)])
  })

  test('warns once of what cannot be deleted, and succeeds', async () => {
    await takeSome('acme/a', 3)
    world.volume.undeletable = ['rm: cannot remove x: Operation not permitted']
    const report = await run('acme/a', {})
    expect(report).toMatchObject({ status: 'pruned' })
    expect(report.warnings).toEqual([expect.stringMatching(/tried again by the next run: rm: cannot remove x/)])
    expect(pruneFailure(report)).toBeUndefined()
  })

  test('is cleared of what a crashed run left', async () => {
    await takeSome('acme/a', 1)
    world.disk.write('/mnt/backup/acme/a/.snapshots/partial/2026-11-20T01-00-00Z/a', 'a')
    const report = await run('acme/a', {})
    expect(report.notes).toEqual(['What an interrupted run had begun was cleared: 2026-11-20T01-00-00Z.'])
    expect(world.leftovers('acme/a')).toEqual([])
  })

  test('is waited for while another run writes it', async () => {
    await takeSome('acme/a', 3)
    world.volume.locks.set('acme/a', { holder: 'https://github.com/run/1', freeAfterMs: 60_000 })
    expect(await run('acme/a', {})).toMatchObject({ status: 'pruned', durationMs: 60_000 })
    expect(reporter.infos).toContain(
      'Waiting for the series acme/a, which is being written by https://github.com/run/1'
    )
  })

  test('that stays busy makes the run fail, in the words of the lock', async () => {
    await takeSome('acme/a', 3)
    world.volume.locks.set('acme/a', { holder: 'run 1', freeAfterMs: 600_001 })
    const report = await run('acme/a', {})
    expect(report).toMatchObject({ status: 'failed', series: [{ state: 'locked', snapshots: [] }] })
    expect(pruneFailure(report)).toBe('The series is still being written by run 1.')
    expect(reporter.warnings).toEqual([])
    expect(world.ids('acme/a')).toHaveLength(3)
  })

  test('says who holds it while it is pruned', async () => {
    await takeSome('acme/a', 1)
    const holders: string[] = []
    const series = world.volume.series.bind(world.volume)
    world.volume.series = name => ({
      ...series(name),
      lock: (holder, timeoutMs, onWait) => {
        holders.push(holder)
        return series(name).lock(holder, timeoutMs, onWait)
      }
    })
    await run('acme/a', {})
    world.context = { ...world.context, run: { url: 'https://github.com/run/2' } }
    await run('acme/a', {})
    world.context = { ...world.context, run: {} }
    await run('acme/a', {})
    const since = `since ${world.clock.now().toISOString()}`
    expect(holders).toEqual([
      `run 17, ${since}`,
      `https://github.com/run/2, ${since}`,
      `a run outside GitHub Actions, ${since}`
    ])
  })
})

describe('a dry run', () => {
  test('takes no lock, writes nothing, and tells what a run would do', async () => {
    const [first, second] = await takeSome('acme/a', 4)
    world.volume.locks.set('acme/a', { holder: 'run 1', freeAfterMs: 600_001 })
    const before = world.disk.dump('/mnt/backup')
    const dry = await run('acme/a', { dryRun: true })
    expect(world.disk.dump('/mnt/backup')).toEqual(before)
    expect(dry.status).toBe('dry-run')
    expect(idsOf(dry, 'remove')).toEqual([second, first])
    world.volume.locks.clear()
    const wet = await run('acme/a', {})
    for (const output of ['kept', 'pruned', 'pruned-ids', 'bytes-freed', 'plan'] as const)
      expect(pruneOutputs(dry, '')[output]).toBe(pruneOutputs(wet, '')[output])
  })

  test('complains too', async () => {
    await takeSome('acme/a', 3)
    const report = await run('acme/a', { dryRun: true, ...keepLast(1, { maxSize: { text: '1K', amount: 1024 } }) })
    expect(report.warnings).toEqual([expect.stringMatching(/^max-size 1K cannot be met/)])
  })
})

describe('an event that strangers can cause', () => {
  test.each([true, false])('removes nothing (dry-run: %s)', async dryRun => {
    await takeSome('acme/a', 4)
    world.context = { ...world.context, untrusted: 'the pull request came from another repository, evil/app' }
    const before = world.disk.dump('/mnt/backup')
    const report = await run('acme/a', { dryRun })
    expect(report).toMatchObject({ status: 'skipped', series: [], reason: expect.stringContaining('evil/app') })
    expect(world.disk.dump('/mnt/backup')).toEqual(before)
    expect(pruneFailure(report)).toBeUndefined()
  })
})

test('a cancelled run ends at once', async () => {
  await takeSome('acme/a', 3)
  await takeSome('acme/b', 3)
  world.volume.trashFails = new Failure('cancelled', 'Cancelled.')
  await expect(failing('acme/*')).resolves.toBe('Cancelled.')
})

test('a defect shows itself', async () => {
  await takeSome('acme/a', 3)
  world.volume.trashFails = new TypeError('undefined is not a function')
  await expect(run('acme/a', {})).rejects.toThrow(TypeError)
})
