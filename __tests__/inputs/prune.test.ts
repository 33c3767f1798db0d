// The inputs of the prune action as a whole: what a workflow may write, what it becomes, and every mistake in one error.

import { describe, expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { defaultPolicy, emptyPolicy } from '../../src/core/retention/policy.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { pruneInputNames } from '../../src/inputs/prune-names.ts'
import { type PruneInputsRead, readPruneInputs } from '../../src/inputs/prune.ts'
import { context, type Given } from './given.ts'

const read = (inputs: Given, env: Given = {}, run = context): PruneInputsRead => {
  const given = Object.entries({ volume: '/mnt/vault', ...inputs }).map(([name, text]) => [variableOf(name), text])
  return readPruneInputs({ GITHUB_ACTIONS: 'true', ...(Object.fromEntries(given) as Given), ...env }, run)
}

const mistakes = (inputs: Given, env: Given = {}, run = context): readonly string[] => {
  try {
    read(inputs, env, run)
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
    retention: { policy: defaultPolicy, space: {} },
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
    'keep-last': '1',
    'keep-hourly': '2',
    'keep-daily': '3',
    'keep-weekly': '4',
    'keep-monthly': '5',
    'keep-yearly': '6',
    'keep-within': '14d',
    'retention-days': '14',
    'keep-tags': 'release\nv1.2',
    'min-free-space': '10%',
    'min-free-inodes': '1000',
    'max-size': '500G',
    'lock-timeout': '30s',
    'dry-run': 'true',
    summary: 'false'
  }
  expect(Object.keys(given).sort()).toEqual([...pruneInputNames].sort())
  expect(read(given)).toEqual({
    volume: '/mnt/my vault',
    name: 'acme/{app,lib}/**',
    isDefaultName: false,
    retention: {
      policy: {
        ...emptyPolicy,
        keepLast: 1,
        keepHourly: 2,
        keepDaily: 3,
        keepWeekly: 4,
        keepMonthly: 5,
        keepYearly: 6,
        keepWithin: { months: 0, hours: 14 * 24 },
        keepTags: ['release', 'v1.2']
      },
      space: {
        minFreeSpace: { text: '10%', share: 0.1 },
        minFreeInodes: { text: '1000', amount: 1000 },
        maxSize: { text: '500G', amount: 500 * 1024 ** 3 }
      }
    },
    lockTimeoutMs: 30_000,
    dryRun: true,
    summary: false,
    warnings: []
  })
})

it('takes an empty text for an input that was left out, as an expression of nothing gives it', () => {
  const empty = Object.fromEntries(pruneInputNames.map(name => [name, '']))
  expect(read({ ...empty, volume: '/mnt/vault' })).toEqual(read({}))
})

describe('the volume', () => {
  it.each([
    ['may be the administrator’s', '', '/mnt/all', '/mnt/all'],
    ['of the workflow comes first', '/mnt/own', '/mnt/all', '/mnt/own']
  ])('%s', (_, volume, standard, expected) => {
    expect(read({ volume }, { SNAPSHOT_VOLUME: standard }).volume).toBe(expected)
  })

  it.each([
    ['nobody gave', '', {}, /^volume: is missing; give the absolute path/],
    ['is relative', 'backup', {}, /^volume: "backup" is relative/],
    ['is relative for all workflows', '', { SNAPSHOT_VOLUME: 'backup' }, /^SNAPSHOT_VOLUME: "backup" is relative/]
  ])('that %s is a mistake', (_, volume, env, message) => {
    expect(mistakes({ volume }, env)).toEqual([expect.stringMatching(message)])
  })
})

describe('the name', () => {
  it('may have wildcards, and is that of a series otherwise', () => {
    for (const name of ['**', 'a/*', 'a/**/b', '{a,b}/[cd]?']) expect(read({ name })).toMatchObject({ name })
    for (const name of ['../**', '/**', 'a//*', 'a/', './*', '.*', 'a/latest'])
      expect(mistakes({ name })).toEqual([expect.stringMatching(/^name: /)])
  })

  it('has a place for the matrix in its default', () => {
    expect(read({ matrix: '{"os":"linux"}' })).toMatchObject({
      name: 'acme/app/build/linux/feature%2Fx',
      isDefaultName: true
    })
  })

  it('needs to be given where there is nothing to make a default from', () => {
    expect(mistakes({}, {}, { ...context, defaults: {} })).toEqual([expect.stringMatching(/^name: is missing/)])
  })
})

it('tells all mistakes at once, and refuses a policy that keeps nothing', () => {
  const found = mistakes({
    volume: 'backups',
    name: '../x',
    'keep-last': '-1',
    'keep-within': '30',
    'max-size': '0',
    'lock-timeout': '10',
    'dry-run': 'yes',
    'keep-dayly': '7'
  })
  expect(found).toHaveLength(8)
  for (const name of [
    'volume',
    'name',
    'keep-last',
    'keep-within',
    'max-size',
    'lock-timeout',
    'dry-run',
    '"keep-dayly"'
  ])
    expect(found).toContainEqual(expect.stringMatching(`^${name}[: ]`))
  expect(mistakes({ 'keep-last': '0' })).toEqual([expect.stringMatching(/^keep-last: is 0, and no other rule keeps/)])
})

it('warns of inputs that do not exist', () => {
  expect(read({ path: 'dist' }).warnings).toEqual(['"path" is not an input of this action and has no effect'])
})
