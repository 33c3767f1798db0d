// What we ask of GNU tar when it extracts archives that we made, with the reason for every option. See tar(1).

import type { ProcessResult } from './process.ts'

/** Of 512 bytes, in what tar reads at once; its own 10 KiB cost many more reads. */
const blocksInRecord = 512

/** `archive`: a file, or `-` for standard input. No other tar takes all of these, so none is taken for GNU's by mistake. */
export const extractArgs = (archive: string, keepOwners: boolean): string[] => [
  '--extract',
  `--file=${archive}`,
  // What was not fit for the archive left its place in it empty.
  '--ignore-zeros',
  `--blocking-factor=${blocksInRecord}`,
  '--preserve-permissions',
  // A symlink that leads anywhere is made as it is.
  '--absolute-names',
  // Names of another machine's users mean nothing on the day of the restore; numbers do.
  ...(keepOwners ? ['--same-owner', '--numeric-owner'] : ['--no-same-owner']),
  // An old time, or one of the future, is no reason to warn.
  '--warning=no-timestamp'
]

/** What refused, in tar's own words, when not all was extracted. */
export const refusalOf = ({ status, stderr }: Pick<ProcessResult, 'status' | 'stderr'>): string | undefined =>
  status === 0 ? undefined : (stderr.split('\n').find(line => line !== '') ?? `tar ended with status ${status}`)
