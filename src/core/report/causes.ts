// Why files were copied although a link would have cost nothing, in words, each with what a person can change.

import { type Cause, causes as allCauses } from '../cause.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import type { SnapshotReport } from './model.ts'
import type { Rows } from './rows.ts'

/** A few words each. */
const words: Readonly<Record<Cause, string>> = {
  new: 'new file',
  content: 'other content',
  mode: 'same content, other permissions',
  owner: 'same content, other owner',
  mtime: 'same content, new time',
  'link-limit': 'out of links',
  'other-filesystem': 'base on another filesystem',
  altered: 'altered in the base',
  damaged: 'damaged in the base',
  refused: 'link refused'
}

/** In words, and by the name that outputs, records and the JSON report know it by; backticks mark code. */
export const causeLabel = (cause: Cause): string => `${words[cause]} (\`${cause}\`)`

/** Backticks mark code. */
const advice: Readonly<Record<Cause, string>> = {
  new: 'Expected. `exclude` leaves out what need not be kept.',
  content:
    'Expected where the build changed them. Otherwise make it reproducible, for example with `SOURCE_DATE_EPOCH`.',
  mode: 'Set one `umask` before the build, and look for a `chmod` in it.',
  owner: 'Build as the same user each time, in containers too.',
  mtime: '`compare: content` links these.',
  'link-limit':
    'Nothing, it heals itself: the stored file had all the links it can have, and later snapshots link to the fresh copy.',
  'other-filesystem': 'Keep the series, and those named by `link-from`, on one filesystem.',
  altered: 'Somebody wrote into an earlier snapshot. Verify it before you trust it.',
  damaged: 'Check the disk: a verification found the stored bytes damaged. This snapshot has whole copies again.',
  refused: 'Build as the user who owns the volume, or see `fs.protected_hardlinks`.'
}

/** The title over the causes; empty when there is nothing to explain: no copies, or a first snapshot, where all is new. */
export function causesTitle({ status, base, causes, counts }: SnapshotReport): string {
  if (status !== 'created' && status !== 'dry-run') return ''
  if (causes.length === 0 || (base === undefined && causes.every(({ cause }) => cause === 'new'))) return ''
  const files = countOf(counts.filesCopied, 'file', 'files')
  if (status === 'dry-run') return `Why ${files} would be copied`
  return `Why ${files} ${counts.filesCopied === 1 ? 'was' : 'were'} copied`
}

export const causeRows = ({ causes }: SnapshotReport): Rows => [
  ['Because', 'Files', 'Size', 'What to do'],
  ...causes
    .slice(0, allCauses.length)
    .map(({ cause, files, bytes }) => [causeLabel(cause), formatCount(files), formatBytes(bytes), advice[cause]])
]
