// What every directory of old trees tells, wherever it is: its names and trees as lstat sees them, whatever they are called.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, linkSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect } from '@jest/globals'
import { type BytePath, pathBytes, pathFromBytes } from '../../src/core/byte-path.ts'
import type { OldDirectory } from '../../src/ports/adoption.ts'
import { hostileNames } from '../support/adoption.ts'
import { bytePath, eachVolume, longMs, nothing } from '../support/each-volume.ts'
import { isRoot } from '../support/skip-aloud.ts'
import { entryWith } from '../../src/core/entry.ts'
import { plainEntries } from '../support/plain-entries.ts'

const name = '2024-01-10'

eachVolume((here, it) => {
  let old: OldDirectory
  let path: string
  const tree = (...names: readonly string[]): string => join(path, name, ...names)
  beforeEach(() => {
    path = join(here.scratch, "old it's $(x)")
    mkdirSync(tree(), { recursive: true })
    mkdirSync(here.path, { recursive: true })
    old = here.old(path)
  })

  it(
    'tells what it is, and which series it is or lies in',
    async () => {
      const none = { isSeries: false, isSameFilesystem: true }
      expect(await old.state()).toEqual({ kind: 'directory', ...none })
      writeFileSync(join(here.scratch, 'file'), '')
      symlinkSync('nowhere', join(here.scratch, 'dangling'))
      expect(await here.old(join(here.scratch, 'file')).state()).toEqual({ kind: 'not-a-directory', ...none })
      for (const missing of ['no', 'file/no', 'dangling'])
        expect(await here.old(join(here.scratch, missing)).state()).toEqual({ kind: 'missing', ...none })
      await here.taken({ 'd/f': 'x' })
      expect(await here.old(here.at()).state()).toEqual({ kind: 'directory', isSeries: true, isSameFilesystem: true })
      symlinkSync(here.at(), join(here.scratch, 'link'))
      expect((await here.old(join(here.scratch, 'link')).state()).isSeries).toBe(true)
      const inside = here.at('2026-11-19T00-00-00Z', 'd')
      expect(await here.old(inside).state()).toEqual({ kind: 'directory', ...none, otherSeries: here.at() })
    },
    longMs
  )

  it(
    'tells the names in it, byte for byte, with links and what they point to',
    async () => {
      const bytes = Buffer.from([0x6f, 0xff, 0x0a])
      mkdirSync(Buffer.concat([Buffer.from(`${path}/`), bytes]))
      symlinkSync(`${name}/`, join(path, 'latest'))
      execFileSync('mkfifo', [join(path, 'fifo')])
      const names = [...(await old.names())].sort((a, b) => (a.name < b.name ? -1 : 1))
      expect(names).toEqual([
        { name, kind: 'dir' },
        { name: 'fifo', kind: 'other' },
        { name: 'latest', kind: 'link', target: `${name}/` },
        { name: pathFromBytes(bytes), kind: 'dir' }
      ])
    },
    longMs
  )

  it(
    'reads a tree as lstat sees it, and hashes what it is told to',
    async () => {
      mkdirSync(tree('d'))
      for (const one of hostileNames)
        writeFileSync(Buffer.concat([Buffer.from(`${tree('d')}/`), Buffer.from(one)]), `of ${one.toString()}`)
      linkSync(tree('d', '-rf'), tree('twin'))
      symlinkSync('/etc/passwd', tree('link'))
      execFileSync('mkfifo', [tree('fifo')])
      chmodSync(tree('d', '*'), 0o4711)
      const found = await old.read(bytePath(name), nothing)
      expect([found.unreadable, found.elsewhere, found.specials]).toEqual([undefined, undefined, ['fifo']])
      expect(found.entries.slice(0, 1).map(entry => entry.path)).toEqual(['.'])
      expect(found.entries).toHaveLength(hostileNames.length + 4)
      for (const entry of found.entries) {
        const at =
          entry.path === '.' ? Buffer.from(tree()) : Buffer.concat([Buffer.from(`${tree()}/`), pathBytes(entry.path)])
        const stat = lstatSync(at, { bigint: true })
        expect(entry).toMatchObject({
          mode: entry.type === 'link' ? 0o777 : Number(stat.mode & 0o7777n),
          size: entry.type === 'file' ? Number(stat.size) : 0,
          ...{ mtimeNs: stat.mtimeNs, ctimeNs: stat.ctimeNs, ino: stat.ino, dev: stat.dev },
          allocated: Number(stat.blocks) * 512,
          ...(isRoot && { owner: { uid: Number(stat.uid), gid: Number(stat.gid) } })
        })
      }
      expect(found.entries.find(entry => entry.type === 'link')?.target).toBe('/etc/passwd')
      const files = found.entries.filter(entry => entry.type === 'file')
      const hashed = await old.hash(
        bytePath(name),
        files.map(entry => entry.path),
        nothing
      )
      const digest = (file: BytePath): string =>
        createHash('sha256')
          .update(readFileSync(Buffer.concat([Buffer.from(`${tree()}/`), pathBytes(file)])))
          .digest('hex')
      expect(plainEntries(hashed)).toEqual(
        files.map(entry =>
          entryWith(entry, { isRacy: expect.any(Boolean) as unknown as boolean, sha256: digest(entry.path) })
        )
      )
      await expect(old.hash(bytePath(name), [bytePath('no')], nothing)).rejects.toThrow(/no could not be read: /)
      await expect(old.hash(bytePath(name), [bytePath('fifo')], nothing)).rejects.toThrow(/fifo could not be read: /)
    },
    longMs
  )
})
