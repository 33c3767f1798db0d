// The outputs and the JSON report: what machines read of a run.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { pathBytes, pathFromBytes, pathFromText, pathText, type BytePath } from '../../src/core/byte-path.ts'
import { jsonReport } from '../../src/core/report/json.ts'
import type { SnapshotReport } from '../../src/core/report/model.ts'
import { savedShare, shareOf, snapshotOutputNames, snapshotOutputs } from '../../src/core/report/outputs.ts'
import { first, hostile, hostileNames, skipped, troubled, typical } from './report-examples.ts'

describe('snapshotOutputs', () => {
  test('every name has its value', () => {
    expect(snapshotOutputs(typical, '/tmp/report.json')).toEqual({
      status: 'created',
      snapshot: '2026-11-20T02-00-00Z',
      'snapshot-path': '/mnt/backup/octo/app/nightly/main/2026-11-20T02-00-00Z',
      'latest-path': '/mnt/backup/octo/app/nightly/main/latest',
      base: '2026-11-19T02-00-00Z',
      changed: 'true',
      files: '12400',
      'files-linked': '12345',
      'files-copied': '55',
      'files-added': '12',
      'files-changed': '40',
      'files-moved': '3',
      'files-removed': '1',
      bytes: '734003200',
      'bytes-linked': '730857472',
      'bytes-added': '4299162',
      'savings-percent': '99.6',
      'series-snapshots': '9',
      'series-bytes': '6898581504',
      'series-bytes-on-disk': '1027604480',
      'series-savings-percent': '85.1',
      kept: '9',
      pruned: '1',
      'pruned-ids': '["2026-10-21T02-00-00Z"]',
      'bytes-freed': '12582912',
      'free-bytes': '128849018880',
      'free-inodes': '3201234',
      'cache-copied': '',
      'cache-key': '',
      digest: `sha256:${'4f'.repeat(32)}`,
      'duration-ms': '1930',
      report: '/tmp/report.json'
    })
  })

  test('the list of names is the list of values', () => {
    expect(Object.keys(snapshotOutputs(typical, ''))).toEqual([...snapshotOutputNames])
  })

  test.each<[string, SnapshotReport, object]>([
    ['a first snapshot has no base', first, { base: '', 'savings-percent': '0.0', 'series-savings-percent': '0.0' }],
    ['no number of inodes', { ...typical, free: { bytes: 5 } }, { 'free-bytes': '5', 'free-inodes': '' }],
    ['nothing pruned', first, { pruned: '0', 'pruned-ids': '[]' }],
    [
      'no bytes at all saved nothing',
      { ...typical, bytes: { bytes: 0, bytesLinked: 0, bytesAdded: 0, bytesOnDisk: 0 } },
      { bytes: '0', 'savings-percent': '0.0' }
    ],
    [
      'all but a little is not all',
      { ...typical, bytes: { ...typical.bytes, bytes: 100_000, bytesLinked: 99_999 } },
      { 'savings-percent': '99.9' }
    ],
    ['a part of a millisecond', { ...typical, durationMs: 12.7 }, { 'duration-ms': '13' }]
  ])('%s', (_title, report, expected) => {
    expect(snapshotOutputs(report, '')).toMatchObject(expected)
  })

  test('of a skipped run, what was not measured is empty: 0 bytes free would be a full disk', () => {
    expect(snapshotOutputs(skipped, '/tmp/report.json')).toEqual({
      ...Object.fromEntries(snapshotOutputNames.map(name => [name, ''])),
      status: 'skipped',
      pruned: '0',
      'pruned-ids': '[]',
      'bytes-freed': '0',
      'duration-ms': '1930',
      report: '/tmp/report.json'
    })
  })

  test('shares stay between nothing and all', () => {
    expect(shareOf(0, 0)).toBe(0)
    expect(savedShare(0, 4096)).toBe(0)
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (full, stored) => {
        expect(savedShare(full, stored)).toBeGreaterThanOrEqual(0)
        expect(savedShare(full, stored)).toBeLessThanOrEqual(1)
      })
    )
  })
})

describe('jsonReport', () => {
  const parsed = (report: SnapshotReport): Record<string, unknown> =>
    JSON.parse(jsonReport(report)) as Record<string, unknown>

  test('says which schema it has, and everything the report has', () => {
    const largest = troubled.largest.map(file => ({ ...file, path: pathText(file.path) }))
    expect(parsed(troubled)).toEqual({ schema: 1, ...troubled, largest })
    expect(jsonReport(troubled)).toMatch(/^\{\n {2}"schema": 1,\n {2}"status": "created",\n/)
    expect(jsonReport(troubled)).toMatch(/\}\n$/)
  })

  test('has the same text whatever the order of the fields was', () => {
    const turned = Object.fromEntries(Object.entries(troubled).reverse()) as unknown as SnapshotReport
    expect(jsonReport(turned)).toBe(jsonReport(troubled))
  })

  test('what is absent is absent', () => {
    expect(parsed(first)).not.toHaveProperty('base')
    expect(parsed(first)).not.toHaveProperty('reason')
    expect(parsed({ ...first, reason: 'a fork' })).toHaveProperty('reason', 'a fork')
  })

  test.each(['counts', 'bytes', 'causes', 'history', 'totals', 'retention', 'free', 'digest', 'changed'])(
    'of a skipped run has no %s, which nobody measured',
    name => {
      expect(parsed(typical)).toHaveProperty(name)
      expect(parsed(skipped)).not.toHaveProperty(name)
    }
  )

  const withPath = (path: BytePath): SnapshotReport => ({ ...typical, largest: [{ path, bytes: 1, cause: 'new' }] })
  const pathOf = (report: SnapshotReport): { path: string; pathBase64?: string } =>
    (parsed(report).largest as [{ path: string; pathBase64?: string }])[0]

  test('a name that is no UTF-8 is given as text to read and as bytes', () => {
    expect(pathOf(withPath(pathFromBytes(new Uint8Array([0x61, 0xff]))))).toEqual({
      path: 'a\ufffd',
      pathBase64: 'Yf8=',
      bytes: 1,
      cause: 'new'
    })
    expect(pathOf(withPath(pathFromText('größe')))).toEqual({ path: 'größe', bytes: 1, cause: 'new' })
  })

  test('every name can be had back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string({ unit: 'grapheme' }).map(text => Buffer.from(text))
        ),
        bytes => {
          const { path, pathBase64 } = pathOf(withPath(pathFromBytes(bytes)))
          const back = pathBase64 === undefined ? Buffer.from(path) : Buffer.from(pathBase64, 'base64')
          expect(back).toEqual(pathBytes(pathFromBytes(bytes)))
        }
      )
    )
  })

  test.each<[string, bigint, unknown]>([
    ['a number while that is exact', 5n, 5],
    ['digits beyond', 2n ** 64n, '18446744073709551616']
  ])('a bigint is %s', (_title, value, expected) => {
    expect(parsed({ ...typical, durationMs: value as unknown as number }).durationMs).toBe(expected)
  })

  test('printed, it shows what it is and holds no command', () => {
    const json = jsonReport(hostile)
    expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|^\s*::|##\[/mu)
    expect(parsed(hostile).notes).toEqual(hostileNames)
    expect(parsed({ ...typical, notes: ['\u{e0041}'] }).notes).toEqual(['\u{e0041}'])
  })
})
