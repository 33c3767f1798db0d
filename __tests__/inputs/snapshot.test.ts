// The inputs of the snapshot action as a whole: what a workflow may write, what it becomes, and every mistake in one error.

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { defaultPolicy } from '../../src/core/retention/policy.ts'
import { snapshotInputNames } from '../../src/inputs/snapshot-names.ts'
import { least, mistakes, read } from './given.ts'

it('has a default for everything but the volume and the path', () => {
  expect(read({})).toEqual({
    volume: '/mnt/vault',
    name: 'acme/app/build/feature%2Fx',
    linkFrom: ['acme/app/build/main'],
    path: ['dist'],
    root: '/ws/app',
    include: [],
    exclude: [],
    excludeSecrets: true,
    oneFileSystem: false,
    compare: 'content',
    requireHardlinks: true,
    requireMount: false,
    ifNoFilesFound: 'error',
    skipIfUnchanged: false,
    onVanished: 'error',
    tags: [],
    pin: false,
    verify: false,
    rsyncArgs: [],
    readOnly: 'auto',
    lockTimeoutMs: 600_000,
    dryRun: false,
    retention: { prune: true, policy: defaultPolicy, space: {} },
    cacheCopy: false,
    page: false,
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
    name: 'nightly/app',
    path: 'dist\nout/**/*.js\n!out/tmp\n a name with spaces \n',
    root: 'packages',
    exclude: '*.map\n*.log\n',
    include: 'keep.map',
    'filter-file': '.rsync-filter',
    'exclude-secrets': 'false',
    'one-file-system': 'true',
    compare: 'quick',
    'link-from': 'nightly/lib\nnightly/app\nnightly/lib\n',
    'require-hardlinks': 'false',
    'require-mount': 'true',
    'if-no-files-found': 'warn',
    'skip-if-unchanged': 'true',
    'on-vanished': 'warn',
    'max-shrink': '50%',
    'min-link-ratio': '80%',
    tags: 'nightly\nv1.2\nnightly',
    pin: 'true',
    verify: 'true',
    jobs: '4',
    'rsync-args': '--bwlimit=5M\n--max-size=1G',
    'read-only': 'true',
    'lock-timeout': '30s',
    'dry-run': 'true',
    'cache-copy': 'true',
    page: 'true',
    summary: 'false',
    prune: 'false',
    'keep-last': '3',
    'keep-hourly': '24',
    'keep-daily': '7',
    'keep-weekly': '8',
    'keep-monthly': '12',
    'keep-yearly': '2',
    'keep-within': '14d',
    'retention-days': '14',
    'keep-tags': 'release',
    'min-free-space': '20G',
    'min-free-inodes': '5%',
    'max-size': '500G',
    matrix: '{"os":"linux"}'
  }
  expect(Object.keys(given).sort()).toEqual([...snapshotInputNames].sort())
  expect(read(given)).toEqual({
    volume: '/mnt/my vault',
    name: 'nightly/app',
    linkFrom: ['nightly/lib'],
    path: ['dist', 'out/**/*.js', '!out/tmp', ' a name with spaces '],
    root: '/ws/app/packages',
    include: ['keep.map'],
    exclude: ['*.map', '*.log'],
    filterFile: '/ws/app/.rsync-filter',
    excludeSecrets: false,
    oneFileSystem: true,
    compare: 'quick',
    requireHardlinks: false,
    requireMount: true,
    ifNoFilesFound: 'warn',
    skipIfUnchanged: true,
    onVanished: 'warn',
    maxShrink: 0.5,
    minLinkRatio: 0.8,
    tags: ['nightly', 'v1.2'],
    pin: true,
    verify: true,
    jobs: 4,
    rsyncArgs: ['--bwlimit=5M', '--max-size=1G'],
    readOnly: true,
    lockTimeoutMs: 30_000,
    cacheCopy: true,
    page: true,
    retention: {
      prune: false,
      policy: {
        keepLast: 3,
        keepHourly: 24,
        keepDaily: 7,
        keepWeekly: 8,
        keepMonthly: 12,
        keepYearly: 2,
        keepWithin: { months: 0, hours: 14 * 24 },
        keepTags: ['release']
      },
      space: {
        minFreeSpace: { text: '20G', amount: 20 * 2 ** 30 },
        minFreeInodes: { text: '5%', share: 0.05 },
        maxSize: { text: '500G', amount: 500 * 2 ** 30 }
      }
    },
    dryRun: true,
    summary: false,
    warnings: []
  })
})

it('takes an empty text for an input that was left out, as an expression of nothing gives it', () => {
  const empty = Object.fromEntries(snapshotInputNames.map(name => [name, '']))
  expect(read({ ...empty, ...least })).toEqual(read({}))
})

it('forgives spaces and newlines around a word', () => {
  expect(read({ compare: ' quick\n', jobs: '2\n', name: 'a/b\n', 'lock-timeout': ' 1h ' })).toMatchObject({
    compare: 'quick',
    jobs: 2,
    name: 'a/b',
    lockTimeoutMs: 3_600_000
  })
})

it('takes absolute paths as they are', () => {
  expect(read({ path: '/srv/out', root: '/srv', 'filter-file': '/etc/filter' })).toMatchObject({
    path: ['/srv/out'],
    root: '/srv',
    filterFile: '/etc/filter'
  })
})

it.each(['auto', 'true', 'false'])('read-only may be %s', text => {
  expect(String(read({ 'read-only': text }).readOnly)).toBe(text)
})

describe('mistakes', () => {
  it('come all at once, each with input, value and what is allowed', () => {
    const wrong = {
      volume: 'backups',
      path: '/',
      name: '../x',
      compare: 'contnet',
      'dry-run': 'yes',
      jobs: '0',
      'max-shrink': '0.5',
      'lock-timeout': '10',
      tags: 'a b',
      'rsync-args': '--delete\n--inplace',
      root: 'a\nb',
      compair: 'quick'
    }
    const found = mistakes(wrong)
    expect(found).toHaveLength(13)
    for (const [name, text] of Object.entries(wrong)) {
      const value = text.split('\n')[0] ?? ''
      expect(found).toContainEqual(expect.stringContaining(name === 'compair' ? name : `${name}: "${value}`))
    }
    expect(found).toContain('compare: "contnet" is not allowed: use one of content, quick; did you mean "content"?')
  })

  it('show what cannot be seen, on one line and not at length', () => {
    const [shown] = mistakes({ jobs: `4\n::error::\u202e"${'x'.repeat(5000)}` })
    expect(shown).toMatch(
      /^jobs: "4\\n::error::\\u202e\\"x+…x+" is not a whole number from 1 to 64, nor the word auto$/
    )
    expect(shown?.length).toBeLessThan(250)
  })

  it('never let a text through that is not what was read', () => {
    const name = fc.constantFrom(
      ...snapshotInputNames.filter(one => /^(on-|one-|pin|comp|dry|read|skip|verify)/.test(one))
    )
    fc.assert(
      fc.property(name, fc.string({ minLength: 1 }), (input, text) => {
        fc.pre(!['true', 'false', 'auto', 'content', 'quick', 'error', 'warn'].includes(text.trim()))
        expect(mistakes({ [input]: text })).toHaveLength(1)
      })
    )
  })
})

it('warns of inputs that do not exist', () => {
  expect(read({ colour: 'red' }).warnings).toEqual(['"colour" is not an input of this action and has no effect'])
})
