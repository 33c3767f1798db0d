// Series as the tests of the page show them: two months of nights, and one whose every text is hostile.

import type { PageModel, PageSnapshot } from '../../src/core/page/model.ts'
import type { SnapshotRecord } from '../../src/core/record.ts'
import { forecast } from '../../src/core/retention/forecast.ts'
import { judge } from '../../src/core/retention/judge.ts'
import { someRecord } from '../support/records.ts'
import { dayMs, policyOf, standing } from './retention-examples.ts'
import { snapshotId } from '../../src/core/snapshot-id.ts'

export const series = 'octo/app/nightly/main'
export const writtenAt = '2026-11-27T09:00:00.000Z'

const mebibyte = 2 ** 20
const idAt = (daysAgo: number): string => snapshotId(new Date(Date.parse(writtenAt) - daysAgo * dayMs), () => false)

const recordAt = (daysAgo: number): SnapshotRecord =>
  someRecord(idAt(daysAgo), {
    series,
    base: { id: idAt(daysAgo + 1) },
    files: 50_222,
    filesLinked: 49_800,
    filesCopied: 422,
    filesAdded: 12,
    filesChanged: 410,
    bytes: 700 * mebibyte,
    bytesOnDisk: (731 - daysAgo) * mebibyte,
    bytesAdded: (3 + (daysAgo % 7)) * mebibyte,
    causes: [{ cause: 'content', files: 410, bytes: 3 * mebibyte }],
    largest: [
      { path: 'assets/app.4f2a.js', bytes: 2 * mebibyte, cause: 'content' },
      { path: 'vendor/three.module.js', bytes: mebibyte, cause: 'new' }
    ],
    tags: daysAgo === 8 ? ['release', 'v1.4.0'] : [],
    pinned: daysAgo === 8,
    run: { workflow: 'Nightly', runId: '4711', url: 'https://github.com/octo/app/actions/runs/4711' }
  })

/** Fourteen nights, then a Sunday each. */
const ages = [...Array.from({ length: 14 }, (_, night) => night), 19, 26, 33, 40, 47, 54]

export function nightly(): PageModel {
  const policy = policyOf({ keepDaily: 14, keepWeekly: 8 })
  const now = new Date(writtenAt)
  const standings = ages.map(age =>
    standing(idAt(age), { tags: recordAt(age).tags, isPinned: age === 8, isLatest: age === 0 })
  )
  const verdicts = new Map(judge(standings, policy, now).map(verdict => [verdict.id, verdict]))
  const { fates, everyMs } = forecast(standings, policy, now)
  const snapshots = ages.map((age): PageSnapshot => {
    const id = idAt(age)
    const fate = fates.get(id)
    const reasons = verdicts.get(id)?.reasons ?? []
    const path = `/mnt/backup/${series}/${id}`
    return { id, path, record: recordAt(age), isLatest: age === 0, reasons, ...(fate && { fate }) }
  })
  const rules = ['keep-daily: 14', 'keep-weekly: 8']
  return {
    ...{ volume: '/mnt/backup', series, bytesOnDisk: 1400 * mebibyte, rules, everyMs },
    ...{ writtenAt, program: 'snapshot-action 1.0.0', snapshots }
  }
}

/** One snapshot, with this text wherever somebody else's may stand. */
export function hostile(text: string): PageModel {
  const id = idAt(0)
  const record = someRecord(id, {
    files: 1,
    filesLinked: 0,
    base: { id: text },
    tags: [text],
    program: text,
    largest: [{ path: text, bytes: 1, cause: 'new' }],
    run: { ref: text, commit: text, workflow: text, job: text, actor: text, runId: text, url: text }
  })
  return {
    ...{ volume: text, series: text, rules: [text], everyMs: dayMs, bytesOnDisk: 1, writtenAt, program: text },
    snapshots: [
      { id, path: `/${text}`, record, isLatest: true, reasons: [text] },
      { id: idAt(1), path: `/${text}`, damage: text, isLatest: false, reasons: [] }
    ]
  }
}
