// What becomes of an old tree, wherever it is: a snapshot by one rename under the lock, or what it was, where it was.

import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect } from '@jest/globals'
import { KnownInodes, recordOfAdopted, sharedWith, spreadContents, withStoredTop } from '../../src/core/adopted-tree.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { decodeRecord } from '../../src/core/record-text.ts'
import type { OldDirectory } from '../../src/ports/adoption.ts'
import { hostileNames } from '../support/adoption.ts'
import { bytePath, eachVolume, longMs, nothing } from '../support/each-volume.ts'
import { missingTmpfs, mountTmpfs } from '../support/loop-image.ts'
import { emptyTop, recordOf } from '../support/published.ts'
import { listing, listingWithoutTimes, troubleWith } from '../support/series-state.ts'
import { isRoot, itUnless } from '../support/skip-aloud.ts'
import { missingSshd } from '../support/sshd.ts'

const [name, id] = ['2024-01-10', '2024-01-10T00-00-00Z']

const isBelowTop = (line: string): boolean => !line.startsWith(' ')
const modeOf = (path: string): string => (lstatSync(path).mode & 0o7777).toString(8)

eachVolume((here, it, kind) => {
  let old: OldDirectory
  let path: string
  const tree = (...names: readonly string[]): string => join(path, name, ...names)
  beforeEach(() => {
    path = join(here.scratch, "old it's $(x)")
    mkdirSync(tree(), { recursive: true })
    mkdirSync(here.path, { recursive: true })
    old = here.old(path)
  })

  /** As the action does it. `between`: once it was read. */
  const take = async (directory = old, tree = name, between = (): void => undefined): Promise<void> => {
    const found = await directory.read(bytePath(tree), nothing)
    const files = found.entries.flatMap(entry => (entry.type === 'file' ? [entry.path] : []))
    const read = await directory.hash(bytePath(tree), files, nothing)
    const entries = withStoredTop(spreadContents(found.entries, read))
    const record = recordOfAdopted({
      ...{ id, series: 'a/b', moment: new Date('2024-01-10T00:00:00Z'), program: 'test', entries },
      ...{ shared: sharedWith(entries, new KnownInodes(), undefined), ownersKept: isRoot }
    })
    const topMode = entries[0]?.sourceMode === undefined ? undefined : entries[0].mode
    between()
    await directory.take(bytePath(tree), record, encodeManifest({ id, series: 'a/b' }, entries), topMode)
  }
  const taken = (): string[] => readdirSync(here.at('.snapshots/records'))

  it(
    'does not follow a symlink that took the place of a tree',
    async () => {
      writeFileSync(join(here.scratch, 'secret'), 'x')
      renameSync(tree(), join(here.scratch, 'away'))
      symlinkSync(here.scratch, tree())
      const found = await old.read(bytePath(name), nothing)
      expect(found.entries.some(entry => entry.path.includes('secret'))).toBe(false)
      expect(found.entries.filter(({ type }) => type === 'dir')).toEqual([])
    },
    longMs
  )

  it.each<[string, () => void, RegExp]>([
    [
      'a symlink took its place',
      () => {
        symlinkSync(here.scratch, tree())
      },
      /a symlink stands in the place of|is no directory any more/
    ],
    ['it is gone', () => undefined, /was removed before it could be published|ENOENT/]
  ])(
    'is not taken when %s since it was read',
    async (_, swap, says) => {
      const between = (): void => {
        renameSync(tree(), join(here.scratch, 'away'))
        swap()
      }
      await here.locked(async () => {
        await expect(take(old, name, between)).rejects.toThrow(says)
      })
      expect(existsSync(here.at(id))).toBe(false)
      expect(taken()).toEqual([])
    },
    longMs
  )

  it(
    'is tried for a rename also in the directory of the volume itself',
    async () => {
      expect(await here.old(here.path).probeRename()).toEqual({ works: true })
      expect(readdirSync(here.path)).toEqual([])
    },
    longMs
  )

  it(
    'is tried for a rename, which leaves nothing behind, and clears what a killed try left',
    async () => {
      mkdirSync(join(path, '.snapshot-probe-left'))
      mkdirSync(join(path, '.snapshot-probe-full', 'of something'), { recursive: true })
      expect(await old.probeRename()).toEqual({ works: true })
      expect(readdirSync(path).sort()).toEqual(['.snapshot-probe-full', name])
      expect(readdirSync(here.path)).toEqual([])
    },
    longMs
  )

  it(
    'gives a tree to the series by one rename, with its manifest and record',
    async () => {
      for (const one of hostileNames)
        writeFileSync(Buffer.concat([Buffer.from(`${tree()}/`), Buffer.from(one)]), `of ${one.toString()}`)
      const before = listing(tree()).filter(isBelowTop)
      chmodSync(tree(), 0o555)
      await here.locked(async () => {
        await old.sync()
        await take()
        expect((await here.series.list()).map(({ id: listed, record }) => [listed, record?.tags])).toEqual([
          [id, ['adopted']]
        ])
      })
      expect(listing(here.at(id)).filter(isBelowTop)).toEqual(before)
      expect([lstatSync(here.at(id)).mode & 0o777, readdirSync(path)]).toEqual([0o755, []])
      expect(troubleWith(here.at(), id)).toEqual([])
      expect((await old.readSnapshot(id)).entries).toHaveLength(hostileNames.length + 1)
      // Whose own record and tree are there is not begun.
      expect([...(await old.begun())]).toEqual([])
    },
    longMs
  )

  it(
    'takes a tree that lies in its place already',
    async () => {
      await here.locked(() => Promise.resolve())
      renameSync(tree(), here.at(id))
      writeFileSync(here.at(id, 'f'), 'x')
      const inSeries = here.old(here.at())
      await here.locked(async () => {
        await take(inSeries, id)
      })
      expect(troubleWith(here.at(), id)).toEqual([])
    },
    longMs
  )

  it(
    'refuses an id that is taken, and leaves everything as it was',
    async () => {
      writeFileSync(tree('f'), 'ours')
      await here.locked(() => Promise.resolve())
      mkdirSync(here.at(id))
      const before = [listing(path), readdirSync(here.at(), { recursive: true })]
      await here.locked(async () => {
        await expect(take()).rejects.toThrow(/is there already; nothing was published/)
      })
      expect([listing(path), readdirSync(here.at(), { recursive: true })]).toEqual(before)
    },
    longMs
  )

  it(
    'begins again where the record was written and the tree not renamed',
    async () => {
      writeFileSync(tree('f'), 'ours')
      await here.locked(() => take())
      renameSync(here.at(id), tree())
      expect([...(await old.begun())]).toEqual([id])
      await here.locked(() => take())
      expect(troubleWith(here.at(), id)).toEqual([])
    },
    longMs
  )

  it(
    'is written under the lock alone, and its manifest read by those alone who may read the tree',
    async () => {
      writeFileSync(tree('f'), 'ours', { mode: 0o600 })
      if (kind === 'over ssh') await expect(take()).rejects.toThrow(/only written under the lock/)
      await here.locked(() => take())
      expect(modeOf(here.at('.snapshots/manifests', `${id}.mtree.gz`))).toBe('600')
      expect(modeOf(here.at('.snapshots/records', `${id}.json`))).toBe('644')
    },
    longMs
  )

  it(
    'is read by no more than the manifest of a snapshot that is published',
    async () => {
      await here.locked(async () => {
        const partial = await here.series.begin(id)
        const record = decodeRecord(recordOf('a/b', id))
        await partial.publish(record, encodeManifest({ id, series: 'a/b' }, [{ ...emptyTop, mode: 0o700 }]))
      })
      expect(modeOf(here.at('.snapshots/manifests', `${id}.mtree.gz`))).toBe('600')
    },
    longMs
  )

  itUnless(missingTmpfs(), kind === 'over ssh' ? missingSshd() : undefined)(
    'copies no tree where a rename does not lead, and loses none',
    async () => {
      const other = mountTmpfs('size=8m')
      try {
        const elsewhere = here.old(other.at)
        mkdirSync(join(other.at, name, 'd'), { recursive: true })
        writeFileSync(join(other.at, name, 'd', 'f'), 'x')
        symlinkSync('d', join(other.at, name, 'link'))
        const before = listingWithoutTimes(other.at)
        expect((await elsewhere.state()).isSameFilesystem).toBe(false)
        expect(await elsewhere.probeRename()).toEqual({
          works: false,
          why: expect.stringMatching(/cross-device|different filesystems/)
        })
        await here.locked(async () => {
          await expect(take(elsewhere)).rejects.toThrow(/cross-device|different filesystems/)
        })
        expect(listingWithoutTimes(other.at)).toEqual(before)
        expect(existsSync(here.at(id))).toBe(false)
        expect(taken()).toEqual([])
        expect(readdirSync(here.path)).toEqual(['a'])
      } finally {
        other.remove()
      }
    },
    longMs
  )
})
