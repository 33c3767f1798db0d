// Links of a new tree, packed into batches for the worker threads, and what came of each.

import type { BytePath } from '../../core/byte-path.ts'
import type { LinkOutcome, LinkStep, TreeRef } from '../../core/link-step.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { WorkerPool } from '../workers/pool.ts'
import {
  type LinkResult,
  type LinkTask,
  madeColumn,
  madeColumns,
  second,
  wantedColumn,
  wantedColumns
} from '../workers/protocol.ts'

/** Links are cheap each, so a batch is large. */
const linkBatch = 500

/** One outcome for each step, in order. `rootOf`: where a tree lies. */
export async function makeLinks(
  pool: WorkerPool,
  root: BytePath,
  steps: readonly LinkStep[],
  rootOf: (tree: TreeRef) => BytePath,
  onProgress: OnProgress
): Promise<readonly LinkOutcome[]> {
  let files = 0
  const batches: Promise<LinkOutcome[]>[] = []
  for (let at = 0; at < steps.length; at += linkBatch) {
    const batch = steps.slice(at, at + linkBatch)
    const outcomes = pool.run(packed(root, batch, rootOf)).then(result => {
      files += batch.length
      onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length })
      return batch.map((_, index) => outcomeOf(result, index))
    })
    batches.push(outcomes)
  }
  return (await Promise.all(batches)).flat()
}

function packed(root: BytePath, steps: readonly LinkStep[], rootOf: (tree: TreeRef) => BytePath): LinkTask {
  const trees: TreeRef[] = []
  const wanted = new BigInt64Array(steps.length * wantedColumns)
  const isSame = steps.every(({ path, from }) => path === from)
  steps.forEach(({ tree, size, storedMtimeNs, mode, owner }, index) => {
    const at = index * wantedColumns
    let number = trees.indexOf(tree)
    if (number < 0) number = trees.push(tree) - 1
    wanted[at + wantedColumn.tree] = BigInt(number)
    wanted[at + wantedColumn.size] = BigInt(size)
    wanted[at + wantedColumn.mtimeSeconds] = storedMtimeNs / second
    wanted[at + wantedColumn.mtimeRest] = storedMtimeNs % second
    wanted[at + wantedColumn.mode] = mode === undefined ? -1n : BigInt(mode)
    wanted[at + wantedColumn.uid] = owner === undefined ? -1n : BigInt(owner.uid)
    wanted[at + wantedColumn.gid] = owner === undefined ? -1n : BigInt(owner.gid)
  })
  return {
    kind: 'link',
    root,
    trees: trees.map(rootOf),
    paths: steps.map(({ path }) => path).join('\0'),
    ...(isSame ? {} : { froms: steps.map(({ from }) => from).join('\0') }),
    wanted
  }
}

function outcomeOf({ made, failures }: LinkResult, index: number): LinkOutcome {
  const at = index * madeColumns
  const ino = made[at + madeColumn.ino] ?? 0n
  const failure = ino === 0n ? failures.get(index) : undefined
  if (failure !== undefined) return { linked: false, ...failure }
  return {
    linked: true,
    ino,
    allocated: Number(made[at + madeColumn.allocated]),
    links: Number(made[at + madeColumn.links])
  }
}
