// Restore reports as the tests of the reports use them: one for each way a run can end, and the names that cause trouble.

import { pathFromBytes, pathFromText } from '../../src/core/byte-path.ts'
import type { RestoredFrom, RestoreReport } from '../../src/core/report/restore-model.ts'

const from: RestoredFrom = {
  series: 'octo/app/nightly/main',
  snapshot: '2026-11-20T02-00-05Z',
  source: 'volume',
  snapshotPath: '/mnt/backup/octo/app/nightly/main/2026-11-20T02-00-05Z',
  isExact: true,
  takenAt: '2026-11-20T02:00:04.512Z',
  run: { commit: '1a2b3c4d5e6f'.padEnd(40, '0'), ref: 'refs/heads/main', runId: '4711', workflow: 'Nightly' }
}

export const restored: RestoreReport = {
  status: 'restored',
  volume: '/mnt/backup',
  name: 'octo/app/nightly/main',
  fallbackNames: [],
  selector: 'latest',
  target: '/home/runner/work/app/app/dist',
  paths: [],
  clean: false,
  verify: true,
  from,
  counts: {
    files: 50_222,
    directories: 8457,
    symlinks: 12,
    filesSame: 49_000,
    filesAdjusted: 520,
    filesWritten: 702,
    filesReflinked: 0,
    symlinksMade: 1,
    directoriesMade: 3,
    filesRemoved: 0
  },
  bytes: { bytes: 766_509_056, bytesWritten: 10_485_760 },
  writingMs: 250,
  lost: [],
  removed: [],
  spared: [],
  notRemoved: [],
  startedAt: '2026-11-21T04:30:02.000Z',
  durationMs: 2345,
  phases: [{ phase: 'Restore files', ms: 250 }],
  warnings: [],
  notes: [],
  run: { runId: '4712' },
  program: '1.2.3'
}

const none = { filesSame: 0, filesAdjusted: 0, filesWritten: 0, symlinksMade: 0, directoriesMade: 0 }

export const intoNothing: RestoreReport = {
  ...restored,
  counts: { ...restored.counts, ...none, filesWritten: 50_222, filesReflinked: 3, symlinksMade: 12 },
  bytes: { bytes: 766_509_056, bytesWritten: 766_509_056 },
  writingMs: 3000
}

export const unchanged: RestoreReport = {
  ...restored,
  status: 'unchanged',
  counts: { ...restored.counts, ...none, filesSame: 50_222 },
  bytes: { ...restored.bytes, bytesWritten: 0 },
  writingMs: 0
}

export const cleaned: RestoreReport = {
  ...restored,
  clean: true,
  paths: ['dist/**', '!**/*.map'],
  counts: { ...restored.counts, filesRemoved: 31 },
  removed: ['old', 'x.js'].map(pathFromText),
  spared: ['.git', 'sub/.env'].map(pathFromText)
}

export const damaged: RestoreReport = {
  ...restored,
  status: 'partial',
  clean: true,
  counts: { ...restored.counts, filesWritten: 699 },
  lost: [
    { path: pathFromText('lib/a.js'), problem: 'damaged', why: 'its bytes are not those that were stored' },
    { path: pathFromText('lib/b.js'), problem: 'missing', why: 'it is not there' },
    { path: pathFromBytes(Uint8Array.of(0x6c, 0xff)), problem: 'damaged', why: 'it has 3 bytes instead of 4' }
  ]
}

export const stuck: RestoreReport = {
  ...cleaned,
  status: 'partial',
  counts: { ...cleaned.counts, filesRemoved: 0 },
  removed: [],
  notRemoved: ['old/immutable: EPERM: operation not permitted']
}

export const missed: RestoreReport = {
  ...restored,
  status: 'missed',
  reason:
    'There is no series "octo/app/nightly/mian" on the volume "/mnt/backup"; did you mean "octo/app/nightly/main"?',
  name: 'octo/app/nightly/mian',
  fallbackNames: ['octo/app/nightly/other'],
  counts: { ...restored.counts, ...none, files: 0, directories: 0, symlinks: 0 },
  bytes: { bytes: 0, bytesWritten: 0 }
}
delete (missed as { from?: unknown }).from

export const found: RestoreReport = {
  ...unchanged,
  status: 'found',
  counts: { ...restored.counts, ...none },
  name: 'octo/app/nightly/feature',
  fallbackNames: ['octo/app/nightly/main'],
  from: { ...from, isExact: false, run: {} }
}

export const dryRun: RestoreReport = { ...cleaned, status: 'dry-run', writingMs: 0 }

const mean = '::error::x`|<b>@all\u202e##[group]\x1b[2J'

export const hostile: RestoreReport = {
  ...damaged,
  volume: `/mnt/${mean}`,
  name: mean,
  fallbackNames: [`${mean}/b`],
  selector: mean,
  target: `/work/${mean}`,
  paths: [mean],
  from: {
    ...from,
    series: mean,
    snapshotPath: `/mnt/${mean}`,
    isExact: false,
    run: { commit: mean, ref: `refs/heads/${mean}`, runId: mean, workflow: mean }
  },
  lost: [{ path: pathFromText(`${mean}\n${mean}`), problem: 'damaged', why: mean }],
  spared: [pathFromText(mean)],
  notRemoved: [`${mean}\n::error::y`],
  warnings: [mean],
  notes: [mean],
  program: mean
}

export const every = {
  restored,
  intoNothing,
  unchanged,
  cleaned,
  damaged,
  stuck,
  missed,
  found,
  dryRun,
  hostile
} as const
