// A path is swapped for a symlink to what is not ours, and back, a thousand times while the actions work (row 33).

import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { fault, type FaultSpec, negativeControl } from './support/fault.ts'
import type { Told } from './support/invariants.ts'
import type { Call, Ran } from './support/running.ts'
import type { Scene } from './support/scene.ts'
import { missingSwapper, startSwapper } from './support/swapper.ts'
import { contentDifferences } from '../support/trees.ts'

const swaps = 1000
/** As many runs meet them, where the machine is so slow that the swaps are over before. */
const leastRuns = 4

/** Whatever a run meets, it ends as it does for any trouble: with one error, which is not taken for a defect of ours. */
const toldOf = (run: Ran): Told =>
  run.exitCode === 0 ? { run, exitCode: 0, says: /\S/ } : { run, exitCode: 1, says: /\S/ }

/** Runs the calls in turn while the path is swapped. */
async function swapped(
  scene: Scene,
  path: string,
  target: string,
  calls: readonly Call[],
  { before, after }: { readonly before?: () => void; readonly after?: (run: Ran) => void } = {}
): Promise<readonly Told[]> {
  const swapper = startSwapper(path, target, swaps, scene.scratch)
  const runs: Ran[] = []
  let count: number
  try {
    while (runs.length < leastRuns) {
      for (const call of calls) {
        before?.()
        const run = await scene.run(call)
        after?.(run)
        runs.push(run)
      }
    }
  } finally {
    count = await swapper.end()
  }
  const failed = runs.filter(({ exitCode }) => exitCode !== 0).length
  scene.figure(`${count < 2000 ? '1,000' : 'thousands of'} swaps`)
  if (runs.length < leastRuns) throw new Error(`only ${runs.length} runs met them, of which ${failed} failed`)
  return runs.map(toldOf)
}

const spec = (title: string): FaultSpec => ({
  row: 33,
  tier: 'U',
  title,
  needs: [missingSwapper()],
  timeoutMs: 900_000
})

const beside = ({ canaries }: Scene): string => canaries[1] ?? ''

fault(spec('a directory of the source'), async scene =>
  swapped(scene, scene.inBuild('d0'), beside(scene), [{}, { inputs: { compare: 'quick' } }])
)

fault(spec('the source itself'), async scene => {
  // Nothing of it may be written to, and what is stored is what one of both holds.
  return await swapped(scene, scene.inBuild(), beside(scene), [{}])
})

fault(spec('latest'), async scene => swapped(scene, scene.inSeries('latest'), beside(scene), [{}]))

const restoring = (scene: Scene): readonly Call[] => [
  { action: 'restore', inputs: { path: join(scene.scratch, 'out') } },
  { action: 'restore', inputs: { path: join(scene.scratch, 'out'), clean: 'true' } }
]

fault(spec('the target of a restore, which may be a link to another place'), async scene => {
  const [out, other] = [join(scene.scratch, 'out'), join(scene.scratch, 'other')]
  for (const place of [out, other]) mkdirSync(place)
  const held = openSync(out, 'r')
  try {
    // The one by its inode, since its name is now this one's and now the other's.
    const places = [`/proc/${process.pid}/fd/${held}/.`, other]
    const emptied = (): void => {
      for (const place of places)
        for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true })
    }
    const isWholeSomewhere = (run: Ran): void => {
      if (run.exitCode !== 0) return
      const missing = places.map(place => contentDifferences(scene.inSeries(run.outputs.snapshot ?? ''), place))
      if (!missing.includes('')) throw new Error(`a restore went well, and neither place has it: ${missing.join('; ')}`)
    }
    return await swapped(scene, out, other, restoring(scene), { before: emptied, after: isWholeSomewhere })
  } finally {
    closeSync(held)
  }
})

fault(spec('a directory in the target of a restore'), async scene => {
  mkdirSync(join(scene.scratch, 'out/d0'), { recursive: true })
  return await swapped(scene, join(scene.scratch, 'out/d0'), beside(scene), restoring(scene))
})

fault(spec('the directory of unfinished trees'), async scene =>
  swapped(scene, scene.own('partial'), beside(scene), [{}])
)

fault(spec('the directory of a series'), async scene =>
  swapped(scene, scene.series, beside(scene), [{}, { action: 'prune', inputs: { 'keep-last': '5' } }])
)

negativeControl({ ...spec('rsync alone, restoring into it'), goesRed: /I4 .*beside/ }, async scene => {
  const out = join(scene.scratch, 'out')
  mkdirSync(out)
  const run = await scene.run()
  const swapper = startSwapper(out, beside(scene), 50, scene.scratch)
  try {
    for (let tries = 0; tries < 100 && !existsSync(join(beside(scene), 'd0')); tries++)
      spawnSync('rsync', ['--archive', `${scene.inSeries(run.outputs.snapshot ?? '')}/`, `${out}/`])
  } finally {
    await swapper.end()
  }
  return { run, exitCode: 0, says: /created/ }
})
