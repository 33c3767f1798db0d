// A series with many snapshots, of which the first is real and the others are its likeness, and how long it takes to list them.

import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seriesLayout } from '../src/adapters/volume/layout.ts'
import { decodeRecord, encodeRecord } from '../src/core/record-text.ts'
import { snapshotId } from '../src/core/snapshot-id.ts'
import { homeOf, ours, product, series } from './contestants.ts'
import { median } from './measure.ts'
import type { Meter } from './native.ts'
import type { Figure } from './result.ts'

const hourMs = 3_600_000

export async function listFigure(meter: Meter, scratch: string, count: number): Promise<Figure> {
  const source = join(scratch, 'one-file')
  mkdirSync(source)
  writeFileSync(join(source, 'file'), 'x')
  const home = homeOf({ ...ours, key: 'long-series' }, scratch)
  ours.prepare?.(home)
  await meter.run(ours.save({ source, home, number: 0, isSameWorkspace: false }))
  const layout = seriesLayout(home, series)
  const [real = ''] = readdirSync(layout.records).map(name => name.replace(/\.json$/, ''))
  const record = decodeRecord(readFileSync(layout.record(real), 'utf8'))
  for (let age = 1; age < count; age++) {
    const moment = new Date(Date.parse(record.startedAt) - age * hourMs)
    const id = snapshotId(moment, () => false)
    mkdirSync(layout.snapshot(id))
    linkSync(join(layout.snapshot(real), 'file'), join(layout.snapshot(id), 'file'))
    cpSync(layout.manifest(real), layout.manifest(id))
    const times = { startedAt: moment.toISOString(), finishedAt: moment.toISOString() }
    writeFileSync(layout.record(id), encodeRecord({ ...record, ...times, id }))
  }
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const { cost, output } = await meter.run(product('list', home))
    const { snapshots } = JSON.parse(output) as { readonly snapshots: readonly { readonly status: string }[] }
    const complete = snapshots.filter(({ status }) => status === 'complete').length
    if (complete !== count) throw new Error(`${complete} whole snapshots were listed of ${count}`)
    times.push(cost.wallMs)
  }
  return {
    id: `list/${count}`,
    title: `Listing a series of ${count.toLocaleString('en')} snapshots`,
    value: median(times),
    unit: 'ms'
  }
}
