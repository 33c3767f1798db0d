// The inputs of the restore action as a whole: what a workflow may write, what it becomes, and every mistake in one error.

import { describe, expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { restoreInputNames } from '../../src/inputs/restore-names.ts'
import { readRestoreInputs, type RestoreInputsRead } from '../../src/inputs/restore.ts'
import { context, type Given } from './given.ts'

const read = (inputs: Given, env: Given = {}, run = context): RestoreInputsRead => {
  const given = Object.entries({ volume: '/mnt/vault', ...inputs }).map(([name, text]) => [variableOf(name), text])
  return readRestoreInputs({ GITHUB_ACTIONS: 'true', ...(Object.fromEntries(given) as Given), ...env }, run)
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
    fallbackNames: [],
    selector: { by: 'latest' },
    path: '/ws/app',
    paths: [],
    clean: false,
    verify: true,
    failOnMiss: false,
    lookupOnly: false,
    cacheFallback: false,
    method: 'auto',
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
    name: 'acme/app',
    matrix: '{"os":"linux"}',
    snapshot: 'commit:1a2b3c4',
    path: 'dist/',
    paths: 'lib\n!lib/*.map\n *.js\n./a',
    'fallback-names': 'acme/main\nacme/app\nacme/main\nacme/other',
    clean: 'true',
    verify: 'false',
    'fail-on-miss': 'true',
    'lookup-only': 'true',
    'cache-fallback': 'true',
    method: 'reflink',
    jobs: '3',
    'dry-run': 'true',
    summary: 'false'
  }
  expect(Object.keys(given).sort()).toEqual([...restoreInputNames].sort())
  expect(read(given)).toEqual({
    volume: '/mnt/my vault',
    name: 'acme/app',
    fallbackNames: ['acme/main', 'acme/other'],
    selector: { by: 'commit', sha: '1a2b3c4' },
    path: '/ws/app/dist',
    paths: ['lib', '!lib/*.map', ' *.js', './a'],
    clean: true,
    verify: false,
    failOnMiss: true,
    lookupOnly: true,
    cacheFallback: true,
    method: 'reflink',
    jobs: 3,
    dryRun: true,
    summary: false,
    warnings: []
  })
})

it('takes an empty text for an input that was left out, as an expression of nothing gives it', () => {
  const empty = Object.fromEntries(restoreInputNames.map(name => [name, '']))
  expect(read({ ...empty, volume: '/mnt/vault' })).toEqual(read({}))
})

describe('the volume', () => {
  it('may be the administrator’s', () => {
    expect(read({ volume: '' }, { SNAPSHOT_VOLUME: '/mnt/all' }).volume).toBe('/mnt/all')
    expect(mistakes({ volume: '' })).toEqual([expect.stringMatching(/^volume: is missing/)])
  })

  it('may be none where there is the cache to fall back on, but never a wrong one', () => {
    expect(read({ volume: '', 'cache-fallback': 'true' }).volume).toBe('')
    expect(mistakes({ volume: 'backup', 'cache-fallback': 'true' })).toEqual([
      expect.stringMatching(/^volume: "backup" is relative/)
    ])
  })
})

describe('the target', () => {
  it.each([
    ['.', '/ws/app'],
    ['out/../dist', '/ws/app/dist'],
    ['../other', '/ws/other'],
    ['/srv/www/', '/srv/www'],
    [' a', '/ws/app/ a']
  ])('%j is %s', (path, expected) => {
    expect(read({ path }).path).toBe(expected)
  })

  it.each([
    ['/', /^path: "\/" is the whole machine: an empty variable in front of the slash/],
    ['//', /is the whole machine/],
    ['../..', /is the whole machine/],
    ['a\nb', /^path: "a\\nb" is not one path/],
    [' ', /^path: .* is not one path/]
  ])('%j is a mistake', (path, message) => {
    expect(mistakes({ path })).toEqual([expect.stringMatching(message)])
  })
})

describe('paths', () => {
  it.each([
    ['/etc', /^paths: "\/etc" is absolute: paths are those within the snapshot/],
    ['!/etc\na', /^paths: "!\/etc" is absolute/],
    ['..', /^paths: "\.\." leads out of the snapshot/],
    ['a/../../b', /leads out of the snapshot/],
    ['a\n!', /^paths: "!" leaves nothing out/],
    ['!a', /^paths: has only lines that leave something out; add one without "!" .* such as \*\*$/]
  ])('%j is a mistake', (paths, message) => {
    expect(mistakes({ paths })).toEqual([expect.stringMatching(message)])
  })

  it('may lead about, as long as they stay within', () => {
    expect(read({ paths: 'a/../b\n..c\n.' }).paths).toEqual(['a/../b', '..c', '.'])
  })
})

it('tells all mistakes at once', () => {
  const found = mistakes({
    volume: 'backups',
    name: '../x',
    'fallback-names': 'a\n../b\n/c',
    snapshot: 'newest',
    path: '/',
    paths: '/a',
    clean: 'yes',
    verify: '1',
    'fail-on-miss': 'True',
    'lookup-only': 'no',
    method: 'link',
    jobs: '0',
    'dry-run': 'x',
    summary: 'x',
    'fallback-name': 'a'
  })
  const names = ['volume', 'name', 'fallback-names', 'fallback-names', 'snapshot', 'path', 'paths', 'clean', 'verify']
  const others = ['fail-on-miss', 'lookup-only', 'method', 'jobs', 'dry-run', 'summary', '"fallback-name"']
  expect(found.map(mistake => /^[^: ]+/.exec(mistake)?.[0]).sort()).toEqual([...names, ...others].sort())
})

it('warns of inputs that do not exist', () => {
  expect(read({ 'if-no-files-found': 'warn' }).warnings).toEqual([
    '"if-no-files-found" is not an input of this action and has no effect'
  ])
})
