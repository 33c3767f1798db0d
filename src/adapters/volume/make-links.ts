// Links of a new tree, packed into batches for the worker threads, and what came of each.

import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { LinkOutcome, LinkStep, TreeRef } from '../../core/link-step.ts'
import { type List, listOfParts, partOf } from '../../core/list.ts'
import type { OnProgress } from '../../core/progress.ts'
import type { WorkerPool } from '../workers/pool.ts'
import { outcomeOf } from '../workers/link-rows.ts'
import { type LinkResult, type LinkTask, second, wantedColumn, wantedColumns } from '../workers/protocol.ts'

/** Links are cheap each, so a batch is large. */
const linkBatch = 500

/** For each thread one that it works on, and one that is packed for it. */
const batchesOfThread = 2

/** One outcome for each step, in order. `rootOf`: where a tree lies. */
export async function makeLinks(
  pool: WorkerPool,
  root: BytePath,
  steps: List<LinkStep>,
  rootOf: (tree: TreeRef) => BytePath,
  onProgress: OnProgress
): Promise<List<LinkOutcome>> {
  const results: LinkResult[] = []
  let files = 0
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < steps.length) {
      const from = next
      const batch = partOf(steps, from, linkBatch)
      next += linkBatch
      try {
        results[from / linkBatch] = await pool.run(packed(root, batch, rootOf))
      } catch (error) {
        // Nobody needs the others any more.
        next = steps.length
        throw error
      }
      files += batch.length
      onProgress({ doing: 'linking', files, bytes: 0, totalFiles: steps.length })
    }
  }
  await allOf(Array.from({ length: batchesOfThread * pool.jobs }, lane))
  return listOfParts(steps.length, results, linkBatch, outcomeOf)
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
