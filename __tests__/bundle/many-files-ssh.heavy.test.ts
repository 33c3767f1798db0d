// So many files over ssh that links, looks and restores go in several parts: every attribute is as it was built.

import { appendFileSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { entriesOf } from '../formats/real-tree.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { callCommand } from '../support/command-line.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

/** Two parts of links, and three of a restore. */
const many = 55_000
const perDirectory = 500

let scratch: string
let server: SshServer | undefined
beforeEach(() => {
  scratch = scratchWith('volume', 'build', 'temp')
  writeFileSync(join(scratch, 'volume/.snapshot-volume.json'), '{"format":1}\n')
})
afterEach(() => {
  server?.stop()
  rmSync(scratch, { recursive: true })
})

const directoryOf = (file: number): string => `d${Math.floor(file / perDirectory)}`
const nameOf = (file: number): string => join(directoryOf(file), `f${file}`)
const build = (...names: readonly string[]): string => join(scratch, 'build', ...names)

/** Directories with other times each, also after files came into them. */
function settle(seconds: number): void {
  for (let file = 0; file < many; file += perDirectory) {
    const time = seconds + file / perDirectory + 0.5
    utimesSync(build(directoryOf(file)), time, time)
  }
}

/** Without the top, and without the times of files: a link has that of what it is linked to. */
const all = (root: string): unknown =>
  entriesOf(pathFromText(root))
    .filter(({ path }) => path !== '.')
    .map(({ path, type, mode, sha256, mtimeNs }) => ({ path, type, mode, sha256, ...(type === 'dir' && { mtimeNs }) }))

async function call(command: string, ...more: readonly string[]): Promise<Record<string, unknown>> {
  if (server === undefined) throw new Error('there is no server')
  const [key, hosts] = [join(scratch, 'key'), join(scratch, 'hosts')]
  writeFileSync(key, server.key, { mode: 0o600 })
  writeFileSync(hosts, server.knownHosts)
  const reach = ['--volume', server.address(join(scratch, 'volume')), '--ssh-key', key, '--ssh-known-hosts', hosts]
  const { status, stdout, stderr } = await callCommand([command, ...more, ...reach, '--name', 's', '--json'])
  expect([status, stderr.match(/^error:.*/gm)]).toEqual([0, null])
  return JSON.parse(stdout) as Record<string, unknown>
}

const stored = (snapshotPath: unknown): string => new URL(String(snapshotPath)).pathname

itUnless(missingSshd())(
  'are stored, linked, verified and restored',
  async () => {
    server = await startSshd()
    for (let file = 0; file < many; file++) {
      if (file % perDirectory === 0) mkdirSync(build(directoryOf(file)))
      writeFileSync(build(nameOf(file)), `bytes of ${file}`)
    }
    settle(1000)
    const first = await call('save', build(), '--no-prune')
    expect(all(stored(first.snapshotPath))).toEqual(all(build()))

    // Tampered with, one in each part of the links; then all is built anew, with other bytes here and there.
    for (const file of [7, many - 7]) appendFileSync(join(stored(first.snapshotPath), nameOf(file)), 'tampered')
    const changed = [1, 30_000, many - 1]
    for (const file of changed) writeFileSync(build(nameOf(file)), `other bytes of ${file}`)
    for (let file = 0; file < many; file++) utimesSync(build(nameOf(file)), 2000, 2000)
    settle(3000)
    const next = await call('save', build(), '--no-prune')
    expect(all(stored(next.snapshotPath))).toEqual(all(build()))
    const copied = changed.length + 2
    expect(next.counts).toMatchObject({ files: many, filesCopied: copied, filesLinked: many - copied })
    expect(statSync(join(stored(next.snapshotPath), nameOf(8))).nlink).toBe(2)

    expect(await call('verify', '--snapshot', String(next.snapshot))).toMatchObject({ ok: true })
    const target = join(scratch, 'restored')
    await call('restore', '--path', target)
    expect(all(target)).toEqual(all(build()))
  },
  600_000
)
