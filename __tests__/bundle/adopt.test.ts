// The trees of a usual backup script become snapshots: nothing is copied, every byte is in a manifest, and runs go on from there.

import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { diskUse } from '../support/disk-use.ts'
import { oldHistory, site } from '../support/old-script.ts'
import { listing, snapshotsIn, troubleIn, troubleWith } from '../support/series-state.ts'
import { isRoot } from '../support/skip-aloud.ts'
import { figure, manifestOf, output, succeeded } from '../support/volumes.ts'
import { eachAdoption, ids } from '../support/adoption.ts'
import { runWired } from '../support/wired.ts'
import { plainEntries } from '../support/plain-entries.ts'

const longMs = 300_000

eachAdoption((stand, it) => {
  it(
    'takes a history as it is, and the next snapshot links against it',
    async () => {
      const here = stand()
      const { old, source, series } = here
      const names = oldHistory(source, old, 4)
      const before = names.map(name => listing(join(old, name)))
      const sizes = diskUse(...names.map(name => join(old, name)))
      const { told, reporter } = await here.adopt()

      expect(told.failure).toBeUndefined()
      expect(snapshotsIn(series)).toEqual(ids)
      // The same inodes with the same times, and what `du` said before it says now.
      expect(ids.map(id => listing(join(series, id)))).toEqual(before)
      const trees = ids.map(id => join(series, id))
      expect(diskUse(...trees)).toEqual(sizes)
      expect(diskUse(...trees)).toEqual(ids.map(id => here.record(id).bytesAdded))
      for (const [index, id] of ids.entries())
        expect(diskUse(trees[index] ?? '')).toEqual([here.record(id).bytesOnDisk])
      expect(troubleIn(series)).toEqual([])
      expect(ids.map(id => here.record(id).base?.id)).toEqual([undefined, ...ids.slice(0, -1)])
      expect(here.record(ids[1])).toMatchObject({
        files: 32,
        filesLinked: 30,
        filesCopied: 2,
        filesAdded: 1,
        filesChanged: 1,
        tags: ['adopted'],
        compare: 'quick',
        run: {}
      })
      expect(here.record(ids[1]).causes.map(({ cause, files }) => [cause, files])).toEqual([
        ['content', 1],
        ['new', 1]
      ])
      // Each inode once: what 30 files of 4 trees share was read for the first of them alone.
      const hashed = reporter.progressed.flatMap(({ doing, files, totalFiles }) =>
        doing === 'hashing' && files === totalFiles ? [files] : []
      )
      expect(hashed.reduce((sum, files) => sum + files, 0)).toBe(31 + 2 + 2 + 2)
      // The old link is not ours.
      expect(readdirSync(old)).toEqual(['latest'])
      expect(reporter.warnings).toEqual([
        expect.stringMatching(/latest leads nowhere now: what it named is the snapshot 2024-01-13T12-00-00Z/)
      ])

      site(source, 4)
      const next = succeeded(await here.run({ ...here.reach(), name: 'web' }))
      expect(output(next, 'base')).toBe(ids[3])
      expect(figure(next, 'files-linked')).toBe(figure(next, 'files') - 2)
      expect(diskUse(series)).toEqual([figure(next, 'series-bytes-on-disk')])
      expect(troubleIn(series)).toEqual([])
    },
    longMs
  )

  it(
    'says in a dry run what it would do, and touches nothing',
    async () => {
      const here = stand()
      const { old, source } = here
      oldHistory(source, old, 2)
      const before = [listing(old), listing(here.volume)]
      const { told } = await here.adopt({ 'dry-run': 'true' })
      expect(told.log[0]).toBe('Dry run: nothing was moved')
      expect(told.log.join('\n')).toMatch(/2024-01-11_12:00:00 {2}2024-01-11T12-00-00Z +32 .* 93\.8%/)
      expect([listing(old), listing(here.volume)]).toEqual(before)
    },
    longMs
  )

  it(
    'does nothing the second time, and goes on with what came since',
    async () => {
      const here = stand()
      const { old, source, series } = here
      const names = oldHistory(source, old, 2)
      await here.adopt()
      const again = await here.adopt()
      expect(again.told.log[0]).toBe('Nothing to adopt')
      expect(again.told.failure).toBeUndefined()
      // One more night against the tree where it is now.
      site(source, 2)
      rmSync(join(old, 'latest'))
      execFileSync('rsync', [
        '-a',
        `--link-dest=${join(series, ids[1] ?? '')}`,
        `${source}/`,
        `${old}/2024-01-12_12:00:00/`
      ])
      const { reporter } = await here.adopt()
      expect(here.record(ids[2])).toMatchObject({ base: { id: ids[1] }, filesLinked: 31 })
      const hashed = reporter.progressed.filter(({ doing }) => doing === 'hashing').map(({ files }) => files)
      // What its neighbour's manifest knows is not read.
      expect(Math.max(...hashed)).toBe(2)
      expect(names).toHaveLength(2)
      expect(troubleIn(series)).toEqual([])
    },
    longMs
  )

  it(
    'takes what has no record in the directory of the series itself',
    async () => {
      const here = stand()
      const { source, series } = here
      const names = oldHistory(source, series, 3)
      renameSync(join(series, names[0] ?? ''), join(series, ids[0] ?? ''))
      const { told, reporter } = await here.adopt({ path: series })
      expect([told.failure, reporter.warnings]).toEqual([undefined, []])
      expect(snapshotsIn(series)).toEqual(ids.slice(0, 3))
      expect(troubleIn(series)).toEqual([])
      expect((await here.adopt({ path: series })).told.log[0]).toBe('Nothing to adopt')
    },
    longMs
  )

  it(
    'leaves alone what is newer than the link, unfinished, or no date',
    async () => {
      const here = stand()
      const { old, source, series } = here
      oldHistory(source, old, 1)
      for (const name of ['2024-01-11_12:00:00', '2024-01-09.partial', 'logs']) mkdirSync(join(old, name))
      const { told } = await here.adopt()
      expect(snapshotsIn(series)).toEqual([ids[0]])
      expect(told.log.join('\n')).toMatch(
        /Left alone\n {2}2024-01-09.partial .*\n {2}2024-01-11_12:00:00 +is newer .*\n {2}logs +its name is no date/
      )
      expect(readdirSync(old).sort()).toEqual(['2024-01-09.partial', '2024-01-11_12:00:00', 'latest', 'logs'])
    },
    longMs
  )

  it(
    'takes any names, any kinds of files, and a top that may not be written',
    async () => {
      const here = stand()
      const { old, series } = here
      const tree = join(old, '2024-01-10')
      mkdirSync(join(tree, 'd'), { recursive: true })
      writeFileSync(Buffer.concat([Buffer.from(`${tree}/d/`), Buffer.from([0xff, 0x0a, 0x20])]), 'odd')
      writeFileSync(join(tree, 'setuid'), 'x')
      chmodSync(join(tree, 'setuid'), 0o4711)
      linkSync(join(tree, 'setuid'), join(tree, 'twin'))
      symlinkSync('../../outside', join(tree, 'out'))
      execFileSync('mkfifo', [join(tree, 'fifo')])
      mkdirSync(join(tree, 'locked'))
      writeFileSync(join(tree, 'locked/f'), 'x')
      chmodSync(join(tree, 'locked'), 0o500)
      chmodSync(tree, 0o555)
      const { told } = await here.adopt()
      const [id = ''] = snapshotsIn(series)
      expect(id).toBe('2024-01-10T00-00-00Z')
      expect(troubleWith(series, id)).toEqual([`${id}/fifo is not in the manifest`].map(text => text))
      expect(plainEntries(manifestOf(series, id).entries)[0]).toMatchObject({
        path: '.',
        mode: 0o755,
        sourceMode: 0o555
      })
      expect(here.record(id)).toMatchObject({
        files: 4,
        filesLinked: 1,
        directories: 3,
        symlinks: 1,
        ownersKept: isRoot
      })
      expect(told.log.join('\n')).toMatch(/2024-01-10 holds 1 FIFO, socket or device: it stays in its place/)
      const verified = await runWired('verify', { ...here.reach(), name: 'web', snapshot: 'all' })
      expect(verified.told.failure).toBeUndefined()
      expect(verified.told.json).toMatch(
        /1 adopted snapshot of web holds 1 FIFO, socket or device: adopting left it in place/
      )
      chmodSync(join(series, id, 'locked'), 0o755)
    },
    longMs
  )

  it(
    'counts the disk right where a tree takes files from past the one before it',
    async () => {
      const here = stand()
      const { old, source, series } = here
      oldHistory(source, old, 2)
      const [first, second] = ['2024-01-10_12:00:00', '2024-01-11_12:00:00'] as const
      rmSync(join(old, second, 'c'), { recursive: true })
      execFileSync('cp', ['-al', join(old, first), join(old, '2024-01-12_12:00:00')])
      rmSync(join(old, 'latest'))
      await here.adopt()
      expect(here.record(ids[2])).toMatchObject({ base: { id: ids[0] }, filesCopied: 0 })
      rmSync(source, { recursive: true })
      cpSync(join(series, ids[2] ?? ''), source, { recursive: true, preserveTimestamps: true })
      const next = succeeded(await here.run({ ...here.reach(), name: 'web' }))
      expect(diskUse(series)).toEqual([figure(next, 'series-bytes-on-disk')])
    },
    longMs
  )
})
