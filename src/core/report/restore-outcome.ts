// The outcome of a restore in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.

import { inBackticks, showName, showText } from '../display.ts'
import { countOf, formatBytes, formatCount, formatRate } from '../units.ts'
import type { Outcome } from './outcome.ts'
import { isVerified, type LostFile, type RestoredFrom, type RestoreReport } from './restore-model.ts'

/** Plain text; what strangers named is made visible in it, and backticks mark code. */
export function restoreOutcome(report: RestoreReport): Outcome {
  const { status, from } = report
  // Only a miss has none.
  if (from === undefined) return { heading: 'Nothing to restore', sentence: missing(report) }
  const snapshot = `Snapshot ${showText(from.snapshot)}${whence(from)}`
  switch (status) {
    case 'restored':
    case 'missed':
      return { heading: 'Restored', sentence: `${snapshot}: ${held(report)}. ${written(report)}${checked(report)}.` }
    case 'unchanged':
      return {
        heading: 'Restored: all was there already',
        sentence: `${snapshot}: ${held(report)}. Nothing had to be written${checked(report)}.`
      }
    case 'partial':
      return {
        heading: 'Partly restored',
        sentence: `${snapshot}: ${held(report)}. ${written(report)}, ${short(report)}.`
      }
    case 'found':
      return {
        heading: 'Snapshot found',
        sentence: `${snapshot}: ${held(report)}. Nothing was restored (\`lookup-only\`).`
      }
    case 'dry-run':
      return { heading: 'Dry run: nothing was written', sentence: `${snapshot}: ${held(report)}. ${foreseen(report)}.` }
  }
}

/** ` of octo/app/nightly/main (commit 1a2b3c4 on main)`. */
function whence({ series, run: { commit, ref } }: RestoredFrom): string {
  const at = [
    ...(commit === undefined ? [] : [`commit ${showText(shortCommit(commit))}`]),
    ...(ref === undefined ? [] : [`on ${showText(shortRef(ref), 60)}`])
  ]
  return ` of ${inBackticks(series)}${at.length === 0 ? '' : ` (${at.join(' ')})`}`
}

/** As git abbreviates it. */
export const shortCommit = (commit: string): string => (/^[0-9a-f]{40,64}$/i.test(commit) ? commit.slice(0, 7) : commit)

export const shortRef = (ref: string): string => ref.replace(/^refs\/(?:heads|tags|remotes)\//, '')

const missing = ({ reason = '' }: RestoreReport): string =>
  // Each name is quoted in the reason already.
  reason === '' ? 'There is no such snapshot.' : showText(reason.replaceAll('\n', ' '), 500)

function held({ counts, bytes }: RestoreReport): string {
  if (counts.files > 0) return `${countOf(counts.files, 'file', 'files')}, ${formatBytes(bytes.bytes)}`
  return counts.symlinks > 0
    ? `no files, ${countOf(counts.symlinks, 'symlink', 'symlinks')}`
    : `no files, ${countOf(counts.directories, 'directory', 'directories')}`
}

function written({ counts, bytes, writingMs }: RestoreReport): string {
  const { files, filesWritten } = counts
  const there = counts.filesSame + counts.filesAdjusted
  const brought = `written (${amount(bytes.bytesWritten, writingMs)})`
  if (files === 0) return 'What it holds was put in place'
  if (filesWritten === files) return files === 1 ? `It was ${brought}` : `All were ${brought}`
  if (there === files) return files === 1 ? 'It was there already' : 'All were there already'
  const parts = [
    ...(there === 0 ? [] : [`${formatCount(there)} ${were(there)} there already`]),
    `${formatCount(filesWritten)} ${were(filesWritten)} ${filesWritten === 0 ? 'written' : brought}`
  ]
  return parts.join(', ')
}

const were = (count: number): string => (count === 1 ? 'was' : 'were')

/** A rate over less than this says nothing. */
const shortestForRateMs = 100

const amount = (bytes: number, ms: number): string =>
  ms < shortestForRateMs ? formatBytes(bytes) : `${formatBytes(bytes)} at ${formatRate(bytes, ms)}`

function checked(report: RestoreReport): string {
  if (report.counts.files === 0) return ''
  return isVerified(report) ? ', and all contents were verified' : '; contents were not verified (`verify: false`)'
}

function short({ lost, notRemoved }: RestoreReport): string {
  const what = [
    ...(lost.length === 0 ? [] : [`${countOf(lost.length, 'stored file is', 'stored files are')} damaged or missing`]),
    ...(notRemoved.length === 0 ? [] : [`${countOf(notRemoved.length, 'path', 'paths')} could not be removed`])
  ]
  return `but ${what.join(' and ')}`
}

function foreseen({ counts, bytes }: RestoreReport): string {
  const { files, filesWritten, filesRemoved } = counts
  const there = files - filesWritten
  const parts = [
    filesWritten === 0
      ? 'A run now would write no file'
      : `A run now would write ${formatCount(filesWritten)} (${formatBytes(bytes.bytesWritten)})`,
    ...(filesRemoved === 0 ? [] : [`remove ${countOf(filesRemoved, 'other file', 'other files')}`])
  ]
  return `${parts.join(' and ')}${there === 0 ? '' : `; ${formatCount(there)} ${there === 1 ? 'is' : 'are'} there already`}`
}

const named = 10

/** Why the run must fail although it went on to the end, as a message for people. */
export function restoreFailure(
  report: RestoreReport
): { readonly kind: 'damage' | 'target'; readonly text: string } | undefined {
  const { lost, notRemoved, from } = report
  if (lost.length > 0 && from !== undefined) return { kind: 'damage', text: damageText(lost, from) }
  if (notRemoved.length === 0) return undefined
  return {
    kind: 'target',
    text: `Everything was restored, but "clean" could not remove ${countOf(notRemoved.length, 'path', 'paths')} that the snapshot does not have:${lines(notRemoved)}\nRemove what is named there, or give the runner's user the directories, and run the restore again.`
  }
}

function damageText(lost: readonly LostFile[], { snapshot: id, source }: RestoredFrom): string {
  const isOne = lost.length === 1
  return `There ${isOne ? 'is' : 'are'} ${countOf(lost.length, 'stored file', 'stored files')} of the snapshot ${showText(id)} that ${isOne ? 'is' : 'are'} damaged or missing. ${isOne ? 'It was' : 'They were'} not restored, and what the target had in ${isOne ? 'its' : 'their'} place was left alone; everything else was restored, and nothing was cleaned.${lines(lost.map(({ path, why }) => `${showName(path)}: ${why}`))}\n${source === 'cache' ? damagedCopy : earlier(id, isOne)}`
}

const earlier = (id: string, isOne: boolean): string =>
  `An earlier snapshot may hold ${isOne ? 'it' : 'them'} intact: restore with "snapshot: before:${showText(id)}" and ${isOne ? 'this file' : 'these files'} as "paths". The verify action, with "snapshot: all", names the snapshots that share the damage and the newest that is whole.`

const damagedCopy =
  'It is the copy in the GitHub Actions cache that is damaged. Delete its entries (gh cache list, gh cache delete); the next snapshot copies itself anew.'

const lines = (listed: readonly string[]): string =>
  [...listed.slice(0, named), ...(listed.length > named ? [`and ${formatCount(listed.length - named)} more`] : [])]
    .map(line => `\n  ${line}`)
    .join('')
