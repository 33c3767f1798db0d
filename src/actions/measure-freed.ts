// What removing each snapshot alone would free, from the links of its inodes: every tree has to be looked through for that.

import { Failure, messageOf } from '../core/failure.ts'
import type { ListedSnapshot } from '../core/report/list-model.ts'
import { FreedCounter } from '../core/retention/freed.ts'
import { countOf, formatCount } from '../core/units.ts'
import type { ListInputs } from '../inputs/list.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { Volume } from '../ports/volume.ts'

/** What is to be said besides the snapshots, in sentences. */
export interface Remarks {
  /** Someone must act on these. */
  readonly warnings: string[]
  readonly notes: string[]
}

/** As many as a machine looks at in a second or two: a listing should not keep anybody waiting who did not ask for it. */
export const mostUnasked = 500_000

/** The snapshots, with that figure where it was measured; without those that were removed meanwhile. */
export async function measureFreed(
  listed: readonly ListedSnapshot[],
  measure: ListInputs['measure'],
  volume: Volume,
  reporter: Reporter,
  remarks: Remarks
): Promise<readonly ListedSnapshot[]> {
  const chosen = new Set(toMeasure(listed, measure, remarks))
  if (chosen.size === 0) return listed
  return await reporter.phase('Measure', async () => {
    const measured = new Map<ListedSnapshot, ListedSnapshot | undefined>()
    let files = 0
    const totalFiles = sum([...chosen])
    for (const batch of batches(listed.filter(one => chosen.has(one)))) {
      for (const [one, result] of await measureBatch(batch, volume, remarks)) measured.set(one, result)
      files += sum(batch)
      reporter.progress({ doing: 'measuring', files, bytes: 0, totalFiles })
    }
    return listed.flatMap(one => (measured.has(one) ? (measured.get(one) ?? []) : one))
  })
}

/**
 * Looked through at once. A program for each tree would take longer than the look; and what a batch holds is in memory
 * together, so that one whose size nobody knows is a batch of its own.
 */
const most = { snapshots: 1000, inodes: 50_000 }

/** Of one series each, in any order. */
function batches(snapshots: readonly ListedSnapshot[]): readonly (readonly ListedSnapshot[])[] {
  const all: ListedSnapshot[][] = []
  const open = new Map<string, ListedSnapshot[]>()
  for (const one of snapshots) {
    const batch = open.get(one.series)
    if (batch !== undefined && hasRoom(batch, one)) batch.push(one)
    else {
      const own = [one]
      all.push(own)
      if (one.record !== undefined) open.set(one.series, own)
    }
  }
  return all
}

const hasRoom = (batch: readonly ListedSnapshot[], one: ListedSnapshot): boolean =>
  one.record !== undefined && batch.length < most.snapshots && sum(batch) + inodesIn(one) <= most.inodes

const sum = (snapshots: readonly ListedSnapshot[]): number => snapshots.reduce((all, one) => all + inodesIn(one), 0)

function toMeasure(
  listed: readonly ListedSnapshot[],
  measure: ListInputs['measure'],
  { notes }: Remarks
): readonly ListedSnapshot[] {
  if (measure !== 'auto') return measure ? listed : []
  const inodes = sum(listed)
  if (inodes > mostUnasked) {
    notes.push(
      `What removing a snapshot would free was not measured, because ${formatCount(inodes)} files and directories would have to be looked at; \`measure: true\` does it.`
    )
    return []
  }
  // How much lies in a tree without a record, nobody knows.
  const known = listed.filter(({ record }) => record !== undefined)
  const unknown = listed.length - known.length
  if (unknown > 0) {
    notes.push(
      `What removing ${countOf(unknown, 'tree without a usable record', 'trees without a usable record')} would free was not measured; \`measure: true\` does it.`
    )
  }
  return known
}

const inodesIn = ({ record }: ListedSnapshot): number =>
  record === undefined ? 0 : record.files + record.directories + record.symlinks

type Measured = readonly [ListedSnapshot, ListedSnapshot | undefined]

/**
 * No lock is taken for a listing, so that a snapshot may go while it is looked at; then it is listed no more. Which of them
 * it was when a batch fails, shows by halves.
 */
async function measureBatch(
  batch: readonly ListedSnapshot[],
  volume: Volume,
  remarks: Remarks
): Promise<readonly Measured[]> {
  const [first] = batch
  if (first === undefined) return []
  const series = volume.series(first.series)
  try {
    const inodes = await series.inodes(batch.map(({ id }) => id))
    return batch.map((one, index) => [one, { ...one, bytesFreed: new FreedCounter().add(inodes[index] ?? []).bytes }])
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2)
      const one = await measureBatch(batch.slice(0, half), volume, remarks)
      return [...one, ...(await measureBatch(batch.slice(half), volume, remarks))]
    }
    if (!(await series.list()).some(({ id }) => id === first.id)) return [[first, undefined]]
    remarks.warnings.push(
      `What removing ${first.series}/${first.id} would free could not be measured: ${messageOf(error)}`
    )
    return [[first, first]]
  }
}
