// Commands for another machine: whatever the values are and whichever login shell reads them, the script gets them byte for byte.

import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { farCommand } from '../../src/core/far-command.ts'
import { itUnless, missingTool } from '../support/skip-aloud.ts'

/** Any text that can be an argument. */
const value = fc.string({ unit: 'binary', maxLength: 40 }).map(text => text.replaceAll('\0', '').toWellFormed())

const show = 'printf \'%s\\0\' "$one" "$#" "$@"\n'

/** As sshd does it: the login shell is given the whole command. */
const run = (shell: string, command: string): string[] =>
  spawnSync(shell, ['-c', command], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1)

it('gives hostile values to the script as they are', () => {
  fc.assert(
    fc.property(value, fc.array(value, { maxLength: 4 }), (one, list) => {
      expect(run('sh', farCommand(show, { one, list: ['first', ...list] }))).toEqual([
        one,
        String(list.length + 1),
        'first',
        ...list
      ])
    }),
    { numRuns: 60 }
  )
})

const nasty = ["it's", '$(id)', '`id`', 'a\nb', '\\', "\\'", '!!', '%n', '~', '"', ' ', '*', '-rf', '']

describe.each([
  ['bash', 'bash'],
  ['fish', 'fish'],
  ['tcsh', 'tcsh']
])('with %s as the login shell', (shell, debian) => {
  itUnless(missingTool(shell, debian))('it is the same', () => {
    expect(run(shell, farCommand(show, { one: nasty.join(''), list: nasty }))).toEqual([
      nasty.join(''),
      String(nasty.length),
      ...nasty
    ])
  })
})

it('leaves further words of the command line to the script, as rsync adds them', () => {
  expect(run('sh', `${farCommand(show, { one: '1' })} --server -se.x . /a`)).toEqual([
    '1',
    '4',
    '--server',
    '-se.x',
    '.',
    '/a'
  ])
})

it('says everything in C and finds the programs of the system', () => {
  const [language, path] = run('sh', farCommand('printf \'%s\\0\' "$LC_ALL" "$PATH"\n', {}))
  expect(language).toBe('C')
  expect(path).toMatch(/:\/usr\/bin:/)
})

it('makes nothing that just anybody may write, also where the umask is 0', () => {
  const said = (umask: string): string =>
    run('sh', `umask ${umask}; ${farCommand('printf "%s\\0" "$(umask)"\n', {})}`)[0] ?? ''
  expect(['0', '022', '077'].map(said)).toEqual(['0002', '0022', '0077'])
})
