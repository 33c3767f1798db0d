// The step summary and its rendition for terminals: what they say, and that nobody's names say anything in them.

import { describe, expect, test } from '@jest/globals'

import { causes } from '../../src/core/cause.ts'
import { pathFromText } from '../../src/core/byte-path.ts'
import { restoreByHand } from '../../src/core/report/by-hand.ts'
import { logSummary, summaryAsText } from '../../src/core/report/log.ts'
import type { SnapshotReport } from '../../src/core/report/model.ts'
import { outcomeOf } from '../../src/core/report/outcome.ts'
import { snapshotSummary, summaryLimitBytes } from '../../src/core/report/summary.ts'
import { allCopied, first, hostile, hostileNames, point, seriesPath, troubled, typical } from './report-examples.ts'

const dryRun: SnapshotReport = { ...typical, status: 'dry-run' }
const unchanged: SnapshotReport = { ...typical, status: 'unchanged', changed: false }
const skipped: SnapshotReport = {
  ...typical,
  status: 'skipped',
  reason: 'A pull request of the fork evil/app must not write.',
  snapshot: '',
  snapshotPath: ''
}
const every = { typical, first, allCopied, troubled, hostile, dryRun, unchanged, skipped }

const counts = (more: Partial<SnapshotReport['counts']>): Pick<SnapshotReport, 'counts'> => ({
  counts: { ...typical.counts, ...more }
})

describe('the outcome in a sentence', () => {
  test.each<[string, SnapshotReport, string]>([
    [
      'most files linked',
      typical,
      '12,345 of 12,400 files (99.6%) were linked to snapshot 2026-11-19T02-00-00Z instead of copied; 4.1 MiB were stored instead of 731 MiB.'
    ],
    [
      'against another series',
      { ...typical, base: { id: '2026-11-19T02-00-00Z', series: 'octo/app/nightly/dev' } },
      '12,345 of 12,400 files (99.6%) were linked to snapshot 2026-11-19T02-00-00Z of `octo/app/nightly/dev` instead of copied; 4.1 MiB were stored instead of 731 MiB.'
    ],
    [
      'a first snapshot',
      first,
      'The first snapshot of this series: all 12,400 files were stored, 731 MiB on the disk. The next one stores only what changes.'
    ],
    [
      'a first snapshot with duplicates',
      { ...first, ...counts({ filesLinked: 1 }) },
      'The first snapshot of this series: all 12,400 files were stored, 731 MiB on the disk. 1 file is a duplicate, stored once. The next one stores only what changes.'
    ],
    [
      'nothing changed',
      { ...typical, changed: false, ...counts({ filesLinked: 12_400, filesCopied: 0 }) },
      'Nothing changed: all 12,400 files are links to snapshot 2026-11-19T02-00-00Z; 4.1 MiB were stored instead of 731 MiB.'
    ],
    [
      'nothing changed, yet not all could be linked',
      { ...typical, changed: false },
      'Nothing changed, yet only 12,345 of 12,400 files (99.6%) could be linked to snapshot 2026-11-19T02-00-00Z; 4.1 MiB were stored instead of 731 MiB.'
    ],
    [
      'all copied',
      allCopied,
      'Nothing was saved: none of the 12,400 files could be linked to snapshot 2026-11-19T02-00-00Z, so all 731 MiB were stored again.'
    ],
    [
      'no files',
      { ...typical, ...counts({ files: 0, filesLinked: 0, directories: 1 }) },
      'It holds no files, only 1 directory.'
    ],
    [
      'unchanged',
      unchanged,
      'No new snapshot was needed: snapshot 2026-11-20T02-00-00Z already holds the same 12,400 files.'
    ],
    ['skipped', skipped, 'A pull request of the fork evil/app must not write.'],
    ['skipped without a reason', { ...typical, status: 'skipped' }, 'Nothing was written.'],
    [
      'a dry run',
      dryRun,
      'A snapshot now would link 12,345 of 12,400 files (99.6%) to snapshot 2026-11-19T02-00-00Z and store about 4.1 MiB instead of 731 MiB.'
    ],
    [
      'a dry run of what did not change',
      { ...dryRun, changed: false, ...counts({ files: 1, filesLinked: 1 }) },
      'Nothing has changed. A snapshot now would link 1 of 1 file (100.0%) to snapshot 2026-11-19T02-00-00Z and store about 4.1 MiB instead of 731 MiB.'
    ],
    [
      'a dry run of a first one',
      { ...first, status: 'dry-run' },
      'A snapshot now would be the first of this series and store all 12,400 files, about 731 MiB.'
    ]
  ])('%s', (_title, report, sentence) => {
    expect(outcomeOf(report).sentence).toBe(sentence)
  })

  test.each<[keyof typeof every, string]>([
    ['typical', 'Snapshot 2026-11-20T02-00-00Z created'],
    ['unchanged', 'Unchanged since 2026-11-20T02-00-00Z'],
    ['skipped', 'Skipped: no snapshot was taken'],
    ['dryRun', 'Dry run: nothing was written']
  ])('the heading of %s', (name, heading) => {
    expect(outcomeOf(every[name]).heading).toBe(heading)
    expect(summaryAsText(every[name]).split('\n', 1)).toEqual([heading])
  })
})

/** What a browser shows of our Markdown: our own tags taken out, entities read. */
const readBack = (markdown: string): string =>
  markdown
    .replace(/<\/?(?:code|sub|details|summary)>/g, '')
    .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
    .replaceAll('\u00a0', ' ')

const outsideFences = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '')

describe('every step summary', () => {
  const cases = Object.entries(every)

  test.each(cases)('%s starts with the outcome in words', (_name, report) => {
    const [heading, empty, sentence] = readBack(snapshotSummary(report)).split('\n')
    expect([heading, empty, sentence]).toEqual([
      `## ${outcomeOf(report).heading}`,
      '',
      `**${outcomeOf(report).sentence.replaceAll('`', '')}**`
    ])
  })

  test.each(cases)('%s has tables whose rows have as many cells as their head', (_name, report) => {
    const tables = outsideFences(snapshotSummary(report)).match(/(?:^\|.*\n)+/gm) ?? []
    expect(tables.length).toBeGreaterThan(0)
    for (const table of tables) {
      const cells = table
        .trimEnd()
        .split('\n')
        .map(row => row.split('|').length)
      expect(new Set(cells).size).toBe(1)
      expect(cells.length).toBeGreaterThan(2)
    }
  })

  test.each(cases)('%s has no HTML but ours, and no Markdown but ours', (_name, report) => {
    const lines = outsideFences(snapshotSummary(report)).split('\n')
    const markup = lines.map(line =>
      line
        .replace(/^(?:> )?(?:## |### |- |\[!WARNING\]$)/, '')
        .replace(/^>/, '')
        .replace(/^\|(?: :?---:? \|)+|---:/g, '')
        .replace(/<\/?(?:code|sub|details|summary)>/g, '')
        .replace(/&#\d+;/g, '')
        .replaceAll('**', '')
        .replaceAll('|', '')
    )
    for (const line of markup) expect(line).toMatch(/^[A-Za-z0-9 /.,%()'!?·-]*$/)
  })

  test.each(cases)('%s has nobody’s names in it as they are', (_name, report) => {
    const markdown = outsideFences(snapshotSummary(report))
    for (const name of hostileNames.filter(name => /[^\w ./-]/.test(name))) expect(markdown).not.toContain(name)
  })

  test.each(cases)('%s shows the same outcome and facts as text', (_name, report) => {
    const markdown = readBack(snapshotSummary(report))
    const facts = summaryAsText(report).match(/^- (?:Since|Retention|It is|The volume|The run) .*$/gm) ?? []
    expect(facts.length).toBeGreaterThan(0)
    for (const fact of facts.filter(fact => !fact.includes('\\'))) expect(markdown).toContain(fact.replaceAll('`', ''))
  })
})

describe('the sections of a step summary', () => {
  const sections = (report: SnapshotReport): string[] => snapshotSummary(report).match(/^### .*$/gm) ?? []

  test.each<[keyof typeof every, string[]]>([
    [
      'typical',
      [
        '### Why 55 files were copied',
        '### Largest newly stored files',
        '### History of the series',
        '### Restore by hand'
      ]
    ],
    ['first', ['### Largest files', '### Restore by hand']],
    [
      'troubled',
      [
        '### Why 55 files were copied',
        '### Largest newly stored files',
        '### Left out',
        '### History of the series',
        '### Restore by hand'
      ]
    ],
    ['dryRun', ['### Why 55 files would be copied', '### Largest files to be stored', '### History of the series']],
    ['unchanged', ['### History of the series', '### Restore by hand']],
    ['skipped', ['### History of the series']]
  ])('%s', (name, titles) => {
    expect(sections(every[name])).toEqual(titles)
  })

  const table = (report: SnapshotReport): string => readBack(/(?:^\|.*\n)+/m.exec(snapshotSummary(report))?.[0] ?? '')

  test('the figures of this snapshot beside the whole series', () => {
    expect(table(typical)).toBe(
      [
        '|  | This snapshot | Whole series (9 snapshots) |',
        '| :--- | ---: | ---: |',
        '| Files | 12,400 | 111,600 |',
        '| Linked, not copied | 12,345 (99.6%) | 98,760 (88.5%) |',
        '| Full copies would take | 731 MiB | 6.4 GiB |',
        '| Stored on the disk | 4.1 MiB | 980 MiB |',
        '| **Saved** | **727 MiB (99.4%)** | **5.5 GiB (85.1%)** |',
        ''
      ].join('\n')
    )
  })

  test('a first snapshot has nothing to be compared with', () => {
    expect(table(first)).toBe(
      '|  | This snapshot |\n| :--- | ---: |\n| Files | 12,400 |\n| Stored on the disk | 731 MiB |\n'
    )
  })

  test('no figures where there are none', () => {
    const empty = { ...skipped, history: [], totals: { snapshots: 0, bytes: 0, bytesOnDisk: 0 } }
    expect(snapshotSummary(empty)).not.toContain('|')
    expect(summaryAsText(empty)).not.toContain('Files')
  })

  test('a warning is an alert, several are a list in one', () => {
    expect(snapshotSummary({ ...typical, warnings: ['Look here.'] })).toContain('\n\n> [!WARNING]\n> Look here.\n\n')
    expect(snapshotSummary({ ...typical, warnings: ['One.', 'Two.'] })).toContain(
      '\n\n> [!WARNING]\n> - One.\n> - Two.\n\n'
    )
  })

  test('of many warnings, the last line says how many more there are', () => {
    const warnings = Array.from({ length: 25 }, (_, index) => `Warning number ${index}.`)
    const markdown = snapshotSummary({ ...typical, warnings })
    expect(markdown).toContain('> - Warning number 8.\n> - 16 more are in the log and in the JSON report.\n\n')
    expect(summaryAsText({ ...typical, warnings })).toContain('! Warning number 24.')
  })

  test('each cause comes with what to do', () => {
    const report = { ...typical, causes: causes.map(cause => ({ cause, files: 1, bytes: 1 })) }
    const rows =
      /### Why[^\n]*\n\n((?:\|.*\n)+)/.exec(snapshotSummary(report))?.[1]?.trimEnd().split('\n').slice(2) ?? []
    expect(rows).toHaveLength(causes.length)
    for (const row of rows) expect(readBack(row)).toMatch(/^\| [a-z, ]+ \| 1 \| 1 B \| [^|]{20,} \|$/)
    expect(readBack(snapshotSummary(allCopied))).toContain(
      '| same content, new time | 12,360 | 697 MiB | compare: content links these. |'
    )
  })

  test('no causes where there are none', () => {
    expect(sections({ ...typical, causes: [] })).not.toContainEqual(expect.stringContaining('Why'))
    expect(sections({ ...typical, ...counts({ filesCopied: 1 }) })).toContain('### Why 1 file was copied')
  })

  test('facts that hold for some runs only', () => {
    const facts = (report: SnapshotReport): string => readBack(snapshotSummary(report))
    expect(facts(troubled)).toContain('- It is pinned: retention never removes it.\n- Tags: release, v1.2.3.\n')
    expect(facts({ ...typical, tags: Array.from({ length: 12 }, (_, n) => `t${n}`) })).toContain('t9 and 2 more.')
    expect(facts({ ...typical, free: { bytes: 2048 } })).toContain('- The volume has 2.0 KiB left.')
    expect(facts({ ...typical, phases: [] })).toContain('- The run took 1.9 s.\n')
    expect(facts({ ...typical, retention: { kept: 0, prunedIds: [], bytesFreed: 0 } })).not.toContain('Retention')
    expect(facts({ ...typical, retention: { kept: 2, prunedIds: ['a', 'b', 'c', 'd'], bytesFreed: 1 } })).toContain(
      'Retention keeps 2 snapshots and removed a, b, c, and 1 more, which freed 1 B.'
    )
    expect(facts({ ...dryRun, retention: { kept: 2, prunedIds: ['a'], bytesFreed: 0 } })).toContain(
      'Retention would keep 2 snapshots and remove a.'
    )
    expect(
      facts({ ...typical, ...counts({ filesAdded: 0, filesChanged: 0, filesMoved: 0, filesRemoved: 0 }) })
    ).not.toContain('Since')
    expect(facts({ ...typical, rsync: '' })).toMatch(/snapshot-action 0\.1\.0\n$/)
  })

  test('what was left out, by reason, the most frequent first', () => {
    const text = readBack(snapshotSummary(troubled))
    expect(text).toContain(
      '12 paths look like secrets. With exclude-secrets: false they would be kept, readable for everybody who can read the volume. 1 path is no file: sockets, FIFOs and devices hold nothing that could be kept.'
    )
    expect(text).toContain(
      '| *.pem | 9 | certs/0.pem, certs/1.pem, certs/2.pem and 6 more |\n| .env* | 2 | .env, config/.env.local |\n'
    )
  })

  test('one secret, several sockets, and more reasons than are shown', () => {
    const report = {
      ...typical,
      secrets: [{ path: pathFromText('.env'), why: '.env*' }],
      specials: Array.from({ length: 12 }, (_, n) => ({ path: pathFromText(`s${n}`), why: `kind ${n}` }))
    }
    const text = readBack(snapshotSummary(report))
    expect(text).toContain('1 path looks like a secret.')
    expect(text).toContain(
      '12 paths are no files: sockets, FIFOs and devices hold nothing that could be kept. 3 more reasons are in the JSON report.'
    )
    expect(summaryAsText(report)).toContain('Left out\n1 path looks like a secret.')
  })
})

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
    ['a place on another machine', 'host:/mnt/a'],
    ['more than anybody copies', `/${'x'.repeat(1001)}`]
  ])('no command for a path with %s', (_title, snapshotPath) => {
    const report = { ...typical, snapshotPath }
    expect(restoreByHand(report)).not.toHaveProperty('command')
    expect(readBack(snapshotSummary(report))).toContain('The output snapshot-path has it')
    expect(summaryAsText(report)).toContain('The output `snapshot-path` has it')
  })
})

/** As bad as it gets: long names that take most room as entities, and many of everything. */
const extreme = (): SnapshotReport => {
  const long = '@\u{10ffff}🎉 `'.repeat(2000)
  const many = <T>(item: (index: number) => T): T[] => Array.from({ length: 3000 }, (_, index) => item(index))
  return {
    ...troubled,
    volume: long,
    series: long,
    snapshot: long,
    snapshotPath: `/${'`'.repeat(999)}`,
    base: { id: long, series: `${long}x` },
    phases: [{ phase: long, ms: 1900 }],
    causes: many(() => ({ cause: 'content' as const, files: 1e15, bytes: 1e15 })),
    largest: many(() => ({ path: pathFromText(long), bytes: 1e15, cause: 'mode' as const })),
    history: many(() => ({ ...point(1, 1e15), id: long, pinned: true })),
    retention: { kept: 1e15, prunedIds: many(() => long), bytesFreed: 1e15 },
    secrets: many(index => ({ path: pathFromText(long), why: `${index}${long}` })),
    specials: many(index => ({ path: pathFromText(long), why: `${index}${long}` })),
    warnings: many(() => long),
    notes: many(() => long),
    tags: many(() => long),
    reason: long,
    program: long,
    rsync: long
  }
}

describe('an extreme report', () => {
  test.each<SnapshotReport['status']>(['created', 'unchanged', 'skipped', 'dry-run'])(
    'stays within the limit when %s',
    status => {
      const size = Buffer.byteLength(snapshotSummary({ ...extreme(), status }))
      expect(size).toBeLessThan(summaryLimitBytes)
      expect(size).toBeGreaterThan(30_000)
    }
  )
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
      expect.stringMatching(/^ {2}40 {3}2\.6 MiB {2}other content: Expected/),
      expect.stringMatching(/^ {2}12 {3}922 KiB {2}new: Expected/),
      expect.stringMatching(/^ {3}3 {2}11\.7 KiB {2}same content, other permissions: Set one `umask`/),
      '',
      'Largest newly stored files',
      '  1.4 MiB  other content                    dist/server/chunks/vendor-3f9a1c.js',
      '  498 KiB  other content                    dist/client/assets/index-b81d07.css',
      '  332 KiB  new                              dist/client/img/größe_2x.webp',
      '  4.0 KiB  same content, other permissions  bin/run.sh'
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
