// The facts of a restore in sentences: as much as a page has room for.

import { inBackticks, showName, showText } from '../display.ts'
import { countOf, formatCount, formatDuration } from '../units.ts'
import type { RestoredFrom, RestoreReport } from './restore-model.ts'

/** Plain sentences; backticks mark code. */
export function restoreFacts(report: RestoreReport): readonly string[] {
  const { status, from, durationMs } = report
  if (from === undefined) return [...asked(report), `The run took ${formatDuration(durationMs)}.`]
  return [
    ...(status === 'found' ? [] : [place(report)]),
    ...selection(report),
    taken(from, report),
    ...copy(from),
    ...standIn(from, report),
    ...details(report),
    ...cleaned(report),
    `The run took ${formatDuration(durationMs)}.`
  ]
}

const asked = ({ name, fallbackNames, selector }: RestoreReport): string[] => [
  `Asked for ${inBackticks(selector)} of ${firstOf([name, ...fallbackNames].map(one => inBackticks(one)))}.`
]

const place = ({ status, target }: RestoreReport): string =>
  `${status === 'dry-run' ? 'It would be restored into' : 'It is in'} ${inBackticks(target, 300)}.`

const selection = ({ paths }: RestoreReport): string[] =>
  paths.length === 0 ? [] : [`Of the snapshot, only ${firstOf(paths.map(line => inBackticks(line)))}.`]

function taken({ run, takenAt }: RestoredFrom, { selector }: RestoreReport): string {
  const by =
    run.runId === undefined
      ? ''
      : ` by run ${showText(run.runId, 40)}${run.workflow === undefined ? '' : ` of ${inBackticks(run.workflow, 60)}`}`
  const moment = showText(takenAt.replace(/\.\d+Z$/, 'Z'), 40)
  return `The snapshot was taken ${moment}${by}; it was chosen by ${inBackticks(selector)}.`
}

const copy = ({ source }: RestoredFrom): string[] =>
  source === 'volume' ? [] : ['It is the copy that `cache-copy` had put into the GitHub Actions cache.']

const standIn = ({ isExact, series }: RestoredFrom, { name }: RestoreReport): string[] =>
  isExact ? [] : [`${inBackticks(name)} has no such snapshot; ${inBackticks(series)} stands in for it.`]

function details({ status, counts }: RestoreReport): string[] {
  if (status === 'found') return []
  const would = status === 'dry-run' ? 'would get' : 'got'
  const parts = [
    ...(counts.filesAdjusted === 0
      ? []
      : [
          `${countOf(counts.filesAdjusted, 'file', 'files')} had the right content and ${would} only ${counts.filesAdjusted === 1 ? 'its' : 'their'} mode, owner or time back`
        ]),
    ...(counts.filesReflinked === 0
      ? []
      : [
          `${countOf(counts.filesReflinked, 'file shares', 'files share')} blocks with the stored ${counts.filesReflinked === 1 ? 'one' : 'ones'} (reflink)`
        ]),
    ...(counts.symlinksMade === 0
      ? []
      : [
          `${countOf(counts.symlinksMade, 'symlink', 'symlinks')} ${status === 'dry-run' ? 'would be' : counts.symlinksMade === 1 ? 'was' : 'were'} made`
        ])
  ]
  return parts.map(part => `${part}.`)
}

function cleaned(report: RestoreReport): string[] {
  const { clean, status, counts, spared, lost } = report
  if (!clean || status === 'found') return []
  if (lost.length > 0) return ['Nothing was cleaned, because not everything could be brought back.']
  const directoriesAlone = counts.filesRemoved === 0 && report.removed.length > 0
  const removed = directoriesAlone
    ? countOf(report.removed.length, 'empty directory', 'empty directories')
    : countOf(counts.filesRemoved, 'file', 'files')
  const left = firstOf(spared.map(path => inBackticks(showName(path, 80))))
  const isNone = counts.filesRemoved === 0 && report.removed.length === 0 && report.notRemoved.length === 0
  return [
    isNone
      ? 'There is nothing for `clean` to remove.'
      : `\`clean\` ${status === 'dry-run' ? 'would remove' : 'removed'} ${removed} that the snapshot does not have.`,
    ...(spared.length === 0 ? [] : [`It leaves what snapshots never hold: ${left}.`])
  ]
}

const shownOfList = 5

function firstOf(items: readonly string[]): string {
  const more = items.length - shownOfList
  return items.slice(0, shownOfList).join(', ') + (more > 0 ? ` and ${formatCount(more)} more` : '')
}
