// What the benchmark makes of its samples: turns, medians, ratios round by round, two results beside each other.

import { describe, expect, it } from '@jest/globals'
import { differences } from '../../bench/comparison.ts'
import { inTurn, median, ratioOf } from '../../bench/measure.ts'
import { readOptions } from '../../bench/options.ts'
import { phasesOf, ratioTo, resultSchema, type Result, type Row } from '../../bench/result.ts'
import { targets } from '../../bench/targets.ts'

const sample = (wallMs: number, phases: readonly { readonly phase: string; readonly ms: number }[] = []) => ({
  wallMs,
  syncedMs: wallMs + 1000,
  cpuMs: wallMs,
  peakBytes: 50_000_000,
  addedBytes: 4096,
  phases
})

const row = (id: string, times: Readonly<Record<string, readonly number[]>>): Row => ({
  id,
  title: id,
  files: 10,
  bytes: 1000,
  entries: Object.entries(times).map(([key, all]) => ({ key, name: key, samples: all.map(ms => sample(ms)) }))
})

const result = (rows: readonly Row[]): Result => ({
  schema: resultSchema,
  when: '2026-11-20T02:00:00.000Z',
  commit: 'abc1234',
  options: '',
  machine: {},
  rows,
  figures: [{ id: 'start/bundle', title: 'Start', value: 90, unit: 'ms' }],
  skipped: []
})

describe('taking turns', () => {
  it('begins with another one each round, and keeps what each said', async () => {
    const order: string[] = []
    const said = await inTurn(['a', 'b', 'c'], 2, (way, round) => {
      order.push(way)
      return Promise.resolve(`${way}${round}`)
    })
    expect(order.join('')).toBe('abcbca')
    expect(said).toEqual([
      ['a0', 'a1'],
      ['b0', 'b1'],
      ['c0', 'c1']
    ])
  })

  it('finishes the round it is in when the time is over, and the first one always', async () => {
    const said = await inTurn(
      ['a', 'b'],
      5,
      way => Promise.resolve(way),
      () => true
    )
    expect(said).toEqual([['a'], ['b']])
  })
})

describe('ratios', () => {
  it('are taken round by round: a slow minute slows both', () => {
    expect(median([3, 1, 2])).toBe(2)
    // By medians it would be 3 / 4.
    expect(ratioOf([1, 30, 3], [2, 60, 4])).toBe(0.5)
  })

  it('are absent where a peer was not measured', () => {
    const measured = row('packages/first', { ours: [1000, 3000], 'rsync-a': [2000, 6000] })
    expect(ratioTo(measured, 'rsync-a')).toBe(0.5)
    expect(ratioTo(measured, 'borg')).toBeUndefined()
  })
})

it('tells the median of each phase in the order of the run', () => {
  const samples = [1, 2, 9].map(ms =>
    sample(10, [
      { phase: 'Plan', ms },
      { phase: 'Fill', ms: 2 * ms }
    ])
  )
  expect(phasesOf({ key: 'ours', name: 'ours', samples })).toEqual([
    { phase: 'Plan', ms: 2 },
    { phase: 'Fill', ms: 4 }
  ])
})

it('sets two results beside each other in ratios', () => {
  const before = result([row('packages/first', { ours: [2000], 'rsync-a': [1000] }), row('gone', { ours: [1] })])
  const after = result([row('packages/first', { ours: [1000], 'rsync-a': [1000] }), row('new', { ours: [1] })])
  const told = differences(before, after).join('\n')
  expect(told).toContain('packages/first\n  time ÷ rsync-a: 2.00 → 1.00 (−50 %)')
  expect(told).toContain('start/bundle  90.0 ms → 90.0 ms (±0 %)')
  expect(told).toContain('gone  only in the first')
  expect(told).toContain('new  only in the second')
})

it('holds synced times against what is wanted, and says what was not measured', () => {
  const id = 'packages/next/rebuilt/warm'
  const all = targets(result([row(id, { ours: [1000], 'rsync-a': [7000], 'rsync-c': [2000] })]), result([]))
  const about = (words: string) => all.find(({ what }) => what.includes(words))
  expect(about('`rsync -a --link-dest`')).toMatchObject({ measured: '0.25', isMet: true })
  expect(about('rebuilt ÷ `rsync -c')).toMatchObject({ measured: '0.67', isMet: false })
  expect(about('restic')).not.toHaveProperty('measured')
  expect(about('Start of Node')).toMatchObject({ measured: '90 ms', isMet: true })
})

it.each([
  [['--only', 'packages,huge'], '--only says "huge"; it takes a list of packages,tiny,large,reflink,start.'],
  [['--peers', 'tarsnap'], '--peers says "tarsnap"'],
  [['--rounds', '0'], '--rounds says "0"; it takes a whole number from 1.'],
  [['--minutes', '2h'], '--minutes says "2h"']
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})
