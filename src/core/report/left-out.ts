// What was left out of a snapshot on purpose, by reason: how many, and the first few names.

import { countOf, formatCount } from '../units.ts'
import type { LeftOut, SnapshotReport } from './model.ts'

const shownReasons = 10
const shownNames = 3

export interface LeftOutGroup {
  readonly why: string
  readonly count: number
  readonly first: readonly LeftOut['path'][]
}

export interface LeftOutSummary {
  readonly groups: readonly LeftOutGroup[]
  /** What it means and which input changes it; backticks mark code. */
  readonly sentences: readonly string[]
}

/** Undefined when nothing was left out. */
export function leftOut({ secrets, specials }: SnapshotReport): LeftOutSummary | undefined {
  if (secrets.length + specials.length === 0) return undefined
  const groups = [...grouped(secrets), ...grouped(specials)]
  return {
    groups: groups.slice(0, shownReasons),
    sentences: [
      ...ofSecrets(secrets.length),
      ...ofSpecials(specials.length),
      ...ofMoreReasons(groups.length - shownReasons)
    ]
  }
}

function ofSecrets(count: number): string[] {
  if (count === 0) return []
  const they = count === 1 ? 'it' : 'they'
  return [
    `${countOf(count, 'path looks like a secret', 'paths look like secrets')}. With \`exclude-secrets: false\` ${they} would be kept, readable for everybody who can read the volume.`
  ]
}

const ofSpecials = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${countOf(count, 'path is no file', 'paths are no files')}: sockets, FIFOs and devices hold nothing that could be kept.`
      ]

const ofMoreReasons = (count: number): string[] =>
  count <= 0 ? [] : [`${countOf(count, 'more reason is', 'more reasons are')} in the JSON report.`]

function grouped(items: readonly LeftOut[]): readonly LeftOutGroup[] {
  const groups = new Map<string, { why: string; count: number; first: LeftOut['path'][] }>()
  for (const { why, path } of items) {
    const group = groups.get(why) ?? { why, count: 0, first: [] }
    groups.set(why, group)
    group.count += 1
    if (group.first.length < shownNames) group.first.push(path)
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** ` and 4 more`, or nothing. */
export const moreNames = ({ count, first }: LeftOutGroup): string =>
  count > first.length ? ` and ${formatCount(count - first.length)} more` : ''
