// The programs of this machine: rsync and the tools around it, tar, and the Node that runs us.

import { showText } from '../display.ts'
import { oldestRsync } from '../rsync-output.ts'
import type { ToolFacts } from './facts.ts'
import { failure, ok, type Row, type Subject, warning } from './row.ts'

const subjects = {
  rsync: { key: 'rsync', title: 'rsync' },
  farRsync: { key: 'far-rsync', title: 'rsync there' },
  tools: { key: 'tools', title: 'tools' },
  tar: { key: 'tar', title: 'tar' },
  node: { key: 'node', title: 'node' }
} as const satisfies Record<string, Subject>

/** The first that has all that is used here: `engines` of package.json. */
const oldestNode = [20, 19] as const

export const judgeTools = (facts: ToolFacts): Row[] => [
  judgeRsync(facts, subjects.rsync),
  ...judgeFar(facts),
  judgeOthers(facts),
  judgeTar(facts),
  judgeNode(facts)
]

function judgeRsync(
  { rsync, install }: Pick<ToolFacts, 'rsync'> & { readonly install: { readonly rsync: string } },
  subject: Subject
): Row {
  const why = 'It lists the source and copies what is new.'
  const mend = `Install it:\n${install.rsync}`
  if (rsync.state === 'absent') return failure(subject, { found: 'is not installed', why, mend })
  if (rsync.state === 'unknown') {
    return failure(subject, { found: `does not say its version: ${showText(rsync.text, 60)}`, why, mend })
  }
  const { version } = rsync
  if (version.flavour === 'openrsync') {
    const lacks = 'It cannot link against an earlier tree, nor keep nanoseconds.'
    return failure(subject, { found: showText(version.text), value: version.text, why: lacks, mend })
  }
  if (isOlder(version.version, oldestRsync)) {
    const needs = `Options are used that came with ${oldestRsync.join('.')}.`
    return failure(subject, { found: `${version.text} is too old`, value: version.text, why: needs, mend })
  }
  return ok(subject, version.text, version.text)
}

/** One row, of a volume over ssh. */
function judgeFar({ far }: ToolFacts): Row[] {
  if (far === undefined) return []
  const install = { rsync: `${far.install}\non ${far.host}` }
  const { rsync } = far
  return [
    judgeRsync(
      { rsync: rsync === undefined ? { state: 'absent' } : { state: 'present', version: rsync }, install },
      subjects.farRsync
    )
  ]
}

function judgeOthers({ missing, install }: ToolFacts): Row {
  if (missing.length === 0) return ok(subjects.tools, 'flock, find, xargs and the coreutils are there')
  return failure(subjects.tools, {
    found: `missing, or without the options that are used: ${missing.join(', ')}`,
    why: 'They lock, measure and delete.',
    mend: `Install them:\n${install.tools}`
  })
}

function judgeTar({ tar, install }: ToolFacts): Row {
  if (tar?.includes('GNU tar') === true) return ok(subjects.tar, showText(tar, 60), tar)
  return warning(subjects.tar, {
    found: tar === undefined ? 'is not installed' : `${showText(tar, 60)}, which is not GNU's`,
    why: 'Restores use GNU tar; snapshots do without.',
    mend: `Install it before a restore:\n${install.tar}`
  })
}

function judgeNode({ node }: ToolFacts): Row {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (!isOlder([major, minor, 0], [...oldestNode, 0])) return ok(subjects.node, node, node)
  return failure(subjects.node, {
    found: `${node} is too old`,
    value: node,
    why: `${oldestNode.join('.')} is the oldest that has all that is used.`,
    mend: 'Use the Node of the runner, or a newer one.'
  })
}

type Version = readonly [major: number, minor: number, patch: number]

const isOlder = ([major, minor, patch]: Version, [oldMajor, oldMinor, oldPatch]: Version): boolean =>
  major !== oldMajor ? major < oldMajor : minor !== oldMinor ? minor < oldMinor : patch < oldPatch
