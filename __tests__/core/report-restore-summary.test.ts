// The step summary of a restore: its outcome first, what is damaged in a table, nobody's names obeyed, its size bounded.

import { describe, expect, test } from '@jest/globals'
import { pathFromText } from '../../src/core/byte-path.ts'
import type { RestoreReport, RestoreStatus } from '../../src/core/report/restore-model.ts'
import { restoreFacts } from '../../src/core/report/restore-facts.ts'
import { restoreOutcome } from '../../src/core/report/restore-outcome.ts'
import { restoreSummary } from '../../src/core/report/restore-summary.ts'
import { summaryLimitBytes } from '../../src/core/report/summary.ts'
import { readBack } from './display-names.ts'
import { damaged, every, hostile, missed, restored, stuck } from './report-restore-examples.ts'

const outsideFences = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '')
const cases = Object.entries(every)

describe('every step summary', () => {
  test.each(cases)('%s starts with the outcome in words', (_, report) => {
    const [heading, empty, sentence] = readBack(restoreSummary(report)).split('\n')
    const outcome = restoreOutcome(report)
    expect([heading, empty]).toEqual([`## ${outcome.heading}`, ''])
    if (report !== hostile) expect(sentence).toBe(`**${outcome.sentence.replaceAll('`', '')}**`)
  })

  test.each(cases)('%s has tables whose rows have as many cells as their head', (_, report) => {
    for (const table of outsideFences(restoreSummary(report)).match(/(?:^\|.*\n)+/gm) ?? [])
      for (const row of table.trimEnd().split('\n')) expect(row.split('|')).toHaveLength(4)
  })

  test.each(cases)('%s has no HTML but ours, and no Markdown but ours', (_, report) => {
    const markup = outsideFences(restoreSummary(report))
      .split('\n')
      .map(line =>
        line
          .replace(/^(?:> )?(?:## |### |- |\[!WARNING\]$)/, '')
          .replace(/^>/, '')
          .replace(/^\|(?: :?---:? \|)+/g, '')
          .replace(/<\/?(?:code|sub|details|summary)>/g, '')
          .replace(/&#\d+;/g, '')
          .replaceAll('**', '')
          .replaceAll('|', '')
      )
    for (const line of markup) expect(line).toMatch(/^[A-Za-z0-9 /.,%()'!?·-]*$/)
  })
})

test('a restore is one look: a sentence, its facts, and the rest folded away', () => {
  const markdown = readBack(restoreSummary({ ...restored, notes: ['Owners are not brought back.'] }))
  expect(markdown).toBe(
    [
      '## Restored',
      '',
      `**${restoreOutcome(restored).sentence.replaceAll('`', '')}**`,
      '',
      ...restoreFacts(restored).map(fact => `- ${fact.replaceAll('`', '')}`),
      '- Owners are not brought back.',
      '',
      '',
      'The same by hand',
      '',
      '```sh',
      `rsync -a -- '${restored.from?.snapshotPath ?? ''}/' restored/`,
      '```',
      '',
      'This copies. Never link, move or edit files inside a snapshot: a file is shared by all snapshots that hold it.',
      '',
      '',
      '',
      'series octo/app/nightly/main · volume /mnt/backup · snapshot-action 1.2.3',
      ''
    ].join('\n')
  )
})

test('damage has a table, and the way by hand is not folded away', () => {
  const markdown = readBack(restoreSummary(damaged))
  expect(markdown).toContain('\n### Not restored\n\nThe target still has its old file in the place of each.\n')
  expect(markdown).toContain('\n| lib/b.js | it is not there |\n| l\\xff | it has 3 bytes instead of 4 |\n')
  expect(markdown).toContain('\n### The same by hand\n')
  expect(restoreSummary(damaged)).not.toContain('<details>')
  const many = Array.from({ length: 40 }, (_, index) => ({
    path: pathFromText(`f${index}`),
    problem: 'missing' as const,
    why: 'it is not there'
  }))
  expect(readBack(restoreSummary({ ...damaged, lost: many }))).toContain('\nand 10 more in the JSON report.\n')
})

test('what could not be removed is listed', () => {
  expect(readBack(restoreSummary(stuck))).toContain(
    '\n### Not removed\n\n- old/immutable: EPERM: operation not permitted\n'
  )
  const many = { ...stuck, notRemoved: Array.from({ length: 25 }, (_, index) => `x${index}`) }
  expect(readBack(restoreSummary(many))).toContain('\n- x9\n- and 15 more\n')
})

test('a miss is short', () => {
  expect(restoreSummary(missed)).not.toMatch(/###|```|<details>/)
})

test('a path that cannot be pasted is not shown to be', () => {
  const markdown = readBack(restoreSummary(hostile))
  expect(markdown).not.toContain('rsync -a --')
  expect(markdown).toContain('cannot be shown here so that it could be pasted')
})

/** As bad as it gets: long names that take most room as entities, and many of everything. */
const extreme = (status: RestoreStatus): RestoreReport => {
  const long = '@\u{10ffff}🎉 `'.repeat(150)
  const many = <T>(item: T): T[] => Array.from({ length: 300 }, () => item)
  return {
    ...hostile,
    status,
    volume: long,
    name: long,
    fallbackNames: many(long),
    selector: long,
    target: long,
    paths: many(long),
    reason: long,
    from: {
      series: long,
      snapshot: long,
      source: 'volume',
      snapshotPath: `/${long}`,
      isExact: false,
      takenAt: long,
      run: { commit: long, ref: long, runId: long, workflow: long }
    },
    clean: true,
    lost: status === 'partial' ? many({ path: pathFromText(long), problem: 'damaged', why: long }) : [],
    spared: many(pathFromText(long)),
    notRemoved: many(long),
    warnings: many(long),
    notes: many(long),
    program: long
  }
}

test.each(['restored', 'unchanged', 'partial', 'missed', 'found', 'dry-run'] as const)(
  'an extreme report stays within the limit when %s',
  status => {
    const size = Buffer.byteLength(restoreSummary(extreme(status)))
    expect(size).toBeLessThan(summaryLimitBytes)
    expect(size).toBeGreaterThan(30_000)
  }
)
