// Where a snapshot comes from and goes to: the volume, the path, the name and the series to link from, and how each is refused.

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { RunContextWithDefaults } from '../../src/inputs/model.ts'
import { context, mistakes, read } from './given.ts'

describe('the volume', () => {
  it('is the one of the runner when the workflow names none', () => {
    expect(read({ volume: '' }, { SNAPSHOT_VOLUME: '/srv/backups//' }).volume).toBe('/srv/backups')
    expect(read({ volume: '/mnt/a' }, { SNAPSHOT_VOLUME: '/srv/backups' }).volume).toBe('/mnt/a')
  })

  it.each(['ssh://me@host:22/backups', 'me@host:/backups'])('may be over ssh: %s', volume => {
    expect(read({ volume })).toMatchObject({ volume, ssh: { strict: true } })
    expect(read({ volume: `${volume}/` })).toMatchObject({ volume })
  })

  it('shows no password that somebody put into an address', () => {
    const [mistake = ''] = mistakes({ volume: 'ssh://me:hunter2@host/backups' })
    expect(mistake).toMatch(/^volume: "ssh:\/\/me:…@host\/backups" has a password in it/)
  })

  it('is needed', () => {
    expect(mistakes({ volume: '' })).toEqual([expect.stringMatching(/^volume: is missing.*SNAPSHOT_VOLUME/)])
  })

  it.each([
    ['backups', 'is relative'],
    ['~/backups', 'is relative'],
    ['./backups', 'is relative'],
    ['/', 'is the whole machine'],
    ['//', 'is the whole machine'],
    ['/mnt/..', 'is the whole machine'],
    [' ', 'is not one directory'],
    ['/a\n/b', 'is not one directory'],
    ['host:backups', 'absolute path'],
    ['ssh://me@host', 'absolute path'],
    ['s3://bucket', 'not spoken here']
  ])('%p is refused', (volume, why) => {
    expect(mistakes({ volume })).toEqual([expect.stringContaining(why)])
    expect(mistakes({ volume: '' }, { SNAPSHOT_VOLUME: volume })).toEqual([
      expect.stringMatching(/^SNAPSHOT_VOLUME: "/)
    ])
  })
})

describe('the path', () => {
  it.each([
    ['', 'path: "" is empty'],
    ['  \n\n', 'is empty'],
    ['/', 'is the whole machine'],
    ['//', 'is the whole machine'],
    ['/.', 'is the whole machine'],
    ['/./', 'is the whole machine'],
    ['/a/../..', 'is the whole machine'],
    ['../..', 'is the whole machine'],
    ['/*', 'is the whole machine'],
    ['/**/*.log', 'is the whole machine'],
    ['//*/x', 'is the whole machine'],
    ['dist\n/', '"/" is the whole machine'],
    ['dist\n!', 'leaves nothing out'],
    ['!dist', 'has only lines that leave something out'],
    ['a\0b', 'has a NUL character']
  ])('%p is refused', (path, why) => {
    expect(mistakes({ path })).toContainEqual(expect.stringContaining(why))
  })

  it.each(['.', '/srv', './', '/srv/*', '*', '**/*.js', 'dist\n!/', '-rf'])('%p is taken', path => {
    expect(mistakes({ path })).toEqual([])
  })

  it('is refused at the top of a machine whose workspace is the top', () => {
    expect(mistakes({ path: '.' }, {}, { ...context, workspace: '/' })).toHaveLength(1)
  })

  it('never takes in the whole machine, however it is written', () => {
    const steps = fc.array(fc.constantFrom('/', '.', '..', '*', '**'), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(steps, parts => {
        expect(mistakes({ path: `/${parts.join('/')}` })).toHaveLength(1)
      })
    )
  })
})

describe('the name', () => {
  const outside = { ...context, defaults: {} }

  it.each([
    ['a leg of a matrix', { matrix: '{"os":"linux","node":20}' }, 'acme/app/build/linux,20/feature%2Fx'],
    ['a job without a matrix', { matrix: 'null' }, 'acme/app/build/feature%2Fx'],
    ['a name', { name: 'a/b', matrix: '{"os":"linux"}' }, 'a/b']
  ])('%s', (_, inputs, name) => {
    expect(read(inputs).name).toBe(name)
  })

  it('is needed outside GitHub', () => {
    expect(mistakes({}, {}, outside)).toEqual([expect.stringMatching(/^name: is missing, and without a repository/)])
    expect(read({ name: 'a' }, {}, outside).name).toBe('a')
  })

  it.each([
    ['../x', 'has a part ".."'],
    [' ', 'is empty'],
    ['/abs', 'starts with a slash'],
    ['a/latest', 'has a part "latest"']
  ])('%p is refused, and no default takes its place', (name, why) => {
    expect(mistakes({ name }, {}, outside)).toEqual([expect.stringContaining(why)])
  })

  it.each(['[1]', '"linux"', '7', '{', 'linux', ' '])('a matrix of %p is refused', matrix => {
    expect(mistakes({ matrix })).toEqual([expect.stringMatching(/^matrix: .*leave this input out/)])
  })

  it('is refused when the repository is none', () => {
    const odd = { ...context, defaults: { ...context.defaults, repository: 'acme//app' } }
    expect(mistakes({ 'link-from': 'a' }, {}, odd)).toEqual([expect.stringContaining('two slashes in a row')])
  })
})

describe('series to link from', () => {
  const onBranch = (refName: string, defaultBranch?: string): RunContextWithDefaults => ({
    ...context,
    defaults: {
      repository: 'acme/app',
      job: 'build',
      refName,
      ...(defaultBranch === undefined ? {} : { defaultBranch })
    }
  })

  it.each([
    ['a branch', {}, onBranch('x', 'main'), ['acme/app/build/main']],
    ['a tag', {}, onBranch('v1.0', 'main'), ['acme/app/build/main']],
    ['a leg of a matrix', { matrix: '{"os":"linux"}' }, onBranch('x', 'a/b'), ['acme/app/build/linux/a%2Fb']],
    ['the default branch itself', {}, onBranch('main', 'main'), []],
    ['no known default branch', {}, onBranch('x'), []],
    ['a name of its own', { name: 'a/b' }, onBranch('x', 'main'), []],
    ['a list instead', { 'link-from': 'c/d\ne' }, onBranch('x', 'main'), ['c/d', 'e']],
    ['a list for a name', { name: 'a/b', 'link-from': 'c/d' }, onBranch('x', 'main'), ['c/d']]
  ])('%s', (_, inputs, run, linkFrom) => {
    expect(read(inputs, {}, run).linkFrom).toEqual(linkFrom)
  })

  it('each has to be a name', () => {
    expect(mistakes({ 'link-from': 'a\n../b\nc/' })).toEqual([
      expect.stringContaining('link-from: "../b" has a part ".."'),
      expect.stringContaining('link-from: "c/" ends with a slash')
    ])
  })
})
