// Measures retention: how long a judgement takes, and how deleting a snapshot compares with `rm -rf` of the same tree.

import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { realProcesses } from '../src/adapters/process.ts'
import { holdDirectory } from '../src/adapters/volume/held-directory.ts'
import { removeTrees } from '../src/adapters/volume/removal.ts'
import { judge, type Standing } from '../src/core/retention/judge.ts'
import { defaultPolicy } from '../src/core/retention/policy.ts'
import { snapshotId } from '../src/core/snapshot-id.ts'
import { compare, median, timed, told } from './measure.ts'

const rounds = Number(process.env.ROUNDS ?? 5)
const links = Number(process.env.LINKS ?? 200_000)
const snapshots = 10_000
const hourMs = 3_600_000
/** As build output has them: many small directories, a few levels deep. */
const filesInDirectory = 25

/** One snapshot of `links` files, each a hard link to a file that stays, as in a series. */
function makeTree(kept: string, tree: string): void {
  for (let made = 0; made < links;) {
    const number = made / filesInDirectory
    const directory = join(`part${Math.floor(number / 400)}`, `group${Math.floor(number / 20) % 20}`, `d${number % 20}`)
    mkdirSync(join(tree, directory), { recursive: true })
    for (let file = 0; file < filesInDirectory && made < links; file++, made++) {
      linkSync(join(kept, String(made % 5000)), join(tree, directory, `file${file}`))
    }
  }
}

async function measureJudging(): Promise<number> {
  const newest = Date.UTC(2026, 10, 20, 2)
  const series = Array.from({ length: snapshots }, (_, index): Standing => ({
    id: snapshotId(new Date(newest - index * hourMs), () => false),
    tags: [],
    isPinned: index % 1000 === 0,
    isBeingRead: false,
    isForeign: false,
    isLatest: index === 0
  }))
  const policy = { ...defaultPolicy, keepDaily: 30, keepWeekly: 8, keepMonthly: 12, keepYearly: 10 }
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(() => judge(series, policy, new Date(newest))))
  return median(times)
}

async function measureDeleting(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
  const processes = realProcesses(process.env, new AbortController().signal)
  const kept = join(scratch, 'kept')
  mkdirSync(kept)
  for (let index = 0; index < 5000; index++) writeFileSync(join(kept, String(index)), 'x')
  const made = (tree: string) => (): void => {
    makeTree(kept, tree)
    execFileSync('sync', ['--file-system', scratch])
  }
  const [first, second] = [join(scratch, 'ours'), join(scratch, 'rm')]
  const ours = {
    name: 'ours',
    prepare: made(first),
    run: async (): Promise<void> => {
      const held = holdDirectory(scratch, [])
      const left = await removeTrees(processes, held, [basename(first)])
      held.close()
      if (left.length > 0) throw new Error(left[0])
    }
  }
  const rm = { name: 'rm -rf', prepare: made(second), run: () => execFileSync('rm', ['-rf', second]) }
  try {
    return told(`delete ${links.toLocaleString('en')} links`, ours, rm, await compare(ours, rm, rounds), 0.7)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const judging = await measureJudging()
console.log(`judge ${snapshots.toLocaleString('en')} snapshots   ${judging.toFixed(1)} ms (wanted: under 50 ms)`)
console.log(await measureDeleting())
