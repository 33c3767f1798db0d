// Addresses of volumes over ssh: what is understood, and how each other text is refused.

import { describe, expect, it } from '@jest/globals'
import { copyByHand } from '../../src/core/report/by-hand.ts'
import { addressOf, hostText, isRemote, readSshAddress, sshCall } from '../../src/core/volume-address.ts'

describe('what is understood', () => {
  it.each([
    ['ssh://backup@nas/srv/vault', { user: 'backup', host: 'nas', path: '/srv/vault' }],
    ['ssh://backup@nas:2222/srv/vault/', { user: 'backup', host: 'nas', port: 2222, path: '/srv/vault' }],
    ['ssh://nas//srv///a b', { host: 'nas', path: '/srv/a b' }],
    ['ssh://u@[fe80::1%eth0]:22/v', { user: 'u', host: 'fe80::1%eth0', port: 22, path: '/v' }],
    ['backup@nas.example.org:/srv', { user: 'backup', host: 'nas.example.org', path: '/srv' }],
    ["nas:/srv/it's $(x)", { host: 'nas', path: "/srv/it's $(x)" }],
    ['u@[::1]:/v', { user: 'u', host: '::1', path: '/v' }]
  ])('%s', (text, address) => {
    expect(isRemote(text)).toBe(true)
    expect(readSshAddress(text)).toEqual({ ok: true, address: { kind: 'ssh', ...address } })
  })

  it('a path of this machine is none', () => {
    expect(addressOf('/mnt/a:b')).toEqual({ kind: 'local', path: '/mnt/a:b' })
  })
})

describe('what is refused', () => {
  it.each([
    ['ssh://nas', 'absolute path'],
    ['nas:vault', 'absolute path'],
    ['nas:~/vault', 'absolute path'],
    ['nas:/', 'whole machine'],
    ['ssh://nas/..', '".."'],
    ['nas:/srv/../etc', '".."'],
    ['ssh://u:secret@nas/v', 'password'],
    ['ssh://nas:0/v', 'port'],
    ['ssh://nas:70000/v', 'port'],
    ['ssh://nas:x/v', 'port'],
    ['ssh://-oProxyCommand=id/v', 'host'],
    ['-oProxyCommand=id:/v', 'host'],
    ['ssh://-l@nas/v', 'user'],
    ['u;id@nas:/v', 'user'],
    ['na$s:/v', 'host'],
    ['nas::module', 'daemon'],
    ['rsync://nas/module', 'rsync://'],
    ['https://nas/v', 'https://'],
    ['ssh://nas/a\nb', 'control']
  ])('%s', (text, why) => {
    const read = readSshAddress(text)
    expect(read.ok ? 'it was understood' : read.why).toContain(why)
  })
})

it('is told to people as an account, and as what they would type', () => {
  const address = { kind: 'ssh', user: 'u', host: 'nas', port: 2222, path: '/v' } as const
  expect(hostText(address)).toBe('u@nas (port 2222)')
  expect(sshCall(address)).toBe('ssh -p 2222 u@nas')
})

it.each([
  ['/mnt/a b/x', "rsync -a -- '/mnt/a b/x/' restored/"],
  ['ssh://u@nas:2222/v/x', "rsync -a -s -e 'ssh -p 2222' -- 'u@nas:/v/x/' restored/"],
  ['u@[::1]:/v/x', "rsync -a -s -- 'u@[::1]:/v/x/' restored/"]
])('a snapshot at %s is copied by hand with a line to paste', (path, command) => {
  expect(copyByHand(path).command).toBe(command)
})
