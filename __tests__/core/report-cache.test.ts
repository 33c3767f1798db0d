// What a report says of copies in the cache: of one that was made, and of a restore from one.

import { expect, it } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { type CacheCopy, cacheCopyFacts } from '../../src/core/report/cache-copy.ts'
import { snapshotOutputs } from '../../src/core/report/outputs.ts'
import { restoreFacts } from '../../src/core/report/restore-facts.ts'
import { restoreFailure } from '../../src/core/report/restore-outcome.ts'
import { restoreOutputs } from '../../src/core/report/restore-outputs.ts'
import { restoreSummary } from '../../src/core/report/restore-summary.ts'
import { typical } from './report-examples.ts'
import { restored } from './report-restore-examples.ts'

const key = 'snapshot-1/acme/app/0f/sha256-1a/'

it.each<[CacheCopy | undefined, RegExp | undefined, copied: string, key: string]>([
  [undefined, undefined, '', ''],
  [{ state: 'copied', key, bytes: 2048 }, /: 2\.0 KiB of files went there, as `snapshot-1\//, 'true', key],
  [{ state: 'present', key }, /: its files were there already, as `snapshot-1\//, 'true', key],
  [{ state: 'failed', key, why: 'it is down' }, undefined, 'false', '']
])('of %j', (cacheCopy, fact, copied, expected) => {
  const facts = cacheCopyFacts(cacheCopy)
  expect(facts).toEqual(fact === undefined ? [] : [expect.stringMatching(fact)])
  const report = { ...typical, ...(cacheCopy && { cacheCopy }) }
  expect(snapshotOutputs(report, '')).toMatchObject({ 'cache-copied': copied, 'cache-key': expected })
})

const { from } = restored
if (from === undefined) throw new Error('the example restores something')
const fromCache = { ...restored, volume: '', from: { ...from, source: 'cache' as const, snapshotPath: '' } }

it('tells of a restore from a copy, and of no path that is gone', () => {
  expect(restoreOutputs(fromCache, '').source).toBe('cache')
  expect(restoreFacts(fromCache)).toContain('It is the copy that `cache-copy` had put into the GitHub Actions cache.')
  expect(restoreFacts(restored).join()).not.toContain('cache-copy')
  const summary = restoreSummary(fromCache)
  expect(summary).not.toContain('The same by hand')
  expect(summary).not.toMatch(/· volume/)
  expect(restoreSummary(restored)).toMatch(/The same by hand[^]*· volume/)
})

it('says of a damaged copy how to be rid of it', () => {
  const lost = [{ path: pathFromText('a.js'), problem: 'damaged', why: 'other bytes' }] as const
  expect(restoreFailure({ ...fromCache, status: 'partial', lost })?.text).toMatch(
    /copy in the .* cache .*gh cache delete/
  )
  expect(restoreFailure({ ...restored, status: 'partial', lost })?.text).toMatch(
    /An earlier snapshot may hold it intact/
  )
})
