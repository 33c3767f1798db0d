// Names, times, modes and owners: whether what a snapshot holds can look on the volume as it did in the source.

import { formatDuration } from '../units.ts'
import type { AttributeFacts, NameFacts, Works } from './facts.ts'
import { failure, ok, type Row, skipped, type Subject, warning } from './row.ts'

export const attributeSubjects = {
  case: { key: 'letter-case', title: 'letter case' },
  unicode: { key: 'unicode-forms', title: 'Unicode forms' },
  long: { key: 'long-names', title: 'long names' },
  notUtf8: { key: 'names-not-utf8', title: 'names not UTF-8' },
  newline: { key: 'names-newline', title: 'names with newline' },
  times: { key: 'timestamps', title: 'timestamps' },
  clock: { key: 'clock', title: 'clock' },
  modes: { key: 'modes', title: 'modes' },
  setuid: { key: 'setuid', title: 'setuid' },
  owners: { key: 'owners', title: 'owners' }
} as const satisfies Record<string, Subject>

const subjects = attributeSubjects

export const judgeAttributes = (names: NameFacts, facts: AttributeFacts): Row[] => [
  ...judgeNames(names),
  ...judgeTimes(facts),
  kept(
    subjects.modes,
    facts.modes,
    'Restores would still give files their mode: the manifest has it. But a run compares what is stored, and would fail.'
  ),
  facts.setuid.works
    ? ok(subjects.setuid, 'kept')
    : warning(subjects.setuid, {
        found: facts.setuid.why,
        why: 'A stored setuid bit is lost in the tree; the manifest has it, and a restore puts it back.',
        mend: 'Nothing, unless the source has such files.'
      }),
  facts.owners === undefined
    ? skipped(subjects.owners, 'kept only when the runner works as root')
    : kept(subjects.owners, facts.owners, 'As root, owners are kept, and a run fails where they come out different.')
]

function kept(subject: Subject, works: Works, why: string): Row {
  if (works.works) return ok(subject, 'kept')
  return failure(subject, {
    found: works.why,
    why,
    mend: 'Use a filesystem with modes and owners of its own (ext4, xfs, btrfs), mounted without uid=, umask= or root_squash.'
  })
}

function judgeNames({ foldsCase, normalises, long, notUtf8, newline }: NameFacts): Row[] {
  const twins = 'Two files of a build whose names differ in that alone cannot both be stored, and the run fails.'
  const other =
    'Use a filesystem that takes names as bytes, such as ext4, xfs or btrfs, for builds that have such files.'
  const taken = (subject: Subject, works: Works): Row =>
    works.works
      ? ok(subject, 'kept byte for byte')
      : warning(subject, {
          found: `refused: ${works.why}`,
          why: 'A build with such a file cannot be stored, and the run fails.',
          mend: other
        })
  return [
    foldsCase
      ? warning(subjects.case, { found: 'a and A are one file', value: true, why: twins, mend: other })
      : ok(subjects.case, 'a and A are two files', false),
    normalises
      ? warning(subjects.unicode, { found: 'é in its two spellings is one file', value: true, why: twins, mend: other })
      : ok(subjects.unicode, 'é in its two spellings is two files', false),
    taken(subjects.long, long),
    taken(subjects.notUtf8, notUtf8),
    taken(subjects.newline, newline)
  ]
}

/** Nanoseconds, finest first, with how people say them. */
const precisions = [
  [1n, '1 ns'],
  [100n, '100 ns'],
  [1_000n, '1 µs'],
  [1_000_000n, '1 ms'],
  [10_000_000n, '10 ms'],
  [1_000_000_000n, '1 s'],
  [2_000_000_000n, '2 s']
] as const

/** The finest step that all of them were rounded to; undefined when they came back as other times. */
export function precisionOf(
  times: readonly { readonly set: bigint; readonly stored: bigint }[]
): readonly [bigint, string] | undefined {
  return precisions.find(([step]) =>
    times.every(({ set, stored }) => stored % step === 0n && (stored > set ? stored - set : set - stored) < step)
  )
}

/** An age or a date by a clock that is this far off is noticed by people. */
const mostSkewMs = 5_000

function judgeTimes({ times, skewMs }: AttributeFacts): Row[] {
  return [judgePrecision(times), judgeClock(skewMs)]
}

function judgePrecision(times: AttributeFacts['times']): Row {
  if ('why' in times) return skipped(subjects.times, times.why)
  const precision = precisionOf(times)
  if (precision === undefined) {
    return failure(subjects.times, {
      found: 'come back as other times',
      why: 'A run sets the time of each file and compares what is stored, and would fail.',
      mend: 'Look for mount options about time zones (tz=, time_offset=), or use another filesystem.'
    })
  }
  const [step, text] = precision
  if (step < 1_000_000_000n) return ok(subjects.times, `kept to ${text}`, Number(step))
  return warning(subjects.times, {
    found: `kept to ${text} only`,
    value: Number(step),
    why: 'The manifest has every time to the nanosecond, so restores are exact; but `compare: quick` may miss a change within that time.',
    mend: 'Stay with `compare: content`.'
  })
}

function judgeClock(skewMs: number): Row {
  const off = Math.abs(skewMs)
  const value = Math.round(skewMs)
  if (off <= mostSkewMs)
    return ok(subjects.clock, off < 1000 ? 'the same as ours' : `${formatDuration(off)} off`, value)
  return warning(subjects.clock, {
    found: `${formatDuration(off)} ${skewMs > 0 ? 'ahead of' : 'behind'} ours`,
    value,
    why: 'The server that keeps the files and this machine disagree on the time; snapshots are named and dated by ours.',
    mend: 'Let both set their clocks by NTP.'
  })
}
