// The restricted key of docs/ssh.md, as it stands there, with a real sshd: it suffices for every command, and for nothing else.

import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { callCommand } from '../support/command-line.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'
import { contentDifferences } from '../support/trees.ts'
import { type Stand, stand } from '../support/volumes.ts'
import { scratchWith } from '../support/adapter-parts.ts'

const missing = missingSshd()
const itOverSsh = itUnless(missing)
const longMs = 600_000
const installed = '/usr/local/bin/snapshots-only'

/** Blocks of the page, by their language. */
function blocksOf(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, is, text = '']) =>
    is === language ? [text] : []
  )
}

let scratch: string
let server: SshServer
let here: Stand
beforeAll(async () => {
  if (missing !== undefined) return
  scratch = scratchWith('forced')
  const page = readFileSync(join(repositoryRoot, 'docs/ssh.md'), 'utf8')
  const script = blocksOf(page, 'sh').find(text => text.includes(installed)) ?? ''
  const line = blocksOf(page, 'text').find(text => text.includes(installed)) ?? ''
  expect(script).toMatch(/^#!\/bin\/sh\n/)
  const options = /^(\S+) ssh-ed25519 /.exec(line)?.[1]
  expect(options).toBe(`restrict,command="${installed}"`)
  const file = join(scratch, 'snapshots-only')
  writeFileSync(file, script)
  chmodSync(file, 0o755)
  server = await startSshd({
    keyOptions: options?.replace(installed, file) ?? '',
    config: ['Subsystem sftp internal-sftp']
  })
}, longMs)
afterEach(() => {
  here.remove()
})
afterAll(() => {
  if (missing !== undefined) return
  server.stop()
  rmSync(scratch, { recursive: true })
})

const keyFiles = (): readonly [key: string, hosts: string] => {
  const [key, hosts] = [join(here.scratch, 'key'), join(here.scratch, 'hosts')]
  writeFileSync(key, server.key, { mode: 0o600 })
  writeFileSync(hosts, server.knownHosts)
  return [key, hosts]
}

itOverSsh(
  'suffices for every command',
  async () => {
    here = stand()
    const build = join(here.workspace, 'build')
    mkdirSync(join(build, 'sub'), { recursive: true })
    for (const name of ['a', 'sub/b', 'sub/c']) writeFileSync(join(build, name), name)
    const [key, hosts] = keyFiles()
    const reach = ['--volume', server.address(here.volume), '--ssh-key', key, '--ssh-known-hosts', hosts]
    const call = async (...args: readonly string[]): Promise<void> => {
      const { status, stderr, stdout } = await callCommand([...args, ...reach, '--name', 'a/b'], {
        cwd: here.workspace
      })
      expect({ args, status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ args, status: 0, said: '' })
    }
    await call('save', 'build')
    writeFileSync(join(build, 'a'), 'changed')
    await call('save', 'build', '--jobs', '2')
    await call('verify', '--snapshot', 'all')
    await call('list')
    await call('restore', '--path', 'restored')
    expect(contentDifferences(build, join(here.workspace, 'restored'))).toBe('')
    await call('prune', '--keep-last', '1')
    await call('doctor')
    const old = join(here.scratch, 'old')
    mkdirSync(join(old, '2024-01-10/sub'), { recursive: true })
    writeFileSync(join(old, '2024-01-10/sub/f'), 'f')
    await call('adopt', old)
    expect(readdirSync(join(here.volume, 'a/b'))).toContain('2024-01-10T00-00-00Z')
  },
  longMs
)

itOverSsh(
  'refuses everything else',
  () => {
    here = stand()
    const [key, hosts] = keyFiles()
    const options = ['-F', 'none', '-i', key, '-o', `UserKnownHostsFile=${hosts}`, '-o', 'BatchMode=yes']
    const at = `${server.user}@127.0.0.1`
    const port = String(server.port)
    const file = join(here.scratch, 'file')
    writeFileSync(file, 'text')
    const calls: readonly (readonly [program: string, args: readonly string[]])[] = [
      ['ssh', [...options, '-p', port, at, 'id']],
      ['ssh', [...options, '-p', port, at]],
      ['ssh', [...options, '-p', port, at, "exec sh -c 'eval id'"]],
      ['ssh', [...options, '-p', port, at, 'rsync --server -logDtpre.iLsfxCIvu . /tmp']],
      ['scp', [...options, '-P', port, file, `${at}:${join(here.scratch, 'copied')}`]],
      ['sftp', [...options, '-P', port, '-b', '/dev/null', at]]
    ]
    for (const [program, args] of calls) {
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', input: '', timeout: 60_000 })
      expect({ args, isRefused: status !== 0 && status !== null, stdout }).toEqual({
        args,
        isRefused: true,
        stdout: ''
      })
      // scp and sftp do not show what was said there.
      if (program === 'ssh') expect(stderr).toContain('This key is for snapshots alone.')
    }
    expect(existsSync(join(here.scratch, 'copied'))).toBe(false)
    const forward = [...options, '-p', port, '-o', 'ExitOnForwardFailure=yes', '-N', '-R', '0:127.0.0.1:1', at]
    expect(spawnSync('ssh', forward, { encoding: 'utf8', timeout: 60_000 }).status).toBe(255)
  },
  longMs
)
