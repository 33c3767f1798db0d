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
    const measured: ListedSnapshot[] = []
    let files = 0
    const totalFiles = [...chosen].reduce((sum, one) => sum + inodesIn(one), 0)
    for (const one of listed) {
      const now = chosen.has(one) ? await measureOne(one, volume, remarks) : one
      if (now !== undefined) measured.push(now)
      files += inodesIn(one)
      reporter.progress({ doing: 'measuring', files, bytes: 0, totalFiles })
    }
    return measured
  })
}

function toMeasure(
  listed: readonly ListedSnapshot[],
  measure: ListInputs['measure'],
  { notes }: Remarks
): readonly ListedSnapshot[] {
  if (measure !== 'auto') return measure ? listed : []
  const inodes = listed.reduce((sum, one) => sum + inodesIn(one), 0)
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

/** No lock is taken for a listing, so that a snapshot may go while it is looked at; then it is listed no more. */
async function measureOne(
  one: ListedSnapshot,
  volume: Volume,
  { warnings }: Remarks
): Promise<ListedSnapshot | undefined> {
  const series = volume.series(one.series)
  try {
    return { ...one, bytesFreed: new FreedCounter().add(await series.inodes(one.id)).bytes }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error
    if (!(await series.list()).some(({ id }) => id === one.id)) return undefined
    warnings.push(`What removing ${one.series}/${one.id} would free could not be measured: ${messageOf(error)}`)
    return one
  }
}
