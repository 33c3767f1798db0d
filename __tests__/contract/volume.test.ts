// What every volume promises, wherever it is: the same tests over a directory of this machine and over the same behind a real sshd.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals'
import { Connection } from '../../src/adapters/ssh/connection.ts'
import { farVolume } from '../../src/adapters/ssh/far-volume.ts'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import type { LinkStep } from '../../src/core/link-step.ts'
import { addressOf } from '../../src/core/volume-address.ts'
import type { PartialTree } from '../../src/ports/partial-tree.ts'
import type { Lock, Series, Volume } from '../../src/ports/volume.ts'
import { adapterParts, scratchWith } from '../support/adapter-parts.ts'
import { emptyTop, publish } from '../support/published.ts'
import { isRoot, itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

const parts = adapterParts()
let server: SshServer | undefined

beforeAll(async () => {
  if (missingSshd() === undefined) server = await startSshd()
})
afterAll(async () => {
  server?.stop()
  await parts.pool.close()
})

const nothing = (): void => undefined
const bytePath = (name: string): BytePath => pathFromText(name)
const hostile = ["it's", '$(id)', '-n', 'a\nb', 'a\\b', ' ', 'é', '"', '*'].map(bytePath)
const [base, id] = ['2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z']
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const kinds = [
  { kind: 'on this machine', missing: undefined },
  { kind: 'over ssh', missing: missingSshd() }
]

describe.each(kinds)('a volume $kind', ({ kind, missing }) => {
  const it = itUnless(missing)
  const longMs = 120_000
  let scratch = ''
  let path = ''
  let volume: Volume
  let connection: Connection | undefined
  let series: Series
  const at = (...names: readonly string[]): string => join(path, 'a/b', ...names)

  const open = async (directory: string): Promise<Volume> => {
    if (kind === 'on this machine' || server === undefined) return localVolume(directory, parts)
    const address = addressOf(server.address(directory))
    if (address.kind === 'local') throw new Error('an address over ssh was expected')
    connection = await Connection.open(
      address,
      { key: { text: server.key }, knownHosts: { text: server.knownHosts }, strict: true },
      { processes: parts.processes, tempDir: scratch }
    )
    return farVolume(server.address(directory), connection, isRoot)
  }

  beforeEach(async () => {
    if (missing !== undefined) return
    scratch = scratchWith('volume')
    path = join(scratch, 'volume')
    volume = await open(path)
    series = volume.series('a/b')
  }, longMs)
  afterEach(async () => {
    await connection?.close()
    connection = undefined
    if (scratch !== '') rmSync(scratch, { recursive: true })
  }, longMs)

  const locked = async <T>(work: (lock: Lock) => Promise<T>): Promise<T> => {
    const lock = await series.lock('us', 0, nothing)
    try {
      return await work(lock)
    } finally {
      await lock.release()
    }
  }

  /** A snapshot with these files, written past the adapter. */
  const taken = async (files: Readonly<Record<string, string>>, snapshot = base): Promise<void> => {
    await locked(async () => {
      const partial = await series.begin(snapshot)
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(join(at('.snapshots/partial', snapshot), name, '..'), { recursive: true })
        writeFileSync(join(at('.snapshots/partial', snapshot), name), text)
      }
      await publish(partial, 'a/b', snapshot)
    })
  }

  const stepTo = (name: string, from = name): LinkStep => {
    const stat = lstatSync(at(base, from), { bigint: true })
    return {
      path: bytePath(name),
      tree: { series: 'a/b', id: base },
      from: bytePath(from),
      size: Number(stat.size),
      storedMtimeNs: stat.mtimeNs,
      ...(stat.isSymbolicLink() ? {} : { mode: Number(stat.mode & 0o7777n) })
    }
  }

  it(
    'tells what it is, and whether it is marked',
    async () => {
      expect(await volume.state()).toMatchObject({ kind: 'directory', isWritable: true, marker: { state: 'absent' } })
      await volume.mark('{"format":1}\n')
      expect(await volume.state()).toMatchObject({ marker: { state: 'present' } })
      writeFileSync(join(path, '.snapshot-volume.json'), 'nonsense')
      expect(await volume.state()).toMatchObject({ marker: { state: 'damaged' } })
      const { bytes, totalBytes } = await volume.free()
      expect(totalBytes).toBeGreaterThan(bytes)
      expect(await volume.probeLinks()).toEqual({
        hardLinks: { works: true },
        symlinks: { works: true },
        ...(isRoot && { owners: { works: true } })
      })
      expect(readdirSync(path)).toEqual(['.snapshot-volume.json'])
    },
    longMs
  )

  it(
    'finds its series, and enters no snapshot and no hidden directory',
    async () => {
      for (const name of ['x/y', 'x', '.hidden/z', `x/${base}/inside`])
        mkdirSync(join(path, name, '.snapshots'), { recursive: true })
      expect(await volume.seriesNames()).toEqual(['x', 'x/y'])
    },
    longMs
  )

  it(
    'is locked by one run at a time, wherever the other one is',
    async () => {
      const lock = await series.lock('the first', 0, nothing)
      const other = localVolume(path, parts).series('a/b')
      const waited: string[] = []
      await expect(other.lock('the second', 100, holder => waited.push(holder))).rejects.toThrow(/the first/)
      await expect(volume.series('a/b').lock('the third', 100, nothing)).rejects.toThrow(
        /still being written by the first/
      )
      expect(waited[0]).toContain('the first')
      await lock.release()
      await (await other.lock('the second', 5000, nothing)).release()
      await (await series.lock('again', 5000, nothing)).release()
    },
    longMs
  )

  it(
    'refuses to keep a series behind a symlink',
    async () => {
      mkdirSync(join(scratch, 'elsewhere'))
      symlinkSync(join(scratch, 'elsewhere'), join(path, 'a'))
      await expect(series.lock('us', 0, nothing)).rejects.toThrow(/not a directory of its own/)
      expect(readdirSync(join(scratch, 'elsewhere'))).toEqual([])
    },
    longMs
  )

  it(
    'publishes a tree whole, and lists it with its record, manifest and latest',
    async () => {
      expect(await series.list()).toEqual([])
      await taken({ 'sub/file': 'text' })
      const [listed] = await series.list()
      expect(listed).toMatchObject({ id: base, record: { id: base } })
      expect(await series.latest()).toEqual({ state: 'link', target: base })
      expect(readlinkSync(at('latest'))).toBe(base)
      expect((await series.manifest(base)).map(entry => entry.path)).toEqual(['.'])
      expect(await series.takenIds()).toContain(base)
      await expect(series.manifest(id)).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(taken({})).rejects.toThrow(/is there already|File exists|EEXIST/)
      expect(existsSync(at(base, 'sub/file'))).toBe(true)
    },
    longMs
  )

  it(
    'looks at, hashes and lists what has any name',
    async () => {
      await taken({})
      for (const name of hostile)
        writeFileSync(Buffer.concat([Buffer.from(`${at(base)}/`), Buffer.from(name, 'latin1')]), `of ${name}`)
      symlinkSync('somewhere\nelse', at(base, 'link'))
      execFileSync('touch', ['--no-dereference', '--date=@-1.25', at(base, 'link')])
      execFileSync('mkfifo', [at(base, 'fifo')])
      const tree = series.tree(base)
      const paths = [...hostile, ...['link', 'fifo', 'none', 'link/none'].map(bytePath)]
      const seen = await tree.inspect(paths)
      expect(seen.slice(0, hostile.length).map(one => one?.type)).toEqual(hostile.map(() => 'file'))
      expect(seen.slice(hostile.length)).toEqual([
        expect.objectContaining({ type: 'link', target: 'somewhere\nelse', mtimeNs: -1_250_000_000n }),
        expect.objectContaining({ type: 'other' }),
        undefined,
        undefined
      ])
      expect(seen[0]).toMatchObject((await localVolume(path, parts).series('a/b').tree(base).inspect(paths))[0] ?? {})
      const digests = await tree.hash(paths)
      expect(digests.slice(0, hostile.length)).toEqual(
        hostile.map(name =>
          createHash('sha256')
            .update(Buffer.from(`of ${name}`))
            .digest('hex')
        )
      )
      expect(digests.slice(hostile.length)).toEqual([undefined, undefined, undefined, undefined])
      const [names, none] = await tree.names(['.', 'link'].map(bytePath))
      expect([...(names ?? [])].sort()).toEqual([...hostile, bytePath('link'), bytePath('fifo')].sort())
      expect(none).toBeUndefined()
    },
    longMs
  )

  it(
    'makes links, also under other names, and refuses what was altered',
    async () => {
      await taken({ same: 'same', 'dir/moved': 'moved', altered: 'altered', gone: 'gone' })
      symlinkSync('same', at(base, 'sym'))
      const steps = [stepTo('same'), stepTo('dir/new', 'dir/moved'), stepTo('altered'), stepTo('gone'), stepTo('sym')]
      writeFileSync(at(base, 'altered'), 'ALTERED')
      chmodSync(at(base, 'altered'), 0o600)
      rmSync(at(base, 'gone'))
      await locked(async () => {
        const partial = await series.begin(id)
        await partial.makeDirectories([bytePath('dir')])
        const outcomes = await partial.link(steps, nothing)
        const ino = (name: string): bigint => lstatSync(at(base, name), { bigint: true }).ino
        expect(outcomes).toEqual([
          { linked: true, ino: ino('same') },
          { linked: true, ino: ino('dir/moved') },
          { linked: false, cause: 'altered', why: expect.any(String) as unknown as string },
          { linked: false, cause: 'altered', why: expect.any(String) as unknown as string },
          { linked: true, ino: ino('sym') }
        ])
        expect(readdirSync(partial.path).sort()).toEqual(['dir', 'same', 'sym'])
        const [twin] = await partial.link(
          [{ ...stepTo('twin', 'same'), tree: 'self', from: bytePath('same') }],
          nothing
        )
        expect(twin).toEqual({ linked: true, ino: ino('same') })
      })
    },
    longMs
  )

  it(
    'copies by rsync, and gives directories their attributes',
    async () => {
      const source = scratchWith('from/sub')
      writeFileSync(join(source, 'from', 'a b'), 'text')
      writeFileSync(join(source, "from/sub/it's"), 'more')
      await locked(async () => {
        const partial: PartialTree = await series.begin(id)
        await partial.makeDirectories([bytePath('sub')])
        const paths = ['a b', "sub/it's"].map(bytePath)
        const request = { root: bytePath(join(source, 'from')), paths, keepOwners: false, isSparse: false }
        const outcome = await partial.copy({ ...request, linkDest: [], extraArgs: [], totalBytes: 8 }, nothing)
        expect(outcome).toMatchObject({ status: 0, messages: [] })
        expect(await partial.hash(paths)).toEqual(['text', 'more'].map(sha256))
        await partial.seal([{ ...emptyTop, mode: 0o750, mtimeNs: -1_500_000_001n }])
        expect(lstatSync(partial.path, { bigint: true })).toMatchObject({ mode: 0o40750n, mtimeNs: -1_500_000_001n })
      })
      rmSync(source, { recursive: true })
    },
    longMs
  )

  it(
    'clears what a crash left, and removes no tree that is in its place',
    async () => {
      await taken({ kept: 'kept' })
      mkdirSync(at('.snapshots/partial', id, 'deep/read-only'), { recursive: true })
      linkSync(at(base, 'kept'), at('.snapshots/partial', id, 'deep/read-only/link'))
      chmodSync(at('.snapshots/partial', id, 'deep/read-only'), 0o555)
      writeFileSync(at('.snapshots/records', `${id}.json`), '{}')
      writeFileSync(at('.snapshots/records', `${base}.json.tmp`), '{}')
      await locked(async () => {
        expect(await series.clear()).toEqual({ begun: [id], left: [] })
      })
      expect(readdirSync(at('.snapshots/partial'))).toEqual([])
      expect(readdirSync(at('.snapshots/records'))).toEqual([`${base}.json`])
      expect(lstatSync(at(base, 'kept')).nlink).toBe(1)
    },
    longMs
  )

  it(
    'removes snapshots that nobody reads, and counts what they hold',
    async () => {
      await taken({ one: 'x' })
      await taken({ two: 'y' }, id)
      const inodes = await series.inodes(base)
      expect(inodes).toHaveLength(2)
      const reader = await series.read(base)
      await locked(async () => {
        expect(await series.isBeingRead(base)).toBe(true)
        expect(await series.isBeingRead(id)).toBe(false)
        expect(await series.trash([base])).toEqual({ trashed: [], beingRead: [base] })
        await reader.release()
        expect(await series.trash([base])).toEqual({ trashed: [base], beingRead: [] })
        expect((await series.list()).map(one => one.id)).toEqual([id])
        expect(await series.emptyTrash()).toEqual({ left: [], leftInodes: new Set() })
      })
      expect(readdirSync(at('.snapshots/trash'))).toEqual([])
      await expect(series.read(base)).rejects.toThrow(/not there any more/)
      const du = Number(execFileSync('du', ['-s', '--block-size=1', path]).toString().split('\t')[0])
      const own = await locked(() => series.bytesOnDisk())
      expect(du - own).toBeLessThan(64 * 1024)
      expect(own).toBeGreaterThan(0)
    },
    longMs
  )

  it(
    'remembers damage, tells lost trees, and finds the names of an inode',
    async () => {
      await taken({ one: 'x' })
      const { ino } = lstatSync(at(base, 'one'), { bigint: true })
      expect(await series.sharing(new Set([ino]))).toEqual([{ id: base, path: 'one', ino }])
      expect(await series.knownDamage()).toEqual({ damaged: [] })
      await locked(() => series.keepDamage([]))
      expect(await series.lost()).toEqual([])
      rmSync(at(base), { recursive: true })
      expect(await series.lost()).toEqual([{ id: base, isAdopted: false }])
      expect(await series.device()).toBe(String(lstatSync(path, { bigint: true }).dev))
    },
    longMs
  )

  // Only over ssh can a run lose its lock and live: what it holds there is another program's.
  const itOverSsh = kind === 'over ssh' ? it : undefined
  itOverSsh?.(
    'does not write once another run has had the lock',
    async () => {
      const lock = await series.lock('us', 0, nothing)
      try {
        writeFileSync(at('.snapshots/lock'), 'another run, which has ended\n')
        await expect(series.begin(id)).rejects.toThrow(/The lock of the series on .* was lost/)
        expect(existsSync(at('.snapshots/partial', id))).toBe(false)
      } finally {
        await lock.release()
      }
    },
    longMs
  )
})
