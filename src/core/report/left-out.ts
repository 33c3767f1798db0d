// What was left out of a snapshot on purpose, by reason: how many, and the first few names.

import { formatCount } from '../units.ts'
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
  /** Reasons beyond those shown. */
  readonly moreReasons: number
  /** What it means and which input changes it; backticks mark code. */
  readonly sentences: readonly string[]
}

/** Undefined when nothing was left out. */
export function leftOut({ secrets, specials }: SnapshotReport): LeftOutSummary | undefined {
  if (secrets.length + specials.length === 0) return undefined
  const groups = [...grouped(secrets), ...grouped(specials)]
  return {
    groups: groups.slice(0, shownReasons),
    moreReasons: Math.max(0, groups.length - shownReasons),
    sentences: [
      ...(secrets.length > 0
        ? [
            `${formatCount(secrets.length)} ${secrets.length === 1 ? 'path looks like a secret' : 'paths look like secrets'}. With \`exclude-secrets: false\` they would be kept, readable for everybody who can read the volume.`
          ]
        : []),
      ...(specials.length > 0
        ? [
            `${formatCount(specials.length)} ${specials.length === 1 ? 'path is no file' : 'paths are no files'}: sockets, FIFOs and devices hold nothing that could be kept.`
          ]
        : [])
    ]
  }
}

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
