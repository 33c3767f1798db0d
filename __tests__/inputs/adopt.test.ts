// The inputs of adopt and doctor as a whole: what flags may say, what it becomes, and every mistake in one error.

import { describe, expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { adoptInputNames } from '../../src/inputs/adopt-names.ts'
import { type AdoptInputsRead, readAdoptInputs } from '../../src/inputs/adopt.ts'
import { doctorInputNames } from '../../src/inputs/doctor-names.ts'
import { readDoctorInputs } from '../../src/inputs/doctor.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { context, type Given } from './given.ts'

const variables = (inputs: Given): Given =>
  Object.fromEntries(Object.entries(inputs).map(([name, text]) => [variableOf(name), text]))

const read = (inputs: Given, env: Given = {}, run = context): AdoptInputsRead =>
  readAdoptInputs(
    { GITHUB_ACTIONS: 'true', ...variables({ volume: '/mnt/vault', path: '/old', ...inputs }), ...env },
    run
  )

const mistakesOf = (work: () => unknown): readonly string[] => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof InputFailure) return thrown.mistakes
    throw thrown
  }
  return []
}

describe('adopt', () => {
  it('has a default for everything but the volume and the path', () => {
    expect(read({})).toEqual({
      volume: '/mnt/vault',
      name: 'acme/app/build/feature%2Fx',
      path: '/old',
      prefix: '',
      utc: false,
      lockTimeoutMs: 600_000,
      dryRun: false,
      warnings: []
    })
  })

  it('takes every input', () => {
    const given = {
      volume: '/mnt/my vault/',
      'ssh-key': 'id_ed25519',
      'ssh-known-hosts': 'hosts',
      'ssh-strict': 'true',
      name: 'web',
      matrix: 'null',
      path: 'old/',
      prefix: ' web ',
      utc: 'true',
      'lock-timeout': '30s',
      'dry-run': 'true',
      jobs: '3'
    }
    expect(Object.keys(given).sort()).toEqual([...adoptInputNames].sort())
    expect(read(given)).toEqual({
      volume: '/mnt/my vault',
      name: 'web',
      path: '/ws/app/old',
      prefix: ' web ',
      utc: true,
      lockTimeoutMs: 30_000,
      dryRun: true,
      jobs: 3,
      warnings: []
    })
  })

  it('tells all mistakes at once', () => {
    const given = {
      volume: 'v',
      name: '../x',
      path: '',
      prefix: 'a/b',
      utc: 'yes',
      'lock-timeout': '10',
      'dry-run': 'no',
      jobs: '0',
      prefx: 'x'
    }
    const found = mistakesOf(() => read(given))
    expect(found).toHaveLength(9)
    for (const name of ['volume', 'name', 'path', 'prefix', 'utc', 'lock-timeout', 'dry-run', 'jobs', '"prefx"'])
      expect(found).toContainEqual(expect.stringMatching(`^${name}[: ]`))
  })

  it('takes a path of the machine of the volume as it is, and none that would be found from here', () => {
    const volume = 'ssh://me@nas/srv/vault'
    expect(read({ volume, path: '/old/' })).toMatchObject({ volume, path: '/old' })
    expect(mistakesOf(() => read({ volume, path: 'old' }))).toEqual([
      'path: "old" is relative: the trees are on the machine of the volume, so write their absolute path there, which starts with "/"'
    ])
    expect(mistakesOf(() => read({ volume: 'me@nas:/srv/vault', path: 'me@nas:/old' }))).toEqual([
      'path: "me@nas:/old" is an address: the trees are on the machine of the volume, so write their path there alone, which starts with "/"'
    ])
  })

  it('warns of inputs that do not exist', () => {
    expect(read({ exclude: 'x' }).warnings).toEqual(['"exclude" is not an input of this action and has no effect'])
  })
})

describe('doctor', () => {
  it('takes a volume, and a series when one is named', () => {
    expect([...doctorInputNames]).toEqual(['volume', 'name', 'ssh-key', 'ssh-known-hosts', 'ssh-strict'])
    expect(readDoctorInputs(variables({ volume: '/v' }))).toEqual({ volume: '/v', warnings: [] })
    expect(readDoctorInputs(variables({ volume: '/v', name: 'a/b' }))).toEqual({
      volume: '/v',
      name: 'a/b',
      warnings: []
    })
    expect(readDoctorInputs({ SNAPSHOT_VOLUME: '/all' }).volume).toBe('/all')
  })

  it('tells all mistakes at once, and of inputs that do not exist', () => {
    const env = { GITHUB_ACTIONS: 'true', ...variables({ volume: 'v', name: '..', volum: 'x' }) }
    expect(mistakesOf(() => readDoctorInputs(env))).toHaveLength(3)
    const other = { GITHUB_ACTIONS: 'true', ...variables({ volume: '/v', exclude: 'x' }) }
    expect(readDoctorInputs(other).warnings).toHaveLength(1)
  })
})
