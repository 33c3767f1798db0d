// What is asked of a far machine before it has said what it is: each answer is the right one, and none is waited for in vain.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect } from '@jest/globals'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { type FarVolume, farVolume } from '../../src/adapters/ssh/far-volume.ts'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { longMs, nothing } from '../support/each-volume.ts'
import { fakeTools } from '../support/fake-tools.ts'
import { emptyTop, publish } from '../support/published.ts'
import { isRoot, itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type ServerOptions, type SshServer, startSshd } from '../support/sshd.ts'
import { plainEntries } from '../support/plain-entries.ts'

const parts = adapterParts()
const [old, newest] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
let scratch: string
let server: SshServer | undefined

beforeEach(async () => {
  scratch = scratchWith('volume')
  writeFileSync(join(scratch, 'volume/.snapshot-volume.json'), '{"format":1}\n')
  const series = localVolume(join(scratch, 'volume'), parts).series('a/b')
  const lock = await series.lock('us', 0, nothing)
  for (const id of [old, newest]) await publish(await series.begin(id), 'a/b', id)
  await lock.release()
}, longMs)
afterEach(() => {
  server?.stop()
  server = undefined
  rmSync(scratch, { recursive: true })
})
afterAll(() => parts.pool.close())

const at = (...names: readonly string[]): string => join(scratch, 'volume/a/b', ...names)

interface Reached {
  readonly connection: Connection
  readonly volume: FarVolume
}

async function reach(options: ServerOptions = {}, spares = 2): Promise<Reached> {
  server = await startSshd(options)
  const address = addressOf(server.address(join(scratch, 'volume')))
  if (address.kind === 'local') throw new Error('an address over ssh was expected')
  const access = { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true }
  const connection = await Connection.reach(address, access, { ...parts, tempDir: scratch, spares })
  const volume = farVolume('far', connection, () => isRoot, parts)
  volume.askAhead('a/b')
  return { connection, volume }
}

async function withAhead(work: (volume: FarVolume) => Promise<void>, ...how: Parameters<typeof reach>): Promise<void> {
  const { connection, volume } = await reach(...how)
  await connection.greeted()
  try {
    await work(volume)
  } finally {
    await connection.close()
  }
}

const itFar = itUnless(missingSshd())

itFar.each([
  ['two spare sessions', {}, 2],
  ['no spare session', {}, 0],
  ['a server that allows one session', { config: ['MaxSessions 1'] }, 2],
  ['a server that allows two sessions', { config: ['MaxSessions 2'] }, 2]
])(
  'volume, series and manifests are told as they are, with %s',
  async (_title, options, spares) => {
    await withAhead(
      async volume => {
        const series = volume.series('a/b')
        const state = await volume.state()
        expect(state).toMatchObject({ kind: 'directory', isWritable: true, marker: { state: 'present' } })
        expect((await series.list()).map(({ id }) => id)).toEqual([newest, old])
        expect(plainEntries(await series.manifest(newest))).toEqual([emptyTop])
        expect(plainEntries(await series.manifest(old))).toEqual([emptyTop])
        // Each answer is used once.
        rmSync(join(scratch, 'volume/.snapshot-volume.json'))
        expect(await volume.state()).toMatchObject({ marker: { state: 'absent' } })
      },
      options,
      spares
    )
  },
  longMs
)

itFar(
  'a newest manifest that is damaged is told of by whoever wants it',
  async () => {
    writeFileSync(at('.snapshots/manifests', `${newest}.mtree.gz`), 'no gzip')
    await withAhead(async volume => {
      const series = volume.series('a/b')
      await expect(series.manifest(newest)).rejects.toThrow('incorrect header check')
      expect(plainEntries(await series.manifest(old))).toEqual([emptyTop])
    })
  },
  longMs
)

itFar.each([
  [
    'no manifest',
    () => {
      rmSync(at('.snapshots/manifests', `${newest}.mtree.gz`))
    }
  ],
  [
    'a directory for a manifest',
    () => {
      rmSync(at('.snapshots/manifests', `${newest}.mtree.gz`))
      mkdirSync(at('.snapshots/manifests', `${newest}.mtree.gz`))
    }
  ]
])(
  'the newest snapshot has %s',
  async (_title, make) => {
    make()
    await withAhead(async volume => {
      await expect(volume.series('a/b').manifest(newest)).rejects.toThrow(/ENOENT|not a regular file/)
    })
  },
  longMs
)

itFar(
  'there is no such series yet',
  async () => {
    rmSync(join(scratch, 'volume/a'), { recursive: true })
    await withAhead(async volume => {
      expect(await volume.series('a/b').list()).toEqual([])
      await expect(volume.series('a/b').manifest(newest)).rejects.toThrow('ENOENT')
    })
  },
  longMs
)

itFar(
  'a machine that lacks a tool is told of, and nobody waits for what was asked of it',
  async () => {
    const path = fakeTools(join(scratch, 'tools'), { flock: 'echo BusyBox v1.35' })
    const { connection, volume } = await reach({ config: [`SetEnv PATH=${path}`] })
    const outcome = await Promise.allSettled([connection.greeted(), volume.state(), volume.series('a/b').list()])
    expect(outcome.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(String((outcome[0] as PromiseRejectedResult).reason)).toMatch('tools of util-linux')
  },
  longMs
)

itFar(
  'an account that prints something is refused, and so is all that was asked',
  async () => {
    const forced = `sh -c 'echo Welcome; eval "$SSH_ORIGINAL_COMMAND"'`
    const { connection, volume } = await reach({ keyOptions: `command="${forced.replaceAll('"', '\\"')}"` })
    const outcome = await Promise.allSettled([connection.greeted(), volume.state(), volume.series('a/b').list()])
    expect(outcome.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(String((outcome[0] as PromiseRejectedResult).reason)).toMatch('prints something at every login')
  },
  longMs
)
