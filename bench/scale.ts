// What a file costs when there are many: 100,000 and 1,000,000 tiny ones, and a series of 1,000 snapshots: `npm run bench:scale`.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryRoot } from '../__tests__/support/runner-environment.ts'
import { Contest } from './contest.ts'
import { ours } from './contestants.ts'
import { listFigure } from './long-series.ts'
import { summaryOf, type Row } from './result.ts'
import { inSetting, present } from './setting.ts'
import { rebuild, tinyFiles } from './trees.ts'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000,1000000' },
    rounds: { type: 'string', default: '1' },
    priority: { type: 'boolean', default: false },
    result: { type: 'string', default: join(repositoryRoot, '.cache/bench/scale.json') }
  }
})
const numbers = (flag: string, text: string): number[] =>
  text.split(',').map(word => {
    if (!/^[1-9]\d*$/.test(word)) throw new Error(`${flag} says "${text}"; it takes whole numbers from 1.`)
    return Number(word)
  })
const counts = numbers('--files', values.files)
const [rounds = 1] = numbers('--rounds', values.rounds)

/** A block and an inode for each file, in the source and on the volume, and as much again for what a snapshot adds. */
const bytesPerFile = 16_384
const roomBytes = Math.max(...counts) * bytesPerFile + 2 ** 30

const oursIn = (row: Row, key: string): ReturnType<typeof summaryOf> | undefined => {
  const entry = row.entries.find(each => each.key === key)
  return entry === undefined ? undefined : summaryOf(entry)
}

await inSetting({ roomBytes, hasPriority: values.priority }, values.result, async setting => {
  const { scratch, meter, place, tell, figure } = setting
  const contestants = present([ours], setting)
  /** Step → the rows of it, in the order of `counts`. */
  const told = new Map<string, Row[]>()
  for (const count of counts) {
    const path = join(scratch, 'tree')
    const tree = tinyFiles(path, count)
    const contest = new Contest(`scale/${count}`, tree, contestants, { meter, place, stepMs: 600_000 })
    const note = (step: string, row: Row): void => {
      tell(row)
      told.set(step, [...(told.get(step) ?? []), row])
    }
    const build = (number: number): void => {
      rebuild(tree, number)
    }
    note('first', await contest.first({ id: 'first', title: 'First snapshot', rounds }))
    note('next', await contest.next({ id: 'next', title: 'Next snapshot, rebuilt', rounds, build }))
    const title = 'Next snapshot, persistent workspace, nothing changed'
    const unchanged = { id: 'unchanged', title, rounds, build: () => undefined, isSameWorkspace: true }
    note('unchanged', await contest.next(unchanged))
    note('verify', await contest.verify({ id: 'verify', title: 'Verify, everything read back', rounds }))
    note('prune', await contest.prune({ id: 'prune', title: 'Prune the oldest snapshot', rounds }))
    rmSync(path, { recursive: true })
  }
  for (const [step, rows] of told) {
    for (const row of rows) {
      const our = oursIn(row, 'ours')
      if (our === undefined) continue
      figure({
        id: `${row.id}/cost`,
        title: `${row.title}: a file among ${row.files.toLocaleString('en')}`,
        value: (our.wallMs * 1000) / row.files,
        unit: 'µs a file'
      })
    }
    for (const key of ['ours', 'limit']) growth(step, rows, key)
  }
  figure(await listFigure(meter, scratch, 1000))

  /** How much more a file costs among the most files than among the fewest. */
  function growth(step: string, rows: readonly Row[], key: string): void {
    const costs = rows.map(row => (oursIn(row, key)?.wallMs ?? NaN) / row.files)
    const [fewest, most] = [costs.at(0), costs.at(-1)]
    if (rows.length < 2 || fewest === undefined || most === undefined || Number.isNaN(fewest)) return
    const who = key === 'ours' ? '' : ', of the limit'
    const title = `${rows[0]?.title ?? step}: a file among the most ÷ one among the fewest${who}`
    figure({
      id: `scale/growth/${counts.at(0) ?? 0}-${counts.at(-1) ?? 0}/${step}/${key}`,
      title,
      value: most / fewest,
      unit: 'ratio'
    })
  }
})
