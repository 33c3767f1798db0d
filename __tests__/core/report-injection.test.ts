// Whatever strangers have named, every report of every action only says it: to the runner's log, to its files, to a page of GitHub.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as core from '@actions/core'
import fc from 'fast-check'
import { writeOutputs } from '../../src/adapters/step-files.ts'
import { adoptJson } from '../../src/core/report/adopt-json.ts'
import { adoptLog } from '../../src/core/report/adopt-log.ts'
import type { AdoptReport } from '../../src/core/report/adopt-model.ts'
import { diffJson } from '../../src/core/report/diff-json.ts'
import { diffLog } from '../../src/core/report/diff-log.ts'
import type { DiffReport } from '../../src/core/report/diff-model.ts'
import { doctorJson, doctorLog, type DoctorReport } from '../../src/core/report/doctor-report.ts'
import { jsonReport } from '../../src/core/report/json.ts'
import { listJson } from '../../src/core/report/list-json.ts'
import { listLog } from '../../src/core/report/list-log.ts'
import { listOutputs } from '../../src/core/report/list-outputs.ts'
import { listSummary } from '../../src/core/report/list-summary.ts'
import { logSummary, summaryAsText } from '../../src/core/report/log.ts'
import { snapshotOutputs } from '../../src/core/report/outputs.ts'
import { pruneJson } from '../../src/core/report/prune-json.ts'
import { pruneLog } from '../../src/core/report/prune-log.ts'
import { pruneOutputs } from '../../src/core/report/prune-outputs.ts'
import { pruneSummary } from '../../src/core/report/prune-summary.ts'
import { restoreJson } from '../../src/core/report/restore-json.ts'
import { restoreLog } from '../../src/core/report/restore-log.ts'
import { restoreOutputs } from '../../src/core/report/restore-outputs.ts'
import { restoreSummary } from '../../src/core/report/restore-summary.ts'
import { snapshotSummary } from '../../src/core/report/summary.ts'
import { verifyJson } from '../../src/core/report/verify-json.ts'
import { verifyLog } from '../../src/core/report/verify-log.ts'
import { verifyOutputs } from '../../src/core/report/verify-outputs.ts'
import { verifySummary } from '../../src/core/report/verify-summary.ts'
import { diffTrees } from '../../src/core/tree-diff.ts'
import { parseCommandFile } from '../support/command-files.ts'
import { parseLog } from '../support/log-commands.ts'
import { anyNastyName } from '../support/nasty-names.ts'
import { poisoned } from '../support/poisoned.ts'
import { someRecord } from '../support/records.ts'
import { groups } from './doctor-examples.ts'
import { dirOf, fileOf, linkOf } from './entries.ts'
import { hostile as snapshot, skipped } from './report-examples.ts'
import { several as listed } from './report-list-examples.ts'
import { hostile as pruned } from './report-prune-examples.ts'
import { hostile as restored } from './report-restore-examples.ts'
import { hostile as verified } from './report-verify-examples.ts'

const adopted: AdoptReport = {
  status: 'failed',
  volume: '/v',
  series: 's',
  path: '/old',
  trees: [],
  left: [],
  latest: '2024-01-10T12-00-00Z',
  warnings: ['w'],
  notes: ['n'],
  startedAt: '2026-11-20T02:00:00.000Z',
  durationMs: 1200,
  program: '1'
}

const side = (id: string): DiffReport['before'] => ({ series: id, record: someRecord(id), path: `/v/${id}` })

/** Paths are compared, so they are poisoned before. */
const differing = (text: string): DiffReport => {
  const name = text.replaceAll('/', '_').replaceAll('\0', '_') || 'x'
  return {
    volume: text,
    before: { ...side('2026-11-19T02-00-03Z'), series: text, path: text },
    after: { ...side('2026-11-20T02-00-05Z'), series: `${text}2`, path: text },
    diff: diffTrees(
      [dirOf('.'), fileOf(`${name}1`, 'x'), fileOf(`${name}2`, 'old'), linkOf(`${name}3`, text || 'x')],
      [dirOf('.'), fileOf(`${name}4`, 'x'), fileOf(`${name}2`, 'new'), linkOf(`${name}3`, `${text}y`)]
    ),
    rows: 50,
    program: text
  }
}

const looked: DoctorReport = { volume: '/v', series: 's', groups: groups({}), durationMs: 1, program: '1' }

interface Told {
  readonly log: readonly string[]
  readonly json: string
  readonly summary?: string
  readonly outputs?: Readonly<Record<string, string>>
}

const told: Readonly<Record<string, (text: string) => Told>> = {
  snapshot: text => {
    const report = poisoned(snapshot, text)
    return {
      log: [...logSummary(report), ...summaryAsText(report).split('\n')],
      json: jsonReport(report),
      summary: snapshotSummary(report),
      outputs: snapshotOutputs(report, text)
    }
  },
  'a snapshot that was not taken': text => {
    const report = poisoned(skipped, text)
    const outputs = snapshotOutputs(report, '')
    return { log: logSummary(report), json: jsonReport(report), summary: snapshotSummary(report), outputs }
  },
  prune: text => {
    const report = poisoned(pruned, text)
    const outputs = pruneOutputs(report, text)
    return { log: pruneLog(report), json: pruneJson(report), summary: pruneSummary(report), outputs }
  },
  restore: text => {
    const report = poisoned(restored, text)
    const outputs = restoreOutputs(report, text)
    return { log: restoreLog(report), json: restoreJson(report), summary: restoreSummary(report), outputs }
  },
  verify: text => {
    const report = poisoned(verified, text)
    const outputs = verifyOutputs(report, text)
    return { log: verifyLog(report), json: verifyJson(report), summary: verifySummary(report), outputs }
  },
  list: text => {
    const report = poisoned(listed, text)
    const outputs = listOutputs(report, text)
    return { log: listLog(report), json: listJson(report), summary: listSummary(report), outputs }
  },
  adopt: text => {
    const report = poisoned(adopted, text)
    return { log: adoptLog(report), json: adoptJson(report) }
  },
  diff: text => {
    const report = differing(text)
    return { log: diffLog(report), json: diffJson(report) }
  },
  doctor: text => {
    const report = poisoned(looked, text)
    return { log: doctorLog(report), json: doctorJson(report) }
  }
}

const actions = Object.keys(told)
const tellingOf = (action: string): ((text: string) => Told) => told[action] ?? (() => ({ log: [], json: '' }))
const runs = { numRuns: 100 } as const

describe.each(actions)('%s', action => {
  const tell = tellingOf(action)

  it('gives the runner no command, and one line stays one line', () => {
    fc.assert(
      fc.property(anyNastyName, text => {
        const { log, json } = tell(text)
        for (const line of log) expect(line).not.toMatch(/[\r\n\u2028\u2029\u0085]/)
        // Also the JSON report: people print it in a step.
        for (const printed of [log.join('\n'), json]) {
          const { commands, unknown } = parseLog(printed)
          expect([commands, unknown]).toEqual([[], []])
        }
        expect(() => JSON.parse(json) as unknown).not.toThrow()
      }),
      runs
    )
  })

  it('brings no structure, link, mention or picture of its own onto the page', () => {
    fc.assert(
      fc.property(anyNastyName, text => {
        const { summary } = tell(text)
        if (summary === undefined) return
        // What is fenced is shown as it is; a fence ends at a line of its own, which a command of one line cannot have.
        const fences = summary.match(/^```.*$/gm) ?? []
        expect(fences.length % 2).toBe(0)
        const page = summary.replace(/^```(?:sh|mermaid|text)?\n[^]*?\n```$/gm, '')
        expect(page.replace(/<\/?(?:code|sub|details|summary)>/g, '')).not.toMatch(
          /[<`]|\]\(|!\[|(?:https?|javascript):|www\./i
        )
        expect(page).not.toMatch(/(?<![A-Za-z0-9&;])@|[\p{Cf}\p{Co}]|(?!\n)\p{Cc}/u)
        // Every row of a table has as many cells as its head.
        for (const table of page.match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
          const widths = table
            .trim()
            .split('\n')
            .map(row => row.split('|').length)
          expect(new Set(widths).size).toBe(1)
        }
        // Each thing that is opened is closed.
        for (const tag of ['code', 'sub', 'details', 'summary'])
          expect(page.split(`<${tag}>`).length).toBe(page.split(`</${tag}>`).length)
        expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
      }),
      runs
    )
  })
})

describe('the file of outputs', () => {
  let scratch = ''
  const before = process.env.GITHUB_OUTPUT
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'snapshot-outputs-'))
    process.env.GITHUB_OUTPUT = join(scratch, 'output')
  })
  afterAll(() => {
    rmSync(scratch, { recursive: true })
    if (before === undefined) delete process.env.GITHUB_OUTPUT
    else process.env.GITHUB_OUTPUT = before
  })

  it.each(actions.filter(action => tellingOf(action)('x').outputs !== undefined))(
    'of %s has the outputs it should have, and no other',
    action => {
      fc.assert(
        fc.property(anyNastyName, text => {
          const file = join(scratch, 'output')
          writeFileSync(file, '')
          const outputs = tellingOf(action)(text).outputs ?? {}
          writeOutputs(core.setOutput, outputs)
          appendFileSync(file, 'after=all\n')
          const read = parseCommandFile(readFileSync(file, 'utf8'))
          expect([...read.keys()]).toEqual([...Object.keys(outputs), 'after'])
          expect(read.get('after')).toBe('all')
          for (const [name, value] of Object.entries(outputs)) {
            // As the runner reads lines, which may end in CRLF; half a surrogate pair is no text that a file could have.
            const lines = value.toWellFormed().replace(/\r(?=\n|$)/g, '')
            expect([name, read.get(name)]).toEqual([name, lines])
          }
        }),
        runs
      )
    }
  )
})
