// The list action as a story: check, read the records of the series, and measure what each snapshot would free. Only a page is written, when asked for.

import { currentSnapshot, isAfter } from '../core/current-snapshot.ts'
import { firstInline } from '../core/first-few.ts'
import { snapshotOfLatest } from '../core/latest-link.ts'
import { pageName } from '../core/page/model.ts'
import { type ListedSnapshot, type ListReport, statusOf } from '../core/report/list-model.ts'
import { compareSnapshotIds } from '../core/snapshot-id.ts'
import { countOf } from '../core/units.ts'
import type { ListInputs } from '../inputs/list.ts'
import type { RunContext } from '../inputs/model.ts'
import type { Series } from '../ports/volume.ts'
import { checkReading } from './check-reading.ts'
import { chooseSeries } from './choose-series.ts'
import { measureFreed, type Remarks } from './measure-freed.ts'
import { writeSeriesPage } from './series-page.ts'
import type { Ports } from './ports.ts'

export type ListPorts = Omit<Ports, 'source'>

/** Every event may list: a stranger's run learns nothing that its workflow could not read on the volume itself. */
export async function list(
  inputs: ListInputs,
  context: RunContext,
  ports: ListPorts,
  program: string
): Promise<ListReport> {
  const { volume, machine, clock, reporter } = ports
  const startedAt = clock.now().toISOString()
  const startedMs = clock.monotonicMs()
  const remarks: Remarks = { warnings: [], notes: [] }

  const { names, isPattern } = await reporter.phase('Check', async () => {
    await checkReading(volume, machine)
    return await chooseSeries(inputs, volume)
  })
  const listed = await reporter.phase('List', async () => {
    const found: ListedSnapshot[] = []
    for (const name of names) found.push(...(await snapshotsOf(volume.series(name), clock.now())))
    // Of the same second they stay in the order of their series.
    return found.sort((a, b) => compareSnapshotIds(b.id, a.id))
  })
  for (const name of names) await remarkOnLost(volume.series(name), remarks)
  remarkOn(listed, clock.now(), remarks)
  const snapshots = await measureFreed(listed, inputs.measure, volume, reporter, remarks)

  for (const warning of remarks.warnings) reporter.warning(warning)
  if (inputs.html) await writePages(names, inputs.volume, ports, program)
  return {
    volume: inputs.volume,
    name: inputs.name,
    isPattern,
    series: names,
    snapshots,
    startedAt,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
    ...remarks,
    run: context.run,
    program
  }
}

async function writePages(
  names: readonly string[],
  volumeName: string,
  { volume, clock, reporter }: ListPorts,
  program: string
): Promise<void> {
  await reporter.phase('Write the pages', async () => {
    for (const name of names) {
      const series = volume.series(name)
      await writeSeriesPage(series, { volume: volumeName, now: clock.now(), program })
      reporter.info(`The page of ${name} is ${series.path}/${pageName}`)
    }
  })
}

async function snapshotsOf(series: Series, now: Date): Promise<ListedSnapshot[]> {
  const listed = await series.list()
  const { state, target } = await series.latest()
  const current = currentSnapshot(listed, state === 'link' ? snapshotOfLatest(target) : undefined, now)
  return listed.map(one => ({
    ...one,
    series: series.name,
    path: `${series.path}/${one.id}`,
    isLatest: one === current
  }))
}

/** One that is being adopted has its tree elsewhere for a moment. */
async function remarkOnLost(series: Series, { warnings }: Remarks): Promise<void> {
  const lost = (await series.lost()).filter(({ isAdopted }) => !isAdopted)
  if (lost.length === 0) return
  warnings.push(
    `Of ${countOf(lost.length, 'snapshot', 'snapshots')} of ${series.name} there is a record, and no directory any more: ${firstInline(lost, ({ id }) => id)}. Moved away, or removed by hand? Once you know that it is gone for good, remove its record below .snapshots.`
  )
}

function remarkOn(listed: readonly ListedSnapshot[], now: Date, { warnings, notes }: Remarks): void {
  for (const { id, series, damage } of listed) {
    if (damage === undefined) continue
    warnings.push(
      `The record of ${series}/${id} cannot be used (${damage}), so the snapshot is not restored, verified or pruned. Its files are as they are, and can be copied by hand.`
    )
  }
  const ahead = listed.find(({ id, record }) => record !== undefined && isAfter(id, now))
  if (ahead !== undefined) {
    warnings.push(
      `The snapshot ${ahead.series}/${ahead.id} is dated in the future: the clock of this machine, or of the one that took it, is wrong.`
    )
  }
  const foreign = listed.filter(one => statusOf(one) === 'foreign')
  if (foreign.length === 0) return
  const trees = firstInline(foreign, ({ id }) => id)
  notes.push(
    `${countOf(foreign.length, 'tree was', 'trees were')} not taken by this program and so left alone by it: ${trees}. \`snapshot-action adopt\` makes a snapshot of such a tree.`
  )
}
