// Small copies into a far tree by way of a tar there: all attributes to the nanosecond, and where it refuses, by rsync.

import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { makeNastyTree } from '../formats/real-tree.ts'
import { missingDefaultAcl, takeFromOthers } from '../support/default-acl.ts'
import { longMs } from '../support/each-volume.ts'
import { fakeTools, realTool } from '../support/fake-tools.ts'
import { PackStand } from '../support/pack-stand.ts'
import { isRoot, itUnless } from '../support/skip-aloud.ts'
import { missingSshd, type SshServer, startSshd } from '../support/sshd.ts'

let stand: PackStand
let server: SshServer | undefined

beforeEach(() => {
  stand = new PackStand()
})
afterEach(async () => {
  await stand.remove()
  server?.stop()
  server = undefined
})

/** `tar`: what is found first under this name there. */
async function begin(tar?: string): Promise<void> {
  const path = tar === undefined ? process.env.PATH : fakeTools(join(stand.scratch, 'tools'), { tar })
  server = await startSshd({ config: [`SetEnv PATH=${String(path)}`] })
  await stand.beginFar(server)
}

const itFar = itUnless(missingSshd())

describe('a tree of many small files', () => {
  itFar(
    'is stored with every name, type, mode, owner, time and target, and none of it wants a second look',
    async () => {
      const longName = 'n'.repeat(200)
      mkdirSync(stand.tree(longName, longName), { recursive: true })
      writeFileSync(stand.tree(longName, longName, 'l'.repeat(101)), 'behind 504 bytes')
      symlinkSync('t'.repeat(101), stand.tree('long target'))
      writeFileSync(stand.tree('--checkpoint=1'), 'no option')
      chmodSync(stand.tree('part', 'file1'), 0o4711)
      makeNastyTree(pathFromText(stand.tree('nasty')))
      await begin()
      const outcome = await stand.copy(await stand.read())
      expect(outcome).toMatchObject({ status: 0, messages: [] })
      expect(stand.unsureOf(outcome)).toEqual([])
      stand.expectAllStored()
    },
    longMs
  )

  itFar(
    'leaves its large files to rsync, and its directories have their times for all that',
    async () => {
      writeFileSync(stand.tree('part', 'large'), Buffer.alloc(1024 * 1024 + 1, 'x'))
      mkdirSync(stand.tree('shut'))
      writeFileSync(stand.tree('shut', 'in'), 'it')
      chmodSync(stand.tree('shut'), 0o500)
      await begin()
      const outcome = await stand.copy(await stand.read())
      expect(stand.unsureOf(outcome)).toEqual(['part/large'])
      stand.expectAllStored()
      for (const at of [stand.tree('shut'), stand.stored('shut')]) chmodSync(at, 0o700)
    },
    longMs
  )

  itFar(
    'is packed in parts where it is large',
    async () => {
      for (let file = 0; file < 30; file++)
        writeFileSync(stand.tree('part', `half ${file}`), Buffer.alloc(700 * 1024, `${file} `))
      await begin()
      const outcome = await stand.copy(await stand.read())
      expect(stand.unsureOf(outcome)).toEqual([])
      stand.expectAllStored()
      // Directories are none of its files.
      expect(stand.progress.at(-1)).toMatchObject({ files: 630, totalFiles: 631 })
      expect(stand.progress.length).toBeGreaterThan(2)
    },
    longMs
  )
})

itFar(
  'what is gone or was written since is left to rsync',
  async () => {
    await begin()
    const entries = await stand.read()
    writeFileSync(stand.tree('part', 'file3'), 'other')
    rmSync(stand.tree('part', 'file5'))
    const outcome = await stand.copy(entries)
    expect(stand.unsureOf(outcome).toSorted()).toEqual(['part/file3', 'part/file5'])
    expect(outcome.status).toBe(23)
    expect(lstatSync(stand.stored('part', 'file3')).size).toBe(5)
  },
  longMs
)

itFar(
  'nothing is left to be packed: that is no refusal',
  async () => {
    await begin()
    const entries = await stand.read()
    for (let file = 0; file < stand.many; file++) writeFileSync(stand.tree('part', `file${file}`), 'other')
    const outcome = await stand.copy(entries)
    expect(outcome.refused).toBeUndefined()
    expect(stand.unsureOf(outcome)).toHaveLength(stand.many)
  },
  longMs
)

itFar(
  'options that the account gives its tars change nothing',
  async () => {
    server = await startSshd({ config: ['SetEnv TAR_OPTIONS=--touch'] })
    await stand.beginFar(server)
    await stand.copy(await stand.read())
    stand.expectAllStored()
  },
  longMs
)

itFar(
  'packing fails half way: nobody else writes before that tar is over',
  async () => {
    for (let file = 0; file < 30; file++)
      writeFileSync(stand.tree('part', `half ${file}`), Buffer.alloc(700 * 1024, `${file} `))
    const slow = `case $1 in --version) exec ${realTool('tar')} "$@";; esac; cat >"$HELD"; sleep 1; exec ${realTool('tar')} "$@" <"$HELD"`
    const path = fakeTools(join(stand.scratch, 'tools'), { tar: slow })
    server = await startSshd({ config: [`SetEnv PATH=${path} HELD=${join(stand.scratch, 'held')}`] })
    await stand.beginFar(server)
    const entries = await stand.read()
    // When the first part is on its way, there is no place for the archive of a later one.
    stand.onProgress = () => {
      rmSync(stand.temp, { recursive: true, force: true })
    }
    const outcome = await stand.copy(entries)
    mkdirSync(stand.temp)
    expect(outcome.refused).toContain('ENOENT')
    stand.expectAllStored()
    await new Promise(resolve => setTimeout(resolve, 2000))
    stand.expectAllStored()
  },
  longMs
)

describe('where it cannot be done, rsync does it all, and what refused is told', () => {
  const says = 'case $1 in --version) echo "tar (GNU tar) 1.34"; exit;; esac;'
  itFar.each([
    ['tar refuses its options', `${says} echo "tar: unrecognized option" >&2; exit 1`, 'tar: unrecognized option'],
    ['tar ends silently', `${says} exit 3`, 'tar ended with status 3'],
    [
      'tar stops half way',
      `${says} head -c 100000 | ${realTool('tar')} "$@"; echo "tar: Unexpected EOF in archive" >&2; exit 2`,
      'tar: '
    ]
  ])(
    '%s',
    async (_title, script, why) => {
      await begin(script)
      const outcome = await stand.copy(await stand.read())
      expect(outcome).toMatchObject({ status: 0, messages: [] })
      expect(outcome.refused).toContain(why)
      expect(stand.unsureOf(outcome)).toHaveLength(stand.many)
      stand.expectAllStored()
    },
    longMs
  )

  itFar(
    'there is no tar of GNU: nobody is told, since nothing went wrong',
    async () => {
      await begin('echo "bsdtar 3.6.2"; exit 1')
      const outcome = await stand.copy(await stand.read())
      expect(outcome.refused).toBeUndefined()
      expect(outcome.unsure).toBeUndefined()
      stand.expectAllStored()
    },
    longMs
  )

  itUnless(missingSshd(), missingDefaultAcl(), isRoot ? undefined : 'root')(
    'a default ACL there takes bits from new files, and owners are not kept',
    async () => {
      takeFromOthers(stand.volume)
      await begin()
      const outcome = await stand.copy(await stand.read(), { keepOwners: false })
      expect(outcome.refused).toContain('default ACL')
      stand.expectAllStored(false)
    },
    longMs
  )
})
