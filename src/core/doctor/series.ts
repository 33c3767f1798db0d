// One series: its snapshots, what `latest` says, who holds its lock, and what runs that were interrupted left.

import { showText } from '../display.ts'
import { firstInline } from '../first-few.ts'
import { parseSnapshotId } from '../snapshot-id.ts'
import { snapshotOfLatest } from '../latest-link.ts'
import { countOf, formatDuration } from '../units.ts'
import type { SeriesFacts } from './facts.ts'
import { failure, ok, type Row, skipped, type Subject, warning } from './row.ts'

const subjects = {
  snapshots: { key: 'series-snapshots', title: 'snapshots' },
  latest: { key: 'series-latest', title: 'latest' },
  records: { key: 'series-records', title: 'records' },
  foreign: { key: 'series-foreign', title: 'foreign trees' },
  lock: { key: 'series-lock', title: 'lock' },
  leftovers: { key: 'series-leftovers', title: 'leftovers' }
} as const satisfies Record<string, Subject>

export function judgeSeries(facts: SeriesFacts, now: Date): Row[] {
  if (!facts.exists) {
    const none = warning(subjects.snapshots, {
      found: `there is no series ${showText(facts.name)}`,
      value: 0,
      why: 'Nothing was ever stored under this name.',
      mend: 'Look at its name; `list` tells which series there are.'
    })
    return [
      none,
      ...Object.values(subjects)
        .slice(1)
        .map(subject => skipped(subject, 'there is no series'))
    ]
  }
  return [
    judgeSnapshots(facts, now),
    judgeLatest(facts),
    judgeRecords(facts),
    judgeForeign(facts),
    judgeLock(facts),
    judgeLeftovers(facts)
  ]
}

/** Nightly ones, and a long weekend. */
const oldMs = 4 * 24 * 3_600_000

function judgeSnapshots({ snapshots, newest }: SeriesFacts, now: Date): Row {
  const moment = newest === undefined ? undefined : parseSnapshotId(newest)?.moment
  if (newest === undefined || moment === undefined) {
    return warning(subjects.snapshots, {
      found: 'none that is complete',
      value: 0,
      why: 'There is nothing to restore.',
      mend: 'Look into the log of the last run.'
    })
  }
  const ageMs = now.getTime() - moment.getTime()
  const count = countOf(snapshots, 'snapshot', 'snapshots')
  if (ageMs < 0) {
    return warning(subjects.snapshots, {
      found: `${count}, the newest of them (${newest}) dated in the future`,
      value: snapshots,
      why: 'The clock of the machine that took it was wrong, or ours is.',
      mend: 'Let both set their clocks by NTP.'
    })
  }
  const found = `${count}, the newest ${age(ageMs)} old (${newest})`
  if (ageMs <= oldMs) return ok(subjects.snapshots, found, snapshots)
  return warning(subjects.snapshots, {
    found,
    value: snapshots,
    why: 'What was built since is in no snapshot.',
    mend: 'See whether the workflow still runs, unless this series is no longer written.'
  })
}

const dayMs = 24 * 3_600_000

const age = (ms: number): string =>
  ms < 2 * dayMs ? formatDuration(ms) : countOf(Math.floor(ms / dayMs), 'day', 'days')

function judgeLatest({ latest, current }: SeriesFacts): Row {
  const shown = showText(latest.target)
  if (latest.state === 'blocked') {
    return failure(subjects.latest, {
      found: `is ${shown}, not a link`,
      why: 'No run can move it, so each fails.',
      mend: 'Move it away; the next run makes the link.'
    })
  }
  if (current === undefined)
    return latest.state === 'absent'
      ? ok(subjects.latest, 'absent, as there is no complete snapshot')
      : repaired(`points to ${shown}, and there is no complete snapshot`)
  if (latest.state === 'absent') return repaired('is missing')
  return snapshotOfLatest(latest.target) === current
    ? ok(subjects.latest, `points to ${current}`)
    : repaired(`points to ${shown}, not to ${current}`)
}

const repaired = (found: string): Row =>
  warning(subjects.latest, {
    found,
    why: 'Whoever reads by it gets the wrong snapshot, or none.',
    mend: 'Nothing: the next run repairs it.'
  })

function judgeRecords({ damaged }: SeriesFacts): Row {
  if (damaged.length === 0) return ok(subjects.records, 'all can be read', 0)
  return warning(subjects.records, {
    found: `${countOf(damaged.length, 'record', 'records')} cannot be used: ${firstInline(damaged, ({ id, why }) => `${id} (${showText(why)})`)}`,
    value: damaged.length,
    why: 'Such a snapshot is kept for ever, and nothing is linked to it. Its files are untouched.',
    mend: 'Check the disk. The tree can be copied from as it is, and removed by hand once it is not needed.'
  })
}

function judgeForeign({ foreign }: SeriesFacts): Row {
  if (foreign.length === 0) return ok(subjects.foreign, 'none', 0)
  return warning(subjects.foreign, {
    found: `${countOf(foreign.length, 'tree', 'trees')} without a record: ${firstInline(foreign, id => id)}`,
    value: foreign.length,
    why: 'They are not ours, so nothing is linked to them and nothing prunes them.',
    mend: 'Make them snapshots of the series with `adopt`, or remove them by hand.'
  })
}

function judgeLock({ lock }: SeriesFacts): Row {
  switch (lock.state) {
    case 'free':
      return ok(subjects.lock, 'free')
    case 'held':
      return ok(subjects.lock, `held by ${showText(lock.holder)}`)
    case 'unknown':
      return skipped(subjects.lock, showText(lock.why))
  }
}

function judgeLeftovers({ partial, trash, lock }: SeriesFacts): Row {
  if (partial.length + trash.length === 0) return ok(subjects.leftovers, 'none', 0)
  const found = [
    ...(partial.length === 0 ? [] : [`begun: ${firstInline(partial, id => showText(id))}`]),
    ...(trash.length === 0 ? [] : [`half deleted: ${firstInline(trash, id => showText(id))}`])
  ].join('; ')
  const value = partial.length + trash.length
  if (lock.state === 'held') return ok(subjects.leftovers, `${found}, of the run that is writing now`, value)
  return warning(subjects.leftovers, {
    found,
    value,
    why: 'A run was interrupted. What it left takes room and harms nobody.',
    mend: 'Nothing: the next run of the series clears it.'
  })
}
