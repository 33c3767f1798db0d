// docs/reliability.md from results: every row is there, the same results give the same page, and nothing is passed over.

import { describe, expect, test } from '@jest/globals'
import { withoutResult } from '../../scripts/reliability/gaps.ts'
import { reliabilityPage } from '../../scripts/reliability/page.ts'
import type { FaultResult } from '../faults/support/results.ts'
import { type Row, rows } from '../faults/support/rows.ts'

const result = (more: Partial<FaultResult>): FaultResult => ({
  ...{ row: 1, tier: 'R', title: 'some', kind: 'fault', result: 'passed', figures: [], otherwise: [] },
  ...more
})
const lineOf = (row: number, results: readonly FaultResult[]): string =>
  reliabilityPage(rows, results)
    .split('\n')
    .find(line => line.startsWith(`| ${row} |`)) ?? ''

test('there are forty faults and a long life, each with a line of its own', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1))
  for (const { number } of rows) expect(lineOf(number, [])).toMatch(/\| not run \|/)
  expect(reliabilityPage(rows, [])).toContain('In all: 0 passed, 0 failed, 0 skipped. 41 of 41 rows not run.')
})

test.each<[string, readonly FaultResult[], string]>([
  ['one', [result({})], '| R | 1 passed |'],
  ['several', [result({ title: 'a' }), result({ title: 'b' })], '| R | 2 passed |'],
  ['a failure comes first', [result({}), result({ title: 'b', result: 'failed' })], '| R | 1 **failed**, 1 passed |'],
  ['skipped', [result({}), result({ title: 'b', result: 'skipped', tier: 'S' })], '| S, R | 1 passed, 1 skipped |'],
  ['a control', [result({ kind: 'control' }), result({})], '| R | 1 passed, 1 control |'],
  ['a control that failed', [result({ kind: 'control', result: 'failed' })], '| R | 1 **failed** |'],
  [
    'the largest of like figures',
    [
      result({ figures: ['free within 50 ms'] }),
      result({ title: 'b', figures: ['free within 100 ms', '3 of 3 linked'] })
    ],
    '| R | 2 passed | 3 of 3 linked; free within 100 ms |'
  ]
])('%s', (_, results, expected) => {
  expect(lineOf(1, results)).toContain(expected)
})

test('the reasons are there, and the order of the results plays no part', () => {
  const results = [
    result({ row: 6, title: 'x', result: 'skipped', why: 'needs root' }),
    result({ row: 6, title: 'a', result: 'skipped', why: 'needs sshfs' }),
    result({ row: 7, otherwise: [{ invariant: 'I5', why: 'no run can succeed there' }] })
  ]
  const page = reliabilityPage(rows, results)
  expect(page).toContain('- 6, R: a (needs sshfs)\n- 6, R: x (needs root)\n')
  expect(page).toContain('- 7, I5: no run can succeed there\n')
  expect(reliabilityPage(rows, results.toReversed())).toBe(page)
})

describe('a row that nothing is known of', () => {
  const row = (number: number, tiers: Row['tiers']): Row => ({ number, what: 'Something', how: 'somehow', tiers })
  const two = [row(1, ['R']), row(2, ['U', 'K'])]
  const whole = [result({}), result({ row: 2, tier: 'U' }), result({ row: 2, tier: 'K' })]
  const lack = 'has no result'
  const tail = ': neither passed, failed, nor skipped with a reason.'

  test.each<[string, readonly FaultResult[], readonly string[]]>([
    ['all are there', whole, []],
    ['none is', [], [`row 1 (Something) ${lack}${tail}`, `row 2 (Something) ${lack}${tail}`]],
    ['a row', whole.slice(1), [`row 1 (Something) ${lack}${tail}`]],
    ['a tier of a row', whole.slice(0, 2), [`row 2 (Something) ${lack} in tier K${tail}`]],
    ['one that failed is one', [result({ result: 'failed' }), ...whole.slice(1)], []],
    ['so is one that was skipped', [result({ result: 'skipped', why: 'needs root' }), ...whole.slice(1)], []],
    [
      'but not without a reason',
      [result({ result: 'skipped', why: ' ' }), ...whole.slice(1)],
      [`row 1 (Something) ${lack}${tail}`]
    ],
    ['a tier that the table does not give it', [...whole, result({ tier: 'K' })], []],
    [
      'nor is that one enough',
      [result({ tier: 'K' }), ...whole.slice(1)],
      [`row 1 (Something) ${lack} in tier R${tail}`]
    ]
  ])('%s', (_, results, expected) => {
    expect(withoutResult(two, results)).toEqual(expected)
  })

  test('each row of the table asks for a tier at least', () => {
    expect(withoutResult(rows, [])).toHaveLength(rows.length)
  })
})
