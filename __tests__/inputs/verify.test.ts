// The inputs of the verify action as a whole: what a workflow may write, what it becomes, and every mistake in one error.

import { describe, expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { parseSubset } from '../../src/inputs/subset.ts'
import { verifyInputNames } from '../../src/inputs/verify-names.ts'
import { readVerifyInputs, type VerifyInputsRead } from '../../src/inputs/verify.ts'
import { context, type Given } from './given.ts'

const read = (inputs: Given, env: Given = {}, run = context): VerifyInputsRead => {
  const given = Object.entries({ volume: '/mnt/vault', ...inputs }).map(([name, text]) => [variableOf(name), text])
  return readVerifyInputs({ GITHUB_ACTIONS: 'true', ...(Object.fromEntries(given) as Given), ...env }, run)
}

const mistakes = (inputs: Given, env: Given = {}): readonly string[] => {
  try {
    read(inputs, env)
  } catch (thrown) {
    if (thrown instanceof InputFailure) return thrown.mistakes
    throw thrown
  }
  return []
}

it('has a default for everything but the volume', () => {
  expect(read({})).toEqual({
    volume: '/mnt/vault',
    name: 'acme/app/build/feature%2Fx',
    isDefaultName: true,
    snapshot: { by: 'latest' },
    subset: { by: 'all' },
    onDamage: 'fail',
    lockTimeoutMs: 600_000,
    dryRun: false,
    summary: true,
    warnings: []
  })
})

it('takes every input', () => {
  const given = {
    volume: '/mnt/my vault/',
    'ssh-key': 'id_ed25519',
    'ssh-known-hosts': 'hosts',
    'ssh-strict': 'true',
    name: 'acme/{app,lib}/**',
    matrix: '{"os":"linux"}',
    snapshot: 'all',
    subset: '2/7',
    'on-damage': 'warn',
    jobs: '3',
    'lock-timeout': '30s',
    'dry-run': 'true',
    summary: 'false'
  }
  expect(Object.keys(given).sort()).toEqual([...verifyInputNames].sort())
  expect(read(given)).toEqual({
    volume: '/mnt/my vault',
    name: 'acme/{app,lib}/**',
    isDefaultName: false,
    snapshot: 'all',
    subset: { by: 'part', part: 2, of: 7 },
    onDamage: 'warn',
    jobs: 3,
    lockTimeoutMs: 30_000,
    dryRun: true,
    summary: false,
    warnings: []
  })
})

it('takes a snapshot by the same words as a restore', () => {
  expect(read({ snapshot: 'commit:abc1234' }).snapshot).toEqual({ by: 'commit', sha: 'abc1234' })
})

it('reports every mistake at once', () => {
  const found = mistakes({
    volume: 'relative',
    name: '../x',
    snapshot: 'al',
    subset: '0%',
    'on-damage': 'ignore',
    jobs: '0',
    'lock-timeout': 'soon',
    'dry-run': 'yes',
    summary: '1',
    subsett: '5%'
  })
  const named = [
    '"subsett"',
    'volume',
    'name',
    'jobs',
    'snapshot',
    'subset',
    'on-damage',
    'lock-timeout',
    'dry-run',
    'summary'
  ]
  expect(found.map(text => text.split(/: | is not/)[0])).toEqual(named)
  expect(found.find(text => text.startsWith('snapshot'))).toMatch(/nor the word all$/)
})

describe('subset', () => {
  it.each([
    ['100%', { by: 'all' }],
    ['100.0%', { by: 'all' }],
    ['5%', { by: 'share', share: 0.05 }],
    ['0.5%', { by: 'share', share: 0.005 }],
    ['1/7', { by: 'part', part: 1, of: 7 }],
    ['7/7', { by: 'part', part: 7, of: 7 }],
    ['1/1', { by: 'all' }],
    ['auto/7', { by: 'turn', of: 7 }],
    ['auto/1', { by: 'all' }],
    ['1000/1000', { by: 'part', part: 1000, of: 1000 }],
    ['500M', { by: 'bytes', bytes: 500 * 1024 * 1024 }],
    ['1.5GiB', { by: 'bytes', bytes: 1.5 * 1024 ** 3 }]
  ])('%s', (text, value) => {
    expect(parseSubset(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['0%', 'more than 0%'],
    ['101%', '0% to 100%'],
    ['-5%', '0% to 100%'],
    ['0/7', 'write 1 to 7 before the slash'],
    ['8/7', 'write 1 to 7 before the slash'],
    ['1/0', '1 to 1000'],
    ['1/1001', '1 to 1000'],
    ['auto/0', '1 to 1000'],
    ['auto', 'auto/7'],
    ['2 / 7', '2/7'],
    ['0K', 'more than 0'],
    ['500', '500M'],
    ['500MB', '500M'],
    ['all', 'is not a part of anything'],
    ['', 'is not a part of anything']
  ])('refuses "%s", saying what is allowed', (text, part) => {
    const result = parseSubset(text)
    expect(result).toMatchObject({ ok: false })
    expect(result.ok ? '' : result.why).toContain(part)
  })
})
