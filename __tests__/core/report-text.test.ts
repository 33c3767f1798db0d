// The report for a terminal: the closing lines of the log, the summary as text, and the command that restores by hand.

import { describe, expect, test } from '@jest/globals'

import { restoreByHand } from '../../src/core/report/by-hand.ts'
import { logSummary, summaryAsText } from '../../src/core/report/log.ts'
import { outcomeOf } from '../../src/core/report/outcome.ts'
import { snapshotSummary } from '../../src/core/report/summary.ts'
import { readBack } from './display-names.ts'
import { every, hostile, seriesPath, typical } from './report-examples.ts'

describe('restoring by hand', () => {
  test('one command, quoted for the shell', () => {
    expect(snapshotSummary(typical)).toContain(
      `\n\`\`\`sh\nrsync -a -- '${seriesPath}/2026-11-20T02-00-00Z/' restored/\n\`\`\`\n`
    )
    expect(restoreByHand(hostile)?.command).toBe(
      "rsync -a -- '/mnt/it'\\''s ::a/`b`/$(touch x)/2026-11-20T02-00-00Z/' restored/"
    )
  })

  test.each<[string, string]>([
    ['a line break', '/mnt/a\nrm -rf b'],
    ['what cannot be seen', '/mnt/a\u202eb'],
    ['a relative place', 'mnt/a'],
    ['more than anybody copies', `/${'x'.repeat(1001)}`]
  ])('no command for a path with %s', (_title, snapshotPath) => {
    const report = { ...typical, snapshotPath }
    expect(restoreByHand(report)).not.toHaveProperty('command')
    expect(readBack(snapshotSummary(report))).toContain('The output snapshot-path has it')
    expect(summaryAsText(report)).toContain('The output `snapshot-path` has it')
  })
})

describe('the report as text', () => {
  test('the closing lines of the log', () => {
    expect(logSummary(typical)).toEqual([
      'Snapshot 2026-11-20T02-00-00Z created',
      outcomeOf(typical).sentence,
      '',
      '                            This snapshot  Whole series (9 snapshots)',
      '  Files                            12,400                     111,600',
      '  Linked, not copied       12,345 (99.6%)              98,760 (88.5%)',
      '  Full copies would take          731 MiB                     6.4 GiB',
      '  Stored on the disk              4.1 MiB                     980 MiB',
      '  Saved                   727 MiB (99.4%)             5.5 GiB (85.1%)',
      '',
      'Why 55 files were copied',
      expect.stringMatching(/^ {2}40 {3}2\.6 MiB {2}other content \(`content`\): Expected/),
      expect.stringMatching(/^ {2}12 {3}922 KiB {2}new file \(`new`\): Expected/),
      expect.stringMatching(/^ {3}3 {2}11\.7 KiB {2}same content, other permissions \(`mode`\): Set one `umask`/),
      '',
      'Largest newly stored files',
      '  1.4 MiB  other content (`content`)                 dist/server/chunks/vendor-3f9a1c.js',
      '  498 KiB  other content (`content`)                 dist/client/assets/index-b81d07.css',
      '  332 KiB  new file (`new`)                          dist/client/img/größe_2x.webp',
      '  4.0 KiB  same content, other permissions (`mode`)  bin/run.sh'
    ])
  })

  test.each(Object.entries(every))('%s holds no command and no control character', (_name, report) => {
    for (const line of [...summaryAsText(report).split('\n'), ...logSummary(report)])
      expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}]/u)
  })

  test('ends with how to restore', () => {
    expect(summaryAsText(typical)).toMatch(
      /\nRestore by hand\n {2}rsync -a -- '.*\/' restored\/\n {2}This copies\..*\n$/
    )
  })
})
