// The outcome of a verification in words: a heading and a sentence for whoever reads nothing else, and what makes the run fail.

import { inBackticks } from '../display.ts'
import { firstAsLines } from '../first-few.ts'
import { countOf, formatBytes, formatCount } from '../units.ts'
import { isTouched } from '../verify-damage.ts'
import type { Outcome } from './outcome.ts'
import { type Damage, isOnlyTouched, snapshotsOf, type VerifyReport } from './verify-model.ts'
import { advice, damageLine } from './verify-words.ts'

/** Plain text; what strangers named is made visible in it, and backticks mark code. */
export function verifyOutcome(report: VerifyReport): Outcome {
  if (report.ok) return { heading: proven(report), sentence: whatWasRead(report) }
  if (isOnlyTouched(report)) return { heading: 'Snapshots were changed', sentence: `${whatIsWrong(report)}.` }
  return { heading: 'Damage found', sentence: `${whatIsWrong(report)}.` }
}

/** Why the run has to fail, as a message for people; undefined when all is as it was stored. */
export function verifyFailure(report: VerifyReport): string | undefined {
  if (report.ok) return undefined
  const lines = firstAsLines(report.damaged, damage => damageLine(damage, report.isPattern))
  const [first = ''] = advice(report)
  return `${whatIsWrong(report)}:${lines}\n${first}\nThe summary and the JSON report have all of it, and what to do.`
}

function proven(report: VerifyReport): string {
  const where = snapshots(report)
  if (!report.isSample)
    return `Verified: ${allFiles(report)} of ${where} ${report.filesLookedAt === 1 ? 'is' : 'are'} as stored`
  return `Verified: a sample of ${where} is as stored`
}

function whatWasRead(report: VerifyReport): string {
  const read = `${countOf(report.filesChecked, 'stored file', 'stored files')} of ${formatBytes(report.bytesChecked)}`
  const others = `nothing is missing, added or changed among ${countOf(report.pathsLookedAt, 'path', 'paths')}`
  const proof = `${report.filesChecked === 1 ? 'was read and has' : 'were read and have'} the bytes that were stored`
  if (!report.isSample) return `${read} ${proof}; ${others}.`
  if (report.filesChecked === 0)
    return `No file falls into this part (\`${report.subset}\`), so none was read; ${others}.`
  return `${read} (\`${report.subset}\`) ${proof}; ${others}.`
}

/** Without a full stop. */
function whatIsWrong(report: VerifyReport): string {
  const { damaged, isPattern } = report
  const lost = damaged.filter(({ kind }) => !isTouched(kind))
  const changed = damaged.length - lost.length
  const affected = new Set(damaged.flatMap(damage => snapshotsOf(damage, isPattern))).size
  const elsewhere = isPattern ? 0 : new Set(damaged.flatMap(inOtherSeries)).size
  const parts = [
    ...(lost.length > 0 ? [`${countOf(lost.length, 'path is', 'paths are')} not what was stored`] : []),
    ...(changed > 0
      ? [`${countOf(changed, 'path was', 'paths were')} added or had attributes changed, with nothing of it lost`]
      : [])
  ]
  const others = elsewhere === 0 ? '' : ` and ${formatCount(elsewhere)} of other series`
  const where = isPattern ? '' : ` of the series ${inBackticks(report.name)}${others}`
  return `In ${countOf(affected - elsewhere, 'snapshot', 'snapshots')}${where}, ${parts.join('; ')}`
}

const inOtherSeries = ({ names, series: own }: Damage): readonly string[] =>
  names.flatMap(({ series, snapshot }) => (series === own ? [] : [`${series}/${snapshot}`]))

const snapshots = ({ snapshotsChecked, series }: VerifyReport): string => {
  const [first] = series.flatMap(one => one.snapshots)
  return snapshotsChecked === 1 && first !== undefined
    ? `snapshot ${first}`
    : `${formatCount(snapshotsChecked)} snapshots`
}

const allFiles = ({ filesLookedAt }: VerifyReport): string =>
  filesLookedAt === 1 ? 'the only file' : `all ${formatCount(filesLookedAt)} files`
