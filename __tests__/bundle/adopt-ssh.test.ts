// The built command line over ssh: the trees of another script on the machine of the volume become snapshots like all others.

import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { type Adoption, adoption, hostileNames, ids } from '../support/adoption.ts'
import { oldBackup, oldHistory, site } from '../support/old-script.ts'
import { repositoryRoot, runnerNode } from '../support/runner-environment.ts'
import { listing, snapshotsIn, troubleIn } from '../support/series-state.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'
import { contentDifferences } from '../support/trees.ts'
import { figure, output, succeeded } from '../support/volumes.ts'

const missing = missingSshd()
const itOverSsh = itUnless(missing)
const longMs = 600_000

let server: SshServer
beforeAll(async () => {
  if (missing === undefined) server = await startSshd()
})
afterAll(() => {
  if (missing === undefined) server.stop()
})

let here: Adoption
afterEach(() => {
  here.remove()
})

const series = "acme/it's $(x)/main"

/** As at a terminal, with the key as a file. */
function call(...args: readonly string[]): {
  readonly status: number | null
  readonly said: string
  readonly json: unknown
} {
  const [key, hosts] = [join(here.scratch, 'key'), join(here.scratch, 'hosts')]
  writeFileSync(key, server.key, { mode: 0o600 })
  writeFileSync(hosts, server.knownHosts)
  const reach = [
    '--volume',
    server.address(here.volume),
    '--name',
    series,
    '--ssh-key',
    key,
    '--ssh-known-hosts',
    hosts
  ]
  const { status, stdout, stderr } = spawnSync(
    runnerNode(),
    [join(repositoryRoot, 'dist/cli/index.js'), ...args, ...reach, '--json'],
    { cwd: here.workspace, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: here.scratch } }
  )
  return { status, said: stderr, json: stdout === '' ? undefined : JSON.parse(stdout) }
}

itOverSsh(
  'are adopted, listed, verified, restored and linked against',
  async () => {
    here = adoption(server)
    const { old, source, volume, workspace } = here
    oldHistory(source, old, 2)
    for (const name of hostileNames)
      writeFileSync(Buffer.concat([Buffer.from(`${source}/`), Buffer.from(name)]), `of ${name.toString()}`)
    oldBackup(source, old, '2024-01-12_12:00:00')
    const before = ['10', '11', '12'].map(day => listing(join(old, `2024-01-${day}_12:00:00`)))

    const foreseen = call('adopt', old, '--utc', '--dry-run')
    expect([foreseen.status, foreseen.json]).toEqual([0, expect.objectContaining({ status: 'dry-run' })])
    const adopted = call('adopt', old, '--utc')
    expect([adopted.status, adopted.json]).toEqual([0, expect.objectContaining({ status: 'adopted', latest: ids[2] })])
    const at = join(volume, series)
    expect(ids.slice(0, 3).map(id => listing(join(at, id)))).toEqual(before)
    expect([troubleIn(at), readdirSync(old)]).toEqual([[], ['latest']])
    expect(adopted.said).toContain('latest leads nowhere now')

    expect(call('list')).toMatchObject({
      status: 0,
      json: { snapshots: [ids[2], ids[1], ids[0]].map(id => ({ id, tags: ['adopted'], status: 'complete' })) }
    })
    expect(call('verify', '--snapshot', 'all')).toMatchObject({ status: 0, json: { ok: true } })
    expect(call('restore', '--path', 'restored')).toMatchObject({ status: 0 })
    expect(contentDifferences(source, join(workspace, 'restored'))).toBe('')

    site(source, 1)
    const next = succeeded(await here.run({ ...here.reach(), name: series }))
    expect(output(next, 'base')).toBe(ids[2])
    expect(figure(next, 'files-copied')).toBeLessThan(3)
    expect(snapshotsIn(at)).toHaveLength(4)
    expect(troubleIn(at)).toEqual([])
    expect(readdirSync(workspace).sort()).toEqual(['build', 'restored'])
  },
  longMs
)

itOverSsh('refuse what would be found from here', () => {
  here = adoption(server)
  const { status, json } = call('adopt', 'old')
  expect([status, JSON.stringify(json)]).toEqual([2, expect.stringContaining('on the machine of the volume')])
})

itOverSsh(
  'are dated in the time zone of their machine',
  async () => {
    const [far, unknown] = await Promise.all(
      ['Asia/Tokyo', 'XYZ-3'].map(zone => startSshd({ config: [`SetEnv TZ=${zone}`] }))
    )
    try {
      here = adoption(far)
      oldHistory(here.source, here.old, 1)
      expect((await here.adopt({ utc: 'false' })).told.failure).toBeUndefined()
      expect(snapshotsIn(here.series)).toEqual(['2024-01-10T03-00-00Z'])
      here.remove()

      here = adoption(unknown)
      oldHistory(here.source, here.old, 1)
      await expect(here.adopt({ utc: 'false' })).rejects.toThrow(/is not known by its name \("XYZ-3"\)\. Give "utc"/)
      expect((await here.adopt()).told.failure).toBeUndefined()
      expect(snapshotsIn(here.series)).toEqual([ids[0]])
    } finally {
      far?.stop()
      unknown?.stop()
    }
  },
  longMs
)
