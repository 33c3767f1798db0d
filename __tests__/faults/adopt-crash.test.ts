// kill -9 while trees are adopted: each is where it was or a whole snapshot, and the next run goes on from there.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect } from '@jest/globals'
import { type Adoption, adoption, ids } from '../support/adoption.ts'
import { oldHistory } from '../support/old-script.ts'
import { runnerNode } from '../support/runner-environment.ts'
import { latestTrouble, listing, snapshotsIn, troubleIn, troubleWith } from '../support/series-state.ts'
import { itUnless, missingTool } from '../support/skip-aloud.ts'
import { wiredScript } from '../support/wired.ts'

let here: Adoption | undefined
afterEach(() => {
  here?.remove()
})

const nights = 3

/** Adopts in a process of its own, which dies at that call of the kernel; what it said when it came to its end. */
function adoptUnder(stand: Adoption, path: string, inject: readonly string[]): { signal: string | null; said: string } {
  const inputs = Object.entries(stand.inputs({ path })).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])
  const script = join(stand.scratch, 'adopt.mjs')
  writeFileSync(script, wiredScript('adopt'))
  const { signal, stdout, stderr } = spawnSync(
    'strace',
    ['--quiet=all', '-o', '/dev/null', ...inject, runnerNode(), script],
    { encoding: 'utf8', env: { PATH: process.env.PATH, ...(Object.fromEntries(inputs) as Record<string, string>) } }
  )
  return { signal, said: `${stdout}${stderr}` }
}

const calls = ['rename', 'symlink', 'fsync', 'mkdir'] as const

itUnless(missingTool('strace', 'strace')).each([
  ['from a directory of its own', false],
  ['in the directory of the series', true]
])(
  'is survived at each call that changes something: %s',
  async (_, isSeries) => {
    const states = new Set<string>()
    for (const call of calls) {
      // Every fourth: there are many, and each takes a process.
      for (let count = 1; ; count += 4) {
        here?.remove()
        const stand = (here = adoption())
        const path = isSeries ? stand.series : stand.old
        const names = oldHistory(stand.source, path, nights)
        const before = names.map(name => listing(join(path, name)))
        const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${count}`]
        const { signal, said } = adoptUnder(stand, path, inject)

        const done = existsSync(stand.series) ? snapshotsIn(stand.series) : []
        names.forEach((name, index) => {
          const [isOld, isNew] = [existsSync(join(path, name)), done.includes(ids[index] ?? '')]
          expect([call, count, name, isOld !== isNew]).toEqual([call, count, name, true])
          const tree = isNew ? join(stand.series, ids[index] ?? '') : join(path, name)
          expect(listing(tree)).toEqual(before[index])
          if (isNew) expect(troubleWith(stand.series, ids[index] ?? '')).toEqual([])
        })
        states.add(`${done.length}`)
        if (signal === null) {
          expect(said).toBe('done\n')
          break
        }

        await stand.adopt({ path })
        expect(snapshotsIn(stand.series)).toEqual(ids.slice(0, nights))
        expect(troubleIn(stand.series)).toEqual([])
        expect(latestTrouble(stand.series, snapshotsIn(stand.series))).toEqual([])
        expect(ids.slice(0, nights).map(id => stand.record(id).base?.id)).toEqual([undefined, ids[0], ids[1]])
        expect(readdirSync(stand.old).filter(name => name !== 'latest')).toEqual([])
      }
    }
    expect([...states].sort()).toEqual(['0', '1', '2', '3'])
  },
  300_000
)
