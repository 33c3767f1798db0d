// What filefrag says of files that share blocks: of texts it printed, and of real clones.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, constants, copyFileSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import { parseFilefrag, sharedExtents } from '../../src/adapters/volume/shared-extents.ts'
import { sizeOf } from '../../src/core/retention/extents.ts'
import { adapterParts } from '../support/adapter-parts.ts'
import { type Mounted, missingImage, mountImage } from '../support/loop-image.ts'
import { itUnless } from '../support/skip-aloud.ts'

const parts = adapterParts({ PATH: process.env.PATH })
let image: Mounted | undefined
afterEach(() => {
  image?.remove()
  image = undefined
})
afterAll(() => parts.pool.close())

it('reads ranges in bytes, of shared extents only', () => {
  const text = `Filesystem type is: 58465342
File size of /proc/1/fd/20 is 1073741824 (262144 blocks of 4096 bytes)
 ext:     logical_offset:        physical_offset: length:   expected: flags:
   0:        0..      76:         24..       100:     77:             shared
   1:       77..      77:     393226..    393226:      1:        101:
   2:       78..     356:        102..       380:    279:     393227: shared
   3:   261989..  262143:     262013..    262167:    155:     396123: last,shared,eof
/proc/1/fd/20: 4 extents found
File size of /proc/1/fd/21 is 0 (0 blocks of 4096 bytes)
/proc/1/fd/21: 0 extents found
`
  expect(parseFilefrag(text)).toEqual(
    new Map([
      [
        '/proc/1/fd/20',
        [
          { at: 24 * 4096, bytes: 77 * 4096 },
          { at: 102 * 4096, bytes: 279 * 4096 },
          { at: 262013 * 4096, bytes: 155 * 4096 }
        ]
      ],
      ['/proc/1/fd/21', []]
    ])
  )
})

it.each(['', 'filefrag: command failed', 'File size of'])('makes nothing of %p', text => {
  expect(parseFilefrag(text)).toEqual(new Map())
})

for (const filesystem of ['xfs', 'btrfs'] as const) {
  itUnless(missingImage(filesystem))(`${filesystem}: of a clone, all but what was written into it`, async () => {
    image = mountImage(filesystem, { megabytes: 400 })
    const at = (name: string): string => join(image?.at ?? '', name)
    const bytes = 9 * 1024 * 1024
    writeFileSync(at('alone'), randomBytes(bytes))
    writeFileSync(at('old\n'), randomBytes(bytes))
    execFileSync('sync', ['--file-system', image.at])
    copyFileSync(at('old\n'), at('new'), constants.COPYFILE_FICLONE_FORCE)
    const fd = openSync(at('new'), 'r+')
    writeSync(fd, randomBytes(8192), 0, 8192, 4096 * 100)
    closeSync(fd)
    execFileSync('sync', ['--file-system', image.at])

    const shared = await sharedExtents(parts.processes, image.at)

    const of = (name: string): number => sizeOf(shared.get(String(statSync(at(name)).ino)) ?? [])
    expect([of('alone'), of('new')]).toEqual([0, bytes - 8192])
    // btrfs shares an extent as a whole.
    expect([bytes, bytes - 8192]).toContain(of('old\n'))
  })
}
