// How a volume over ssh is reached: keys and known hosts as texts or files, and no key ever in a mistake.

import { describe, expect, it } from '@jest/globals'
import { InputFailure } from '../../src/core/failure.ts'
import { variableOf } from '../../src/inputs/input-reader.ts'
import { readListInputs } from '../../src/inputs/list.ts'

const read = (inputs: Readonly<Record<string, string>>): ReturnType<typeof readListInputs> =>
  readListInputs(
    Object.fromEntries(
      Object.entries({ volume: 'u@nas:/v', name: 'app', ...inputs }).map(([name, text]) => [variableOf(name), text])
    ),
    { run: {}, workspace: '/ws', tempDir: '/tmp', defaults: {} }
  )

const mistakes = (inputs: Readonly<Record<string, string>>): readonly string[] => {
  try {
    read(inputs)
  } catch (error) {
    if (error instanceof InputFailure) return error.mistakes
    throw error
  }
  throw new Error('a mistake was expected')
}

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----'
const host = 'nas ssh-ed25519 AAAAC3Nza'

describe('what is taken', () => {
  it('is strict, with the keys and hosts of the user, when nothing is said', () => {
    expect(read({}).ssh).toEqual({ strict: true })
  })

  it('is nothing for a volume of this machine', () => {
    expect(read({ volume: '/v', 'ssh-key': key })).not.toHaveProperty('ssh')
  })

  it('is a key as a text, whatever its line ends', () => {
    for (const text of [key, `${key}\n`, key.replaceAll('\n', '\r\n'), `  ${key}`])
      expect(read({ 'ssh-key': text }).ssh?.key).toEqual({ text: `${key}\n` })
  })

  it('is a key or known hosts as a file', () => {
    expect(read({ 'ssh-key': 'keys/id', 'ssh-known-hosts': '/etc/hosts of ours' }).ssh).toEqual({
      key: { file: '/ws/keys/id' },
      knownHosts: { file: '/etc/hosts of ours' },
      strict: true
    })
  })

  it('is known hosts as lines', () => {
    expect(read({ 'ssh-known-hosts': `# nas\n${host}\r\n`, 'ssh-strict': 'false' }).ssh).toEqual({
      knownHosts: { text: `# nas\n${host}\n` },
      strict: false
    })
  })
})

it.each([
  ['ssh-key', key.slice(0, -10), 'only a part of a private key'],
  ['ssh-key', 'ssh-ed25519 AAAAC3Nza me', 'is a public key'],
  ['ssh-key', key.replaceAll('\n', ' '), 'no private key'],
  ['ssh-key', 'c2VjcmV0\nc2VjcmV0', 'no private key'],
  ['ssh-known-hosts', `${host}\nnonsense`, 'has a line that is not'],
  ['ssh-strict', 'no', 'is neither true nor false']
])('%s: a mistake is told without its text', (name, text, why) => {
  const [mistake = ''] = mistakes({ [name]: text })
  expect(mistake).toContain(why)
  expect(mistake).not.toContain('c2VjcmV0')
})
