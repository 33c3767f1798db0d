// What keeps snapshots whole: locks that hold and die, and writes that reach the disk. And what makes copies cheap.

import type { SafetyFacts, Works } from './facts.ts'
import { failure, ok, type Row, type Subject } from './row.ts'

export const safetySubjects = {
  lock: { key: 'lock', title: 'flock' },
  lockDies: { key: 'lock-of-killed', title: 'lock of a killed run' },
  fsync: { key: 'fsync', title: 'fsync' },
  syncfs: { key: 'syncfs', title: 'syncfs' },
  reflinks: { key: 'reflinks', title: 'reflinks' }
} as const satisfies Record<string, Subject>

const better = 'Mount it with locks (not nolock, nobrl or local_lock), or use ext4, xfs, btrfs or NFS version 4.'

export function judgeSafety({ lockRefuses, lockDies, fsync, syncfs, reflinks }: SafetyFacts): Row[] {
  const lasts = (subject: Subject, works: Works): Row =>
    works.works
      ? ok(subject, 'works')
      : failure(subject, {
          found: works.why,
          why: 'Without it nobody knows what is on the disk after a power cut, so nothing is published.',
          mend: 'Look into the log of the kernel (dmesg); check the disk or the server.'
        })
  return [
    lockRefuses.works
      ? ok(safetySubjects.lock, 'a second process is refused')
      : failure(safetySubjects.lock, {
          found: lockRefuses.why,
          why: 'Two runs could write one series at once.',
          mend: better
        }),
    lockDies.works
      ? ok(safetySubjects.lockDies, 'free at once')
      : failure(safetySubjects.lockDies, {
          found: lockDies.why,
          why: 'After a run that was killed, the series would stay locked.',
          mend: better
        }),
    lasts(safetySubjects.fsync, fsync),
    lasts(safetySubjects.syncfs, syncfs),
    reflinks.works
      ? ok(safetySubjects.reflinks, 'work', true)
      : ok(safetySubjects.reflinks, 'none here; restores copy, which is as good and takes longer', false)
  ]
}
