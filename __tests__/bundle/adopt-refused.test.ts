// Where an adoption is refused, and says what to do; and single trees that are left where they are.

import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from '@jest/globals'
import { missingTmpfs, mountTmpfs } from '../support/loop-image.ts'
import { oldBackup, oldHistory } from '../support/old-script.ts'
import { latestTrouble, listing, snapshotsIn } from '../support/series-state.ts'
import { itUnless } from '../support/skip-aloud.ts'
import { missingSshd } from '../support/sshd.ts'
import { failsWired } from '../support/wired.ts'
import { type Adoption, eachAdoption, ids } from '../support/adoption.ts'

const longMs = 300_000

eachAdoption((stand, it, at) => {
  describe('is refused', () => {
    const kinds: readonly (readonly [string, (here: Adoption) => Record<string, string>, string, RegExp])[] = [
      ['without the directory', ({ old }) => ({ path: join(old, 'no') }), 'source', /does not exist/],
      ['for a file', ({ volume }) => ({ path: join(volume, '.snapshot-volume.json') }), 'source', /is not a directory/],
      ['for a volume that is not one', ({ reach, old }) => reach(old), 'volume', /not marked as a volume/],
      [
        'for the directory of another series',
        ({ series }) => ({ path: series, name: 'other' }),
        'source',
        /is a series of snapshots already/
      ],
      [
        'for a directory within a snapshot',
        ({ series }) => ({ path: join(series, ids[0] ?? '', 'a'), name: 'web' }),
        'source',
        /or lies in one/
      ],
      [
        'where no name is a date',
        ({ workspace }) => ({ path: workspace }),
        'source',
        /No directory in .* has a date for a name; there are build\. Names are understood/
      ]
    ]

    it.each(kinds)(
      '%s',
      async (_, more, kind, message) => {
        const here = stand()
        const { series, source } = here
        oldHistory(source, series, 1)
        await here.adopt({ path: series })
        const before = listing(here.volume)
        const failure = await failsWired('adopt', here.inputs(more(here)))
        expect([failure.kind, failure.message]).toEqual([kind, expect.stringMatching(message)])
        expect(listing(here.volume)).toEqual(before)
      },
      longMs
    )

    it(
      'without the prefix that the names have, which it tells',
      async () => {
        const here = stand()
        const { old, series } = here
        oldBackup(here.workspace, old, 'web-2024-01-10')
        const failure = await failsWired('adopt', here.inputs())
        expect(failure.message).toMatch(/If `web-` is what stands before the date, give it as "prefix"\./)
        expect((await here.adopt({ prefix: 'web-' })).told.failure).toBeUndefined()
        expect(snapshotsIn(series)).toEqual(['2024-01-10T00-00-00Z'])
      },
      longMs
    )

    it(
      'for an event that strangers can cause',
      async () => {
        const here = stand()
        const { old, series, source } = here
        oldHistory(source, old, 1)
        const env = { ACTIONS_CACHE_MODE: 'read' }
        expect((await failsWired('adopt', here.inputs(), { env })).message).toMatch(/^Nothing is adopted, because/)
        expect(existsSync(series)).toBe(false)
      },
      longMs
    )

    it(
      'where something stands in the place of latest',
      async () => {
        const here = stand()
        const { old, series, source } = here
        oldHistory(source, old, 1)
        mkdirSync(join(series, 'latest'), { recursive: true })
        expect((await failsWired('adopt', here.inputs())).message).toMatch(/latest is a directory/)
        expect(readdirSync(old)).toContain('2024-01-10_12:00:00')
      },
      longMs
    )

    itUnless(missingTmpfs(), at === 'over ssh' ? missingSshd() : undefined)(
      'from another filesystem, with the commands that copy',
      async () => {
        const here = stand()
        const { series, source } = here
        const other = mountTmpfs('size=8m')
        try {
          oldHistory(source, other.at, 1)
          const failure = await failsWired('adopt', here.inputs({ path: other.at }))
          expect(failure.message).toContain('they are on different filesystems')
          expect(failure.message).toContain(
            at === 'over ssh'
              ? `rsync -aH -- '\\''${other.at}/'\\'' '\\''${here.volume}/.old/'\\'''`
              : `for tree in '${other.at}/'[12][0-9]*/; do snapshot-action save "$tree"`
          )
          expect(existsSync(series)).toBe(false)
        } finally {
          other.remove()
        }
      },
      longMs
    )

    itUnless(missingTmpfs(), at === 'over ssh' ? missingSshd() : undefined)(
      'for a tree with another filesystem in it, and the others are taken',
      async () => {
        const here = stand()
        const { old, series, source } = here
        oldHistory(source, old, 2)
        const other = mountTmpfs('size=1m', join(old, '2024-01-10_12:00:00/c'))
        try {
          const { told } = await here.adopt()
          expect(told.log.join('\n')).toMatch(/2024-01-10_12:00:00 +is a filesystem of its own/)
          expect(snapshotsIn(series)).toEqual([ids[1]])
        } finally {
          other.remove()
        }
      },
      longMs
    )
  })

  it(
    'leaves a tree that something writes to, and says so',
    async () => {
      const here = stand()
      const { old, series, source } = here
      oldHistory(source, old, 2)
      const busy = join(old, '2024-01-10_12:00:00')
      const timer = setInterval(() => {
        writeFileSync(join(busy, `new-${process.hrtime.bigint()}`), 'x')
      }, 1)
      const failure = await failsWired('adopt', here.inputs())
      clearInterval(timer)
      expect(failure.message).toMatch(
        /1 tree of 2 could not be adopted .*\n {2}2024-01-10_12:00:00: it changed while it was read/
      )
      expect(snapshotsIn(series)).toEqual([ids[1]])
      expect((await here.adopt()).told.failure).toBeUndefined()
      expect(snapshotsIn(series)).toEqual(ids.slice(0, 2))
      expect(latestTrouble(series, snapshotsIn(series))).toEqual([])
      expect(lstatSync(join(old, 'latest')).isSymbolicLink()).toBe(true)
      expect(readlinkSync(join(old, 'latest'))).toBe('2024-01-11_12:00:00')
    },
    longMs
  )
})
