// What ssh makes of our configuration, asked of ssh itself: what is meant for the volume's machine is not for the way to it.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { type PrivateFiles, privateFiles } from '../../src/adapters/ssh/private-files.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd } from '../support/sshd.ts'

const it = itUnless(missingSshd())
const address = { kind: 'ssh' as const, user: 'snapshots', host: 'nas.example.org', port: 2222, path: '/srv' }
let files: PrivateFiles
beforeEach(() => {
  files = privateFiles(scratchWith(), address, { key: { text: 'not looked at' }, strict: true })
})
afterEach(() => {
  files.remove()
})

/** Its settings for that host, one a line. */
const settingsFor = (...args: readonly string[]): string[] =>
  execFileSync('ssh', ['-G', '-F', files.config, ...args], { encoding: 'utf8' }).split('\n')

it('reaches the machine with our key and user, and shares one connection', () => {
  const settings = settingsFor('-M', '-N', address.host)
  expect(settings).toEqual(
    expect.arrayContaining([
      'user snapshots',
      'port 2222',
      'identitiesonly yes',
      `identityfile ${join(files.directory, 'key')}`,
      `controlpath ${join(files.directory, 'c')}`,
      'controlmaster true',
      'controlpersist no',
      'batchmode yes'
    ])
  )
})

it('leaves a jump host its own user and key, and shares no connection with it', () => {
  const settings = settingsFor('jump.example.org')
  const ours = [address.user, files.directory].filter(each =>
    settings.some(line => line.includes(each) && !line.startsWith('userknownhostsfile '))
  )
  expect(ours).toEqual([])
  expect(settings).toEqual(expect.arrayContaining(['controlmaster false', 'batchmode yes', 'port 22']))
})

it('asks what the user has set up only after that', () => {
  expect(readFileSync(files.config, 'utf8')).toMatch(/\nHost \*\n(?: {2}.*\n)+Include ~\/\.ssh\/config\n/)
})
