// Real filesystems, small ones: figures that du confirms, a disk that fills up half-way, a file with all the links it can have.

import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { diskUse } from '../support/disk-use.ts'
import { fakeRsyncCopy, fakeTools } from '../support/fake-tools.ts'
import { missingImage, type Mounted, mountImage } from '../support/loop-image.ts'
import type { ActionResult } from '../support/runner.ts'
import { listing, snapshotsIn, troubleIn } from '../support/series-state.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { contentDifferences } from '../support/trees.ts'
import type { Stand } from '../support/volumes.ts'
import { figure, output, stand, succeeded } from '../support/volumes.ts'

let here: Stand
let image: Mounted | undefined
beforeEach(() => {
  here = stand()
})
afterEach(() => {
  image?.remove()
  image = undefined
  here.remove()
})

const inBuild = (...names: readonly string[]): string => join(here.workspace, 'build', ...names)
const seriesOn = (volume: string): string => join(volume, 'acme/widgets/build/main')

/** Sizes around blocks and inline limits, a sparse file, long and short links, directories small and large, and new mtimes. */
function build(number: number): void {
  rmSync(inBuild(), { recursive: true, force: true })
  mkdirSync(inBuild('many'), { recursive: true })
  mkdirSync(inBuild('empty/deep/er'), { recursive: true })
  for (const size of [0, 1, 40, 100, 2000, 2049, 4095, 4096, 4097, 70_000, 1_000_000, 3_000_001])
    writeFileSync(inBuild(`size-${size}`), Buffer.alloc(size, 'abcdefg'))
  writeFileSync(inBuild('changes'), Buffer.alloc(300_000, `${number} `))
  writeFileSync(inBuild(`new-${number}`), Buffer.alloc(200_000, `new ${number}`))
  for (let file = 0; file < 400; file++) writeFileSync(inBuild('many', `${'n'.repeat(100)}${file}`), String(file))
  execFileSync('sh', ['-c', 'truncate -s 5M sparse; printf end >> sparse'], { cwd: inBuild() })
  symlinkSync('short', inBuild('short-link'))
  symlinkSync('long/'.repeat(200), inBuild('long-link'))
  for (const twin of ['one', 'two']) writeFileSync(inBuild(`twin-${twin}`), Buffer.alloc(90_000, `twin ${number}`))
}

describe.each(['ext4', 'xfs', 'btrfs'] as const)('%s', filesystem => {
  itUnless(missingImage(filesystem))(
    'the report says what du says: at once, and after the disk has written all',
    async () => {
      image = mountImage(filesystem)
      const volume = image.at
      const taken: { path: string; bytesAdded: number }[] = []
      for (const number of [1, 2, 3]) {
        build(number)
        const result = succeeded(await here.run({ volume }))
        const path = output(result, 'snapshot-path')
        taken.push({ path, bytesAdded: figure(result, 'bytes-added') })
        const agree = (): void => {
          expect(diskUse(...taken.map(each => each.path))).toEqual(taken.map(each => each.bytesAdded))
          expect(diskUse(seriesOn(volume))).toEqual([figure(result, 'series-bytes-on-disk')])
        }
        agree()
        execFileSync('sync', ['--file-system', volume])
        agree()
        image.remount()
        agree()
        expect(contentDifferences(inBuild(), path)).toBe('')
        if (number > 1) expect(figure(result, 'files-linked')).toBe(figure(result, 'files') - 3)
      }
      // By times hardly anything is the same, since each build renewed them; then everything is.
      expect(figure(succeeded(await here.run({ volume, compare: 'quick' })), 'files-linked')).toBeLessThan(10)
      const quick = succeeded(await here.run({ volume, compare: 'quick' }))
      expect(figure(quick, 'files-linked')).toBe(figure(quick, 'files'))
      expect(diskUse(join(seriesOn(volume), output(quick, 'base')), output(quick, 'snapshot-path'))[1]).toBe(
        figure(quick, 'bytes-added')
      )
      expect(diskUse(seriesOn(volume))).toEqual([figure(quick, 'series-bytes-on-disk')])
      expect(troubleIn(seriesOn(volume))).toEqual([])
    }
  )
})

describe('a disk that fills up', () => {
  const itOnExt4 = itUnless(missingImage('ext4'))
  let volume = ''
  let first = ''
  let before: string[]

  /** A series with one snapshot on a disk of 16 MB, and more to store. */
  const begin = async (): Promise<void> => {
    image = mountImage('ext4', { megabytes: 16, make: ['-N', '400'] })
    volume = image.at
    mkdirSync(inBuild())
    writeFileSync(inBuild('file'), 'content')
    first = output(succeeded(await here.run({ volume })), 'snapshot')
    before = listing(join(seriesOn(volume), first))
    for (let file = 0; file < 30; file++) writeFileSync(inBuild(`f${file}`), Buffer.alloc(100_000, String(file)))
  }

  // Then by small synced writes: ext4 keeps blocks back while it has not decided where data goes.
  const fill = '(cat /dev/zero > "$volume/filler1"; dd if=/dev/zero of="$volume/filler2" bs=1k oflag=sync) 2>/dev/null'
  const fillInodes = 'n=0; while : > "$volume/filler$((n=n+1))"; do :; done 2>/dev/null'

  // What rsync is given on its standard input, and one more after that.
  const some = 'head -zn 8 > "$volume/../list"; "$real" "$@" < "$volume/../list"'
  const another = 'printf "f9\\0" | "$real" "$@"'

  const runWith = async (tool: 'rsync' | 'sync', script: string): Promise<ActionResult> => {
    const line = `volume=${volume}; ${script}`
    const tools = { [tool]: tool === 'rsync' ? fakeRsyncCopy(line) : line }
    return here.run({ volume }, { env: { PATH: fakeTools(join(here.scratch, 'bin'), tools) } })
  }

  itOnExt4.each([
    ['before rsync copies', 'rsync', `(${fill}); exec "$real" "$@"`],
    ['while rsync copies', 'rsync', `${some}; (${fill}); ${another}`],
    ['before the manifest is written', 'sync', `/bin/sync "$@"; (${fill}); true`],
    ['with inodes gone before rsync copies', 'rsync', `(${fillInodes}); exec "$real" "$@"`],
    ['with inodes gone before the manifest is written', 'sync', `/bin/sync "$@"; (${fillInodes}); true`]
  ] as const)(
    '%s: it is said, nothing is published, all is cleared, and the next run has room',
    async (_, tool, script) => {
      await begin()
      const result = await runWith(tool, script)
      expect(result.outcome).toBe('failure')
      expect(result.log).not.toContain('Unexpected error')
      const [error] = result.parsed.annotations.filter(({ name }) => name === 'error')
      expect(error?.message).toMatch(/space/)
      if (script.includes(fillInodes)) expect(error?.message).toMatch(/inode/)
      expect(snapshotsIn(seriesOn(volume))).toEqual([first])
      expect(listing(join(seriesOn(volume), first))).toEqual(before)
      expect(troubleIn(seriesOn(volume))).toEqual([])

      for (const filler of readdirSync(volume).filter(name => name.startsWith('filler'))) rmSync(join(volume, filler))
      const next = succeeded(await here.run({ volume }))
      expect(contentDifferences(inBuild(), output(next, 'snapshot-path'))).toBe('')
      expect(troubleIn(seriesOn(volume))).toEqual([])
      expect(readdirSync(volume).filter(name => name.includes('probe'))).toEqual([])
    }
  )
})

itUnless(missingImage('ext4'))(
  'a file with as many links as ext4 allows is stored anew, counted, and warned of',
  async () => {
    image = mountImage('ext4', { make: ['-N', '200'] })
    const volume = image.at
    mkdirSync(inBuild())
    for (const name of ['full', 'other']) writeFileSync(inBuild(name), `content of ${name}`)
    const first = output(succeeded(await here.run({ volume })), 'snapshot-path')
    mkdirSync(join(volume, 'links'))
    for (let link = 1; link < 65_000; link++) linkSync(join(first, 'full'), join(volume, 'links', String(link)))
    expect(() => {
      linkSync(join(first, 'full'), join(volume, 'links/one-more'))
    }).toThrow('EMLINK')

    for (const compare of ['content', 'quick']) {
      const result = succeeded(
        await here.run({ volume, compare, name: `s-${compare}`, 'link-from': 'acme/widgets/build/main' })
      )
      expect([figure(result, 'files-linked'), figure(result, 'files-copied')]).toEqual([1, 1])
      const report = JSON.parse(readFileSync(output(result, 'report'), 'utf8')) as { causes: unknown }
      expect(report.causes).toEqual([expect.objectContaining({ cause: 'link-limit', files: 1 })])
      expect(result.parsed.annotations).toMatchObject([
        {
          name: 'warning',
          message: expect.stringMatching(/^One file could not be linked.*as many links as/) as unknown
        }
      ])
      expect(contentDifferences(inBuild(), output(result, 'snapshot-path'))).toBe('')
      // The one after it links to the new copy.
      const next = succeeded(await here.run({ volume, compare, name: `s-${compare}` }))
      expect(figure(next, 'files-linked')).toBe(2)
    }
  }
)
