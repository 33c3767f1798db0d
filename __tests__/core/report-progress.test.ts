// How far a long phase is, in a line.

import { expect, test } from '@jest/globals'

import type { Progress } from '../../src/core/progress.ts'
import { progressLine } from '../../src/core/report/progress.ts'

const mebibyte = 2 ** 20
const hashing: Progress = {
  doing: 'hashing',
  files: 12_345,
  bytes: 310 * mebibyte,
  totalFiles: 50_222,
  totalBytes: 731 * mebibyte
}

test.each<[string, Progress, number, Progress | undefined, string]>([
  [
    'all is known; most files are yet to come',
    hashing,
    2583,
    undefined,
    'hashing 12,345 of 50,222 files, 310 MiB of 731 MiB, 120 MiB/s, about 6 s left'
  ],
  [
    'all is known; most bytes are yet to come',
    { ...hashing, files: 40_000 },
    2583,
    undefined,
    'hashing 40,000 of 50,222 files, 310 MiB of 731 MiB, 120 MiB/s, about 2 s left'
  ],
  [
    'since it stood elsewhere',
    hashing,
    10_000,
    { ...hashing, files: 12_000, bytes: 300 * mebibyte },
    'hashing 12,345 of 50,222 files, 310 MiB of 731 MiB, 1.0 MiB/s, about 12 min 53 s left'
  ],
  ['too early for a rate', hashing, 999, undefined, 'hashing 12,345 of 50,222 files, 310 MiB of 731 MiB'],
  ['no end is known', { doing: 'listing', files: 5, bytes: 0 }, 500, undefined, 'listing 5 files'],
  [
    'no end is known, of bytes neither',
    { doing: 'reading', files: 1, bytes: 1024 },
    500,
    undefined,
    'reading 1 file, 1.0 KiB'
  ],
  [
    'files without bytes',
    { doing: 'linking', files: 5000, bytes: 0, totalFiles: 9000 },
    2000,
    undefined,
    'linking 5,000 of 9,000 files, 2,500 files/s, about 2 s left'
  ],
  [
    'bytes expected, none yet',
    { ...hashing, files: 0, bytes: 0 },
    5000,
    undefined,
    'hashing 0 of 50,222 files, 0 B of 731 MiB'
  ],
  [
    'not made of files',
    { doing: 'sending', files: 0, totalFiles: 0, bytes: 310 * mebibyte, totalBytes: 731 * mebibyte },
    2583,
    undefined,
    'sending: 310 MiB of 731 MiB, 120 MiB/s, about 4 s left'
  ],
  ['it stands still', hashing, 10_000, hashing, 'hashing 12,345 of 50,222 files, 310 MiB of 731 MiB'],
  [
    'it is done',
    { ...hashing, files: 50_222, bytes: 731 * mebibyte },
    10_000,
    undefined,
    'hashing 50,222 of 50,222 files, 731 MiB of 731 MiB, 73.1 MiB/s'
  ],
  [
    'the large files came first',
    {
      doing: 'restoring',
      files: 2,
      totalFiles: 27,
      bytes: 3 * 1024 ** 3,
      totalBytes: 3 * 1024 ** 3
    },
    40_000,
    undefined,
    'restoring 2 of 27 files, 3.0 GiB of 3.0 GiB, 76.8 MiB/s, about 1 s left'
  ]
])('%s', (_title, now, elapsedMs, before, line) => {
  expect(progressLine(now, elapsedMs, before)).toBe(line)
})
