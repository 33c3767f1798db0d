// Measures retention: how long a judgement takes, and how deleting a snapshot compares with `rm -rf` of the same tree.

import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { realProcesses } from '../src/adapters/process.ts'
import { holdDirectory } from '../src/adapters/volume/held-directory.ts'
import { removeTrees } from '../src/adapters/volume/removal.ts'
import { judge, type Standing } from '../src/core/retention/judge.ts'
import { defaultPolicy } from '../src/core/retention/policy.ts'
import { snapshotId } from '../src/core/snapshot-id.ts'

const rounds = Number(process.env.ROUNDS ?? 5)
const links = Number(process.env.LINKS ?? 200_000)
const snapshots = 10_000
const hourMs = 3_600_000
/** As build output has them: many small directories, a few levels deep. */
const filesInDirectory = 25

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

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

async function measureDeleting(): Promise<{ readonly ours: number; readonly rm: number; readonly ratio: number }> {
  const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
  const processes = realProcesses(process.env, new AbortController().signal)
  const kept = join(scratch, 'kept')
  mkdirSync(kept)
  for (let index = 0; index < 5000; index++) writeFileSync(join(kept, String(index)), 'x')
  const ours: number[] = []
  const rm: number[] = []
  const ratios: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const [first, second] = [join(scratch, 'ours'), join(scratch, 'rm')]
      makeTree(kept, first)
      makeTree(kept, second)
      execFileSync('sync', ['--file-system', scratch])
      const removeOurs = async (): Promise<void> => {
        const held = holdDirectory(scratch, [])
        const left = await removeTrees(processes, held, [basename(first)])
        held.close()
        if (left.length > 0) throw new Error(left[0])
      }
      const removeRm = (): void => {
        execFileSync('rm', ['-rf', second])
      }
      // By turns, so that neither always finds the disk busy with the other's work.
      const isOursFirst = round % 2 === 0
      const one = await timed(isOursFirst ? removeOurs : removeRm)
      const other = await timed(isOursFirst ? removeRm : removeOurs)
      const [our, their] = isOursFirst ? [one, other] : [other, one]
      ours.push(our)
      rm.push(their)
      ratios.push(our / their)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return { ours: median(ours), rm: median(rm), ratio: median(ratios) }
}

const judging = await measureJudging()
console.log(`judge ${snapshots.toLocaleString('en')} snapshots   ${judging.toFixed(1)} ms (wanted: under 50 ms)`)
const deleting = await measureDeleting()
console.log(
  `delete ${links.toLocaleString('en')} links   ${(deleting.ours / 1000).toFixed(2)} s; rm -rf ${(deleting.rm / 1000).toFixed(2)} s; ratio ${deleting.ratio.toFixed(2)} (wanted: at most 0.70)`
)
