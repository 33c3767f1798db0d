// The benchmark against peers and against the limit of the machine: `npm run bench`; see README.md.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Contest } from './contest.ts'
import { limit, ours, peers, type Contestant } from './contestants.ts'
import { compiled, Meter } from './native.ts'
import { directory, image, type Place } from './place.ts'
import type { Row } from './result.ts'
import { rowText } from './text.ts'
import { packages, rebuild } from './trees.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'rsync-a,rsync-c' },
    tree: { type: 'string' },
    json: { type: 'string' }
  }
})

const rounds = Number(values.rounds)
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
const isRoot = process.getuid?.() === 0
const isThere = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v -- "$1"', 'sh', command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const rows: Row[] = []
const tell = (row: Row): void => {
  rows.push(row)
  console.log(rowText(row))
}

let place: Place | undefined
try {
  const meter = new Meter(compiled('timed', scratch), scratch, [])
  const floor = compiled('limit', scratch, ['-lcrypto'])
  place = isRoot ? image(scratch, 'ext4', 40 * 2 ** 30) : directory(scratch)
  const wanted = values.peers.split(',')
  const contestants: Contestant[] = [
    ours,
    ...peers.filter(({ key, needs }) => wanted.includes(key) && needs.every(isThere)),
    limit(floor, 'next')
  ]
  const tree = packages(join(scratch, 'packages'), values.tree)
  const contest = new Contest('packages', tree, contestants, { meter, place, rounds, isLate: () => false })
  const build = (round: number): void => {
    rebuild(tree, round)
  }
  tell(await contest.first('First snapshot of installed packages', 1))
  tell(await contest.next('next/rebuilt/warm', 'Next snapshot after a rebuild', build))
  if (place.cool !== undefined)
    tell(await contest.next('next/rebuilt/cold', 'Next snapshot after a rebuild, the base not in memory', build, true))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`)
} finally {
  place?.close()
  rmSync(scratch, { recursive: true, force: true })
}
