// What every volume and series promises, wherever it is: state, lock, publishing, removal, memory.

import { execFileSync } from 'node:child_process'
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
import { expect } from '@jest/globals'
import { localVolume } from '../../src/adapters/volume/local-volume.ts'
import { base, eachVolume, id, longMs, nothing } from '../support/each-volume.ts'
import { isRoot } from '../support/skip-aloud.ts'

eachVolume((here, it, kind) => {
  it(
    'tells what it is, and whether it is marked',
    async () => {
      expect(await here.volume.state()).toMatchObject({
        kind: 'directory',
        isWritable: true,
        marker: { state: 'absent' }
      })
      await here.volume.mark('{"format":1}\n')
      expect(await here.volume.state()).toMatchObject({ marker: { state: 'present' } })
      writeFileSync(join(here.path, '.snapshot-volume.json'), 'nonsense')
      expect(await here.volume.state()).toMatchObject({ marker: { state: 'damaged' } })
      const { bytes, totalBytes } = await here.volume.free()
      expect(totalBytes).toBeGreaterThan(bytes)
      expect(await here.volume.probeLinks()).toEqual({
        hardLinks: { works: true },
        symlinks: { works: true },
        ...(isRoot && { owners: { works: true } })
      })
      expect(readdirSync(here.path)).toEqual(['.snapshot-volume.json'])
    },
    longMs
  )

  it(
    'finds its series, and enters no snapshot and no hidden directory',
    async () => {
      for (const name of ['x/y', 'x', '.hidden/z', `x/${base}/inside`])
        mkdirSync(join(here.path, name, '.snapshots'), { recursive: true })
      expect(await here.volume.seriesNames()).toEqual(['x', 'x/y'])
    },
    longMs
  )

  it(
    'is locked by one run at a time, wherever the other one is',
    async () => {
      const lock = await here.series.lock('the first', 0, nothing)
      const other = localVolume(here.path, here.parts).series('a/b')
      const waited: string[] = []
      await expect(other.lock('the second', 100, holder => waited.push(holder))).rejects.toThrow(/the first/)
      await expect(here.volume.series('a/b').lock('the third', 100, nothing)).rejects.toThrow(
        /still being written by the first/
      )
      expect(waited[0]).toContain('the first')
      await lock.release()
      await (await other.lock('the second', 5000, nothing)).release()
      await (await here.series.lock('again', 5000, nothing)).release()
    },
    longMs
  )

  it(
    'refuses to keep a series behind a symlink',
    async () => {
      mkdirSync(join(here.scratch, 'elsewhere'))
      symlinkSync(join(here.scratch, 'elsewhere'), join(here.path, 'a'))
      await expect(here.series.lock('us', 0, nothing)).rejects.toThrow(/not a directory of its own/)
      expect(readdirSync(join(here.scratch, 'elsewhere'))).toEqual([])
    },
    longMs
  )

  it(
    'publishes a tree whole, and lists it with its record, manifest and latest',
    async () => {
      expect(await here.series.list()).toEqual([])
      await here.taken({ 'sub/file': 'text' })
      const [listed] = await here.series.list()
      expect(listed).toMatchObject({ id: base, record: { id: base } })
      expect(await here.series.latest()).toEqual({ state: 'link', target: base })
      expect(readlinkSync(here.at('latest'))).toBe(base)
      expect(Array.from(await here.series.manifest(base), entry => entry.path)).toEqual(['.'])
      expect(await here.series.takenIds()).toContain(base)
      await expect(here.series.manifest(id)).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(here.taken({})).rejects.toThrow(/is there already|File exists|EEXIST/)
      expect(existsSync(here.at(base, 'sub/file'))).toBe(true)
    },
    longMs
  )

  it(
    'clears what a crash left, and removes no tree that is in its place',
    async () => {
      await here.taken({ kept: 'kept' })
      mkdirSync(here.at('.snapshots/partial', id, 'deep/read-only'), { recursive: true })
      linkSync(here.at(base, 'kept'), here.at('.snapshots/partial', id, 'deep/read-only/link'))
      chmodSync(here.at('.snapshots/partial', id, 'deep/read-only'), 0o555)
      writeFileSync(here.at('.snapshots/records', `${id}.json`), '{}')
      writeFileSync(here.at('.snapshots/records', `${base}.json.tmp`), '{}')
      await here.locked(async () => {
        expect(await here.series.clear()).toEqual({ begun: [id], left: [] })
      })
      expect(readdirSync(here.at('.snapshots/partial'))).toEqual([])
      expect(readdirSync(here.at('.snapshots/records'))).toEqual([`${base}.json`])
      expect(lstatSync(here.at(base, 'kept')).nlink).toBe(1)
    },
    longMs
  )

  it(
    'removes snapshots that nobody reads, and counts what they hold',
    async () => {
      await here.taken({ one: 'x' })
      await here.taken({ two: 'y' }, id)
      const [first, again, other] = await here.series.inodes([base, base, id])
      expect(first).toHaveLength(2)
      expect(again).toEqual(first)
      expect(other).not.toEqual(first)
      expect(await here.series.inodes([])).toEqual([])
      await expect(here.series.inodes([base, '2001-01-01T00-00-00Z'])).rejects.toThrow(/could not be looked through/)
      const reader = await here.series.read(base)
      await here.locked(async () => {
        expect(await here.series.isBeingRead(base)).toBe(true)
        expect(await here.series.isBeingRead(id)).toBe(false)
        expect(await here.series.trash([base])).toEqual({ trashed: [], beingRead: [base] })
        await reader.release()
        expect(await here.series.trash([base])).toEqual({ trashed: [base], beingRead: [] })
        expect((await here.series.list()).map(one => one.id)).toEqual([id])
        expect(await here.series.emptyTrash()).toEqual({ left: [], leftInodes: new Set() })
      })
      expect(readdirSync(here.at('.snapshots/trash'))).toEqual([])
      await expect(here.series.read(base)).rejects.toThrow(/not there any more/)
      const du = Number(execFileSync('du', ['-s', '--block-size=1', here.path]).toString().split('\t')[0])
      const own = await here.locked(() => here.series.bytesOnDisk())
      expect(du - own).toBeLessThan(64 * 1024)
      expect(own).toBeGreaterThan(0)
    },
    longMs
  )

  it(
    'remembers damage, tells lost trees, and finds the names of an inode',
    async () => {
      await here.taken({ one: 'x' })
      const { ino } = lstatSync(here.at(base, 'one'), { bigint: true })
      expect(await here.series.sharing(new Set([ino]))).toEqual([{ id: base, path: 'one', ino }])
      expect(await here.series.knownDamage()).toEqual({ damaged: [] })
      await here.locked(() => here.series.keepDamage([]))
      expect(await here.series.lost()).toEqual([])
      rmSync(here.at(base), { recursive: true })
      expect(await here.series.lost()).toEqual([{ id: base, isAdopted: false }])
      expect(await here.series.device()).toBe(String(lstatSync(here.path, { bigint: true }).dev))
    },
    longMs
  )

  // Only over ssh can a run lose its lock and live: what it holds there is another program's.
  const itOverSsh = kind === 'over ssh' ? it : undefined
  itOverSsh?.(
    'does not write once another run has had the lock',
    async () => {
      const lock = await here.series.lock('us', 0, nothing)
      try {
        writeFileSync(here.at('.snapshots/lock'), 'another run, which has ended\n')
        await expect(here.series.begin(id)).rejects.toThrow(/The lock of the series on .* was lost/)
        expect(existsSync(here.at('.snapshots/partial', id))).toBe(false)
      } finally {
        await lock.release()
      }
    },
    longMs
  )
})
