// The built bundle with its volume behind a real sshd: what a local volume does, in the same words and with the same files.

import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { callCommand } from '../support/command-line.ts'
import { repositoryRoot } from '../support/runner-environment.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'
import { contentDifferences } from '../support/trees.ts'
import { figure, idsIn, output, type Stand, stand, succeeded } from '../support/volumes.ts'

const itOverSsh = itUnless(missingSshd())
const longMs = 600_000

let server: SshServer
beforeAll(async () => {
  if (missingSshd() === undefined) server = await startSshd()
})
afterAll(() => {
  if (missingSshd() === undefined) server.stop()
})

let here: Stand
afterEach(() => {
  here.remove()
})

/** Names that are data to every shell on the way. */
const hostile = [
  "it's",
  '$(touch pwned)',
  '`id`',
  '-rf',
  'new\nline',
  'a\\nb',
  '"',
  ' ',
  '*',
  'é',
  '~',
  '!x',
  'a;b|c&d'
]
const series = "acme/widgets/it's $(x)/main"

function makeBuild(): string {
  const build = join(here.workspace, 'build')
  mkdirSync(join(build, 'sub', 'deep'), { recursive: true })
  for (const name of hostile) writeFileSync(join(build, 'sub', name), `content of ${name}`)
  for (let i = 0; i < 10; i++) writeFileSync(join(build, 'sub/deep', `file ${i}`), `number ${i}`)
  symlinkSync('sub/deep', join(build, 'link'))
  chmodSync(join(build, 'sub/deep/file 3'), 0o700)
  return build
}

/** As a build renews them. */
function renewTimes(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) renewTimes(path)
    else if (entry.isFile()) utimesSync(path, new Date(), new Date())
  }
}

const action = (name: string): string => join(repositoryRoot, name)

itOverSsh(
  'takes snapshots, links what is the same, restores, verifies, lists and prunes',
  async () => {
    here = stand()
    const build = makeBuild()
    const reach = { ...server.inputs(here.volume), name: series }
    const first = succeeded(await here.run(reach))
    expect(figure(first, 'files-copied')).toBe(hostile.length + 10)
    expect(first.log).not.toContain('PRIVATE KEY')
    const at = join(here.volume, series)
    const firstTree = join(at, output(first, 'snapshot'))
    expect(contentDifferences(build, firstTree)).toBe('')

    renewTimes(build)
    writeFileSync(join(build, 'sub/deep/file 1'), 'another')
    renameSync(join(build, 'sub/deep/file 2'), join(build, 'sub/moved'))
    writeFileSync(join(build, 'twin'), 'number 4')
    chmodSync(join(build, 'sub/deep/file 5'), 0o600)
    const second = succeeded(await here.run(reach))
    expect(second.outputs).toMatchObject({
      base: output(first, 'snapshot'),
      'files-linked': String(hostile.length + 9),
      'files-copied': '2',
      'files-moved': '1',
      'files-added': '1',
      'files-changed': '2'
    })
    expect(output(second, 'snapshot-path')).toBe(
      `${server.address(here.volume)}/${series}/${output(second, 'snapshot')}`
    )
    const secondTree = join(at, output(second, 'snapshot'))
    expect(contentDifferences(build, secondTree)).toBe('')
    const inode = (tree: string, name: string): number => lstatSync(join(tree, name)).ino
    expect(inode(secondTree, 'sub/new\nline')).toBe(inode(firstTree, 'sub/new\nline'))
    expect(inode(secondTree, 'sub/moved')).toBe(inode(firstTree, 'sub/deep/file 2'))
    expect(inode(secondTree, 'twin')).toBe(inode(firstTree, 'sub/deep/file 4'))

    const verified = succeeded(
      await here.run({ ...server.inputs(here.volume), name: series, snapshot: 'all' }, { action: action('verify') })
    )
    expect(verified.outputs).toMatchObject({ ok: 'true', 'snapshots-checked': '2' })

    const restored = succeeded(await here.run({ ...reach, path: 'restored' }, { action: action('restore') }))
    expect(restored.outputs).toMatchObject({ restored: 'true', verified: 'true' })
    expect(contentDifferences(build, join(here.workspace, 'restored'))).toBe('')

    const listed = succeeded(await here.run(reach, { action: action('list') }))
    expect(output(listed, 'count')).toBe('2')

    const pruned = succeeded(await here.run({ ...reach, 'keep-last': '1' }, { action: action('prune') }))
    expect(output(pruned, 'pruned-ids')).toContain(output(first, 'snapshot'))
    expect(idsIn(at)).toEqual([output(second, 'snapshot')])
    expect(contentDifferences(build, secondTree)).toBe('')
    expect(readdirSync(join(at, '.snapshots/trash'))).toEqual([])
    expect(readdirSync(here.tempDir).filter(name => name.startsWith('snapshot-ssh-'))).toEqual([])
    expect(readdirSync(here.workspace)).not.toContain('pwned')
  },
  longMs
)

itOverSsh(
  'is the same series as from the machine itself, and links across',
  async () => {
    here = stand()
    makeBuild()
    const first = succeeded(await here.run())
    const second = succeeded(await here.run(server.inputs(here.volume)))
    expect(output(second, 'base')).toBe(output(first, 'snapshot'))
    expect(figure(second, 'files-copied')).toBe(0)
    const third = succeeded(await here.run())
    expect(output(third, 'base')).toBe(output(second, 'snapshot'))
    expect(figure(third, 'files-copied')).toBe(0)
    expect(output(third, 'digest')).toBe(output(first, 'digest'))
  },
  longMs
)

itOverSsh(
  'stores anew what was altered in the base, and leaves every time as it was in the source',
  async () => {
    here = stand()
    const build = makeBuild()
    const reach = { ...server.inputs(here.volume), name: series }
    const first = join(here.volume, series, output(succeeded(await here.run(reach)), 'snapshot'))
    writeFileSync(join(first, 'sub/deep/file 1'), 'altered by hand')
    rmSync(join(first, 'link'))
    rmSync(join(first, 'sub/deep/file 7'))
    const run = succeeded(await here.run(reach))
    expect(figure(run, 'files-copied')).toBe(2)
    expect(run.log).toContain('2 files could not be linked, because the base no longer holds what was stored')
    const tree = join(here.volume, series, output(run, 'snapshot'))
    expect(contentDifferences(build, tree)).toBe('')
    for (const path of ['.', 'sub', 'sub/deep', 'sub/deep/file 1', 'link'])
      expect(lstatSync(join(tree, path), { bigint: true }).mtimeNs).toBe(
        lstatSync(join(build, path), { bigint: true }).mtimeNs
      )
    expect(readFileSync(join(first, 'sub/deep/file 1'), 'utf8')).toBe('altered by hand')
  },
  longMs
)

itOverSsh(
  'asks no other machine for anything where a stranger may have started the run',
  async () => {
    here = stand()
    makeBuild()
    const stopped = await startSshd()
    stopped.stop()
    const run = succeeded(await here.run(stopped.inputs(here.volume), { env: { ACTIONS_CACHE_MODE: 'read' } }))
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    expect(run.log).not.toContain('refuses the connection')
  },
  longMs
)

itOverSsh(
  'works at a terminal, with the key as a file, and doctor finds all well',
  async () => {
    here = stand()
    makeBuild()
    const [key, hosts] = ['key', 'hosts'].map(name => join(here.scratch, name)) as [string, string]
    writeFileSync(key, server.key, { mode: 0o600 })
    writeFileSync(hosts, server.knownHosts)
    const reach = ['--volume', server.address(here.volume), '--ssh-key', key, '--ssh-known-hosts', hosts]
    const call = (...args: readonly string[]): ReturnType<typeof callCommand> =>
      callCommand([...args, ...reach], { cwd: here.workspace })
    expect(await call('save', 'build', '--name', 'a/b')).toMatchObject({ status: 0 })
    const listed = await call('list', '--name', 'a/b', '--json')
    expect(JSON.parse(listed.stdout)).toMatchObject({ series: ['a/b'], snapshots: [{ files: 23 }] })
    const doctor = await call('doctor', '--name', 'a/b')
    expect(doctor.stdout).toMatch(/rsync there/)
    expect(doctor).toMatchObject({ status: 0 })
    expect(readFileSync(key, 'utf8')).toBe(server.key)
    rmSync(join(here.volume, 'a/b'), { recursive: true })
  },
  longMs
)
