// One series as it lies on the volume: read only, its lock tried by one that is given back at once.

import { closeSync, existsSync } from 'node:fs'
import { currentSnapshot } from '../../core/current-snapshot.ts'
import type { SeriesFacts } from '../../core/doctor/facts.ts'
import { codeOf, messageOf } from '../../core/failure.ts'
import { snapshotOfLatest } from '../../core/latest-link.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Series, Volume } from '../../ports/volume.ts'
import type { Processes } from '../process.ts'
import { openRegular, readFlags } from '../own-file.ts'
import { seriesLayout } from './layout.ts'
import { holderOf } from './lock.ts'
import type { VolumeParts } from './parts.ts'
import { namesIn } from './removal.ts'

export async function lookAtSeries(
  path: string,
  volume: Volume,
  name: string,
  { processes, clock }: VolumeParts
): Promise<SeriesFacts> {
  const layout = seriesLayout(path, name)
  return await seriesFacts(volume.series(name), clock, {
    exists: existsSync(layout.own),
    partial: namesIn(layout.partial),
    trash: namesIn(layout.trash),
    lock: await lockState(processes, layout.lock)
  })
}

/** With what only the series' own directory tells, wherever that is. */
export async function seriesFacts(
  series: Series,
  clock: Clock,
  own: Pick<SeriesFacts, 'exists' | 'partial' | 'trash' | 'lock'>
): Promise<SeriesFacts> {
  const listed = await series.list()
  const latest = await series.latest()
  const complete = listed.filter(({ record }) => record !== undefined)
  const [newest] = complete
  const current = currentSnapshot(
    listed,
    latest.state === 'link' ? snapshotOfLatest(latest.target) : undefined,
    clock.now()
  )
  return {
    ...own,
    name: series.name,
    exists: own.exists || listed.length > 0,
    snapshots: complete.length,
    foreign: listed.filter(({ record, damage }) => (record ?? damage) === undefined).map(({ id }) => id),
    damaged: listed.flatMap(({ id, damage }) => (damage === undefined ? [] : [{ id, why: damage }])),
    latest,
    ...(newest === undefined ? {} : { newest: newest.id }),
    ...(current === undefined ? {} : { current: current.id })
  }
}

const busy = 75

async function lockState(processes: Processes, file: string): Promise<SeriesFacts['lock']> {
  let fd: number | undefined
  try {
    fd = openRegular(file, readFlags)
    const args = ['--nonblock', '--conflict-exit-code', String(busy), '3']
    const { status, stderr } = await processes.run('flock', { args: ['--shared', ...args], inherit: fd })
    // A run that comes over ssh shares its lock with its own programs. Where this needs a descriptor to write with (NFS),
    // it is refused with another status.
    const alone =
      status === 0 ? await processes.run('flock', { args: ['--exclusive', ...args], inherit: fd }) : undefined
    if (status === 0 && alone?.status !== busy) return { state: 'free', holder: '' }
    if (status === busy || alone?.status === busy) return { state: 'held', holder: holderOf(file) }
    return { state: 'unknown', why: stderr.trim() || `flock ended with status ${status}` }
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    // Never locked yet, or flock is not installed.
    if (codeOf(error) === 'ENOENT' && fd === undefined) return { state: 'free', holder: '' }
    return { state: 'unknown', why: messageOf(error) }
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}
