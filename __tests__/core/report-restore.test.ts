// A restore in words and in log lines, for each way it can end; when it makes the run fail; its outputs and JSON report.

import { describe, expect, test } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import { restoreFacts } from '../../src/core/report/restore-facts.ts'
import { restoreJson } from '../../src/core/report/restore-json.ts'
import { restoreLog } from '../../src/core/report/restore-log.ts'
import type { RestoreCounts, RestoreReport } from '../../src/core/report/restore-model.ts'
import { restoreFailure, restoreOutcome, shortCommit, shortRef } from '../../src/core/report/restore-outcome.ts'
import { restoreOutputNames, restoreOutputs } from '../../src/core/report/restore-outputs.ts'
import {
  cleaned,
  damaged,
  dryRun,
  every,
  found,
  hostile,
  intoNothing,
  missed,
  restored,
  stuck,
  unchanged
} from './report-restore-examples.ts'

const snapshot = 'Snapshot 2026-11-20T02-00-05Z of `octo/app/nightly/main`'
const ofMain = `${snapshot} (commit 1a2b3c4 on main): 50,222 files, 731 MiB.`
const counting = (report: RestoreReport, counts: Partial<RestoreCounts>): RestoreReport => ({
  ...report,
  counts: { ...report.counts, ...counts }
})

describe('the outcome in words', () => {
  test.each<[string, RestoreReport, string, string]>([
    [
      'some of it brought',
      restored,
      'Restored',
      `${ofMain} 49,520 were there already, 702 were written (10.0 MiB at 40.0 MiB/s), and all contents were verified.`
    ],
    [
      'all of it brought',
      intoNothing,
      'Restored',
      `${ofMain} All were written (731 MiB at 244 MiB/s), and all contents were verified.`
    ],
    [
      'nothing brought but attributes',
      counting(restored, { filesSame: 50_000, filesAdjusted: 222, filesWritten: 0 }),
      'Restored',
      `${ofMain} All were there already, and all contents were verified.`
    ],
    [
      'not verified, too fast for a rate',
      { ...restored, verify: false, writingMs: 99 },
      'Restored',
      `${ofMain} 49,520 were there already, 702 were written (10.0 MiB); contents were not verified (\`verify: false\`).`
    ],
    [
      'one file',
      { ...counting(intoNothing, { files: 1, filesWritten: 1 }), bytes: { bytes: 5, bytesWritten: 5 }, writingMs: 1 },
      'Restored',
      `${snapshot} (commit 1a2b3c4 on main): 1 file, 5 B. It was written (5 B), and all contents were verified.`
    ],
    [
      'one file that was there',
      {
        ...counting(restored, { files: 1, filesSame: 1, filesAdjusted: 0, filesWritten: 0 }),
        bytes: { bytes: 5, bytesWritten: 0 }
      },
      'Restored',
      `${snapshot} (commit 1a2b3c4 on main): 1 file, 5 B. It was there already, and all contents were verified.`
    ],
    [
      'symlinks alone',
      counting(intoNothing, { files: 0, filesWritten: 0 }),
      'Restored',
      `${snapshot} (commit 1a2b3c4 on main): no files, 12 symlinks. What it holds was put in place.`
    ],
    [
      'directories alone',
      counting(intoNothing, { files: 0, filesWritten: 0, symlinks: 0, directories: 1 }),
      'Restored',
      `${snapshot} (commit 1a2b3c4 on main): no files, 1 directory. What it holds was put in place.`
    ],
    [
      'nothing to do',
      unchanged,
      'Restored: all was there already',
      `${ofMain} Nothing had to be written, and all contents were verified.`
    ],
    [
      'damage',
      damaged,
      'Partly restored',
      `${ofMain} 49,520 were there already, 699 were written (10.0 MiB at 40.0 MiB/s), but 3 stored files are damaged or missing.`
    ],
    [
      'nothing but damage, and one that is left',
      {
        ...counting(damaged, { filesSame: 0, filesAdjusted: 0, filesWritten: 0 }),
        lost: damaged.lost.slice(0, 1),
        notRemoved: ['a', 'b']
      },
      'Partly restored',
      `${ofMain} 0 were written, but 1 stored file is damaged or missing and 2 paths could not be removed.`
    ],
    [
      'one there, one brought, one damaged',
      {
        ...counting(damaged, { files: 3, filesSame: 1, filesAdjusted: 0, filesWritten: 1 }),
        bytes: { bytes: 30, bytesWritten: 10 },
        writingMs: 0
      },
      'Partly restored',
      `${snapshot} (commit 1a2b3c4 on main): 3 files, 30 B. 1 was there already, 1 was written (10 B), but 3 stored files are damaged or missing.`
    ],
    ['found', found, 'Snapshot found', `${snapshot}: 50,222 files, 731 MiB. Nothing was restored (\`lookup-only\`).`],
    [
      'a dry run',
      dryRun,
      'Dry run: nothing was written',
      `${ofMain} A run now would write 702 (10.0 MiB) and remove 31 other files; 49,520 are there already.`
    ],
    [
      'a dry run with nothing to do',
      { ...unchanged, status: 'dry-run' },
      'Dry run: nothing was written',
      `${ofMain} A run now would write no file; 50,222 are there already.`
    ],
    [
      'a dry run with everything to do, but for one',
      { ...counting(dryRun, { files: 2, filesWritten: 1, filesRemoved: 0 }), bytes: { bytes: 3, bytesWritten: 1 } },
      'Dry run: nothing was written',
      `${snapshot} (commit 1a2b3c4 on main): 2 files, 3 B. A run now would write 1 (1 B); 1 is there already.`
    ],
    [
      'a dry run into nothing',
      { ...intoNothing, status: 'dry-run' },
      'Dry run: nothing was written',
      `${ofMain} A run now would write 50,222 (731 MiB).`
    ],
    [
      'a miss',
      missed,
      'Nothing to restore',
      'There is no series "octo/app/nightly/mian" on the volume "/mnt/backup"; did you mean "octo/app/nightly/main"?'
    ]
  ])('%s', (_, report, heading, sentence) => {
    expect(restoreOutcome(report)).toEqual({ heading, sentence })
  })

  test('a miss without a reason', () => {
    const { reason, ...others } = missed
    expect(reason).toBeDefined()
    expect(restoreOutcome(others).sentence).toBe('There is no such snapshot.')
  })

  test.each([
    ['1a2b3c4d'.padEnd(40, '0'), '1a2b3c4'],
    ['a'.repeat(64), 'aaaaaaa'],
    ['main', 'main']
  ])('commit %s is %s', (commit, expected) => {
    expect(shortCommit(commit)).toBe(expected)
  })

  test.each([
    ['refs/heads/feature/x', 'feature/x'],
    ['refs/tags/v1', 'v1'],
    ['refs/pull/12/merge', 'refs/pull/12/merge']
  ])('ref %s is %s', (ref, expected) => {
    expect(shortRef(ref)).toBe(expected)
  })
})

describe('what makes the run fail', () => {
  test.each(['restored', 'intoNothing', 'unchanged', 'cleaned', 'missed', 'found', 'dryRun'] as const)(
    'not %s',
    name => {
      expect(restoreFailure(every[name])).toBeUndefined()
    }
  )

  test('damage, by up to ten names, with what can be done', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      path: pathFromText(`f${index}`),
      problem: 'missing' as const,
      why: 'it is not there'
    }))
    const { kind, text } = restoreFailure({ ...damaged, lost: many }) ?? { kind: '', text: '' }
    expect(kind).toBe('damage')
    expect(text.split('\n')).toEqual([
      'There are 12 stored files of the snapshot 2026-11-20T02-00-05Z that are damaged or missing. They were not restored, and what the target had in their place was left alone; everything else was restored, and nothing was cleaned.',
      ...many.slice(0, 10).map(({ path }) => `  ${path}: it is not there`),
      '  and 2 more',
      'An earlier snapshot may hold them intact: restore with "snapshot: before:2026-11-20T02-00-05Z" and these files as "paths". The verify action, with "snapshot: all", names the snapshots that share the damage and the newest that is whole.'
    ])
    expect(restoreFailure({ ...damaged, lost: many.slice(0, 1) })?.text).toMatch(
      /^There is 1 stored file of the snapshot \S+ that is damaged or missing\. It was not .* in its place .* hold it intact: .* this file as "paths"/s
    )
  })

  test('what could not be removed', () => {
    expect(restoreFailure(stuck)).toEqual({
      kind: 'target',
      text: expect.stringMatching(
        /^Everything was restored, but "clean" could not remove 1 path that the snapshot does not have:\n {2}old\/immutable: EPERM: operation not permitted\nRemove/
      )
    })
  })
})

describe('facts', () => {
  test.each<[string, RestoreReport, string[]]>([
    [
      'restored',
      restored,
      [
        'It is in `/home/runner/work/app/app/dist`.',
        'The snapshot was taken 2026-11-20T02:00:04Z by run 4711 of `Nightly`; it was chosen by `latest`.',
        '520 files had the right content and got only their mode, owner or time back.',
        '1 symlink was made.',
        'The run took 2.3 s.'
      ]
    ],
    [
      'into nothing',
      intoNothing,
      [
        'It is in `/home/runner/work/app/app/dist`.',
        'The snapshot was taken 2026-11-20T02:00:04Z by run 4711 of `Nightly`; it was chosen by `latest`.',
        '3 files share blocks with the stored ones (reflink).',
        '12 symlinks were made.',
        'The run took 2.3 s.'
      ]
    ],
    [
      'found',
      found,
      [
        'The snapshot was taken 2026-11-20T02:00:04Z; it was chosen by `latest`.',
        '`octo/app/nightly/feature` has no such snapshot; `octo/app/nightly/main` stands in for it.',
        'The run took 2.3 s.'
      ]
    ],
    [
      'missed',
      missed,
      ['Asked for `latest` of `octo/app/nightly/mian`, `octo/app/nightly/other`.', 'The run took 2.3 s.']
    ]
  ])('of %s', (_, report, expected) => {
    expect(restoreFacts(report)).toEqual(expected)
  })

  test.each<[string, RestoreReport, string[]]>([
    [
      'removes something',
      cleaned,
      [
        '`clean` removed 31 files that the snapshot does not have.',
        'It leaves what snapshots never hold: `.git`, `sub/.env`.'
      ]
    ],
    ['would', { ...dryRun, spared: [] }, ['`clean` would remove 31 files that the snapshot does not have.']],
    ['has nothing to remove', { ...unchanged, clean: true }, ['There is nothing for `clean` to remove.']],
    ['could not', { ...stuck, spared: [] }, ['`clean` removed 0 files that the snapshot does not have.']],
    ['was not begun', damaged, ['Nothing was cleaned, because not everything could be brought back.']],
    ['is not looked at', { ...found, clean: true }, []]
  ])('of a `clean` that %s', (_, report, expected) => {
    expect(restoreFacts(report).filter(fact => /clean|leaves/.test(fact))).toEqual(expected)
  })

  test('name only the first lines of `paths`, and one of anything as one', () => {
    const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(restoreFacts({ ...restored, paths })).toContain('Of the snapshot, only `a`, `b`, `c`, `d`, `e` and 2 more.')
    const one = counting(restored, { filesAdjusted: 1, filesReflinked: 1, symlinksMade: 1 })
    expect(restoreFacts({ ...one, status: 'dry-run' })).toEqual(
      expect.arrayContaining([
        'It would be restored into `/home/runner/work/app/app/dist`.',
        '1 file had the right content and would get only its mode, owner or time back.',
        '1 file shares blocks with the stored one (reflink).',
        '1 symlink would be made.'
      ])
    )
  })
})

describe('the log', () => {
  test.each(Object.entries(every))('%s begins with the outcome, and no line is a command', (_, report) => {
    const lines = restoreLog(report)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).not.toMatch(/\n|^\s*::|##\[/)
    expect(lines[0]).toBe(restoreOutcome(report).heading)
  })

  test('has what could not be brought back, or removed', () => {
    expect(restoreLog(damaged).slice(-5)).toEqual([
      '',
      'Not restored',
      '  lib/a.js  its bytes are not those that were stored',
      '  lib/b.js  it is not there',
      '  l\\xff     it has 3 bytes instead of 4'
    ])
    expect(restoreLog(stuck).slice(-2)).toEqual(['Not removed', '  old/immutable: EPERM: operation not permitted'])
    const many = { ...stuck, notRemoved: Array.from({ length: 25 }, (_, index) => `x${index}`) }
    expect(restoreLog(many).slice(-2)).toEqual(['  x19', '  and 5 more'])
  })
})

describe('outputs', () => {
  test.each(Object.entries(every))('%s has all of them', (_, report) => {
    expect(Object.keys(restoreOutputs(report, '/r'))).toEqual([...restoreOutputNames])
  })

  test.each<[string, RestoreReport, Record<string, string>]>([
    [
      'restored',
      { ...restored, durationMs: 12.6 },
      {
        restored: 'true',
        snapshot: '2026-11-20T02-00-05Z',
        'matched-name': 'octo/app/nightly/main',
        'exact-match': 'true',
        commit: '1a2b3c4d5e6f'.padEnd(40, '0'),
        files: '50222',
        bytes: '766509056',
        verified: 'true',
        source: 'volume',
        'files-written': '702',
        'bytes-written': '10485760',
        'files-removed': '0',
        path: '/home/runner/work/app/app/dist',
        'duration-ms': '13',
        report: '/r'
      }
    ],
    ['unchanged', unchanged, { restored: 'true', verified: 'true', 'files-written': '0' }],
    ['damaged', damaged, { restored: 'false', verified: 'false', files: '50222' }],
    ['not verified', { ...restored, verify: false }, { restored: 'true', verified: 'false' }],
    ['a dry run', dryRun, { restored: 'false', verified: '', 'files-written': '702', 'files-removed': '31' }],
    [
      'found',
      found,
      { restored: 'false', commit: '', 'exact-match': 'false', source: 'volume', verified: '', 'bytes-written': '' }
    ],
    ['missed', missed, { restored: 'false', snapshot: '', 'exact-match': '', files: '', verified: '', source: '' }]
  ])('of %s', (_, report, expected) => {
    expect(restoreOutputs(report, '/r')).toMatchObject(expected)
  })
})

describe('the JSON report', () => {
  const read = (report: RestoreReport): Record<string, unknown> =>
    JSON.parse(restoreJson(report)) as Record<string, unknown>

  test('has all that the report has', () => {
    const { counts, bytes, ...others } = cleaned
    expect(read(cleaned)).toEqual({
      schema: 1,
      ...others,
      restored: true,
      verified: true,
      ...counts,
      ...bytes,
      removed: [{ path: 'old' }, { path: 'x.js' }],
      spared: [{ path: '.git' }, { path: 'sub/.env' }]
    })
    expect(read(damaged)).toMatchObject({
      status: 'partial',
      restored: false,
      verified: false,
      lost: [{ path: 'lib/a.js', problem: 'damaged' }, { path: 'lib/b.js' }, { path: 'l\ufffd', pathBase64: 'bP8=' }]
    })
  })

  test('has no figures of what was not looked at', () => {
    expect(read(missed)).not.toHaveProperty('files')
    expect(read(missed)).toMatchObject({ status: 'missed', reason: missed.reason, restored: false })
    expect(read(found)).toMatchObject({ files: 50_222, from: { isExact: false } })
    for (const name of ['filesWritten', 'verified', 'lost']) expect(read(found)).not.toHaveProperty(name)
    expect(read(dryRun)).toMatchObject({ filesWritten: 702 })
    expect(read(dryRun)).not.toHaveProperty('verified')
  })

  test('printed, it shows what it is and holds no command', () => {
    expect(restoreJson(hostile)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|^\s*::|##\[/mu)
  })
})
