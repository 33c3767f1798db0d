// The inputs of the list action: defaults, every value, and all mistakes at once.

import { expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { listInputNames } from '../../src/inputs/list-names.ts'
import { type ListInputsRead, readListInputs } from '../../src/inputs/list.ts'
import { context, type Given } from './given.ts'

const read = (inputs: Given, env: Given = {}): ListInputsRead => {
  const variables = Object.entries({ volume: '/mnt/vault', ...inputs }).map(([name, text]) => [variableOf(name), text])
  return readListInputs({ GITHUB_ACTIONS: 'true', ...(Object.fromEntries(variables) as Given), ...env }, context)
}

const mistakes = (inputs: Given): readonly string[] => {
  try {
    read(inputs)
  } catch (thrown) {
    if (thrown instanceof InputFailure) return thrown.mistakes
    throw thrown
  }
  return []
}

it('needs nothing but a volume', () => {
  expect(read({})).toEqual({
    volume: '/mnt/vault',
    name: 'acme/app/build/feature%2Fx',
    isDefaultName: true,
    measure: 'auto',
    html: false,
    summary: true,
    warnings: []
  })
})

it('reads every input', () => {
  const given = {
    volume: '/mnt/my vault',
    'ssh-key': 'id_ed25519',
    'ssh-known-hosts': 'hosts',
    'ssh-strict': 'true',
    name: 'acme/**',
    measure: 'true',
    html: 'true',
    summary: 'false',
    matrix: 'null'
  }
  expect(Object.keys(given).sort()).toEqual([...listInputNames].sort())
  expect(read(given)).toEqual({
    volume: '/mnt/my vault',
    name: 'acme/**',
    isDefaultName: false,
    measure: true,
    html: true,
    summary: false,
    warnings: []
  })
  expect(read({ measure: 'false' }).measure).toBe(false)
})

it('takes an empty text for an input that was left out, as an expression of nothing gives it', () => {
  const empty = Object.fromEntries(listInputNames.map(name => [name, '']))
  expect(read({ ...empty, volume: '/mnt/vault' })).toEqual(read({}))
})

it('takes the administrator’s volume', () => {
  expect(read({ volume: '' }, { SNAPSHOT_VOLUME: '/mnt/all' }).volume).toBe('/mnt/all')
})

it('tells all mistakes at once', () => {
  expect(mistakes({ volume: 'backups', name: '../x', measure: 'yes', summary: '1', mesure: 'true' })).toEqual([
    '"mesure" is not an input of this action; did you mean "measure"?',
    expect.stringMatching(/^volume: "backups" is relative/),
    expect.stringMatching(/^name: "\.\.\/x" has a part/),
    'measure: "yes" is not allowed: use one of auto, true, false',
    expect.stringMatching(/^summary: "1" is neither true nor false/)
  ])
})

it('warns of inputs that do not exist', () => {
  expect(read({ 'keep-last': '3' }).warnings).toEqual(['"keep-last" is not an input of this action and has no effect'])
})
