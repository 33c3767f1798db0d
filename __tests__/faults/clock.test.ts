// Clocks that are wrong (row 28): ids stay unique, nothing is deleted for it, and what is dated in the future is said.

import { existsSync, mkdirSync } from 'node:fs'
import { fault } from './support/fault.ts'
import type { Call } from './support/running.ts'

const dayMs = 86_400_000
const inFuture = /::warning.*The snapshot \S+ is dated in the future/

const wrong: readonly (readonly [title: string, clock: NonNullable<Call['clock']>, says: RegExp])[] = [
  ['ten days back', { offsetMs: -10 * dayMs }, inFuture],
  ['an hour before the newest snapshot', { offsetMs: -dayMs - 3_600_000 }, inFuture],
  ['at the beginning of time', { frozenMs: 0 }, inFuture],
  ['forty days ahead', { offsetMs: 40 * dayMs }, /created/],
  ['in another century', { frozenMs: Date.UTC(2199, 11, 31, 23, 59, 59) }, /created/]
]
for (const [title, clock, says] of wrong) {
  // The rules that a wrong moment could make delete everything else; then the ones that count.
  for (const inputs of [{ 'keep-within': '7d' }, ...(says === inFuture ? [] : [{ 'keep-daily': '3' }, {}])]) {
    const rules = Object.entries(inputs).map(each => each.join(': '))[0] ?? 'the default rules'
    fault({ row: 28, tier: 'U', title: `${title}, ${rules}` }, async scene => {
      const run = await scene.run({ clock, inputs })
      scene.expectStored(run)
      // Whoever comes with a right clock must not lose by the one that was wrong.
      scene.normalInputs = inputs
      return { run, exitCode: 0, says }
    })
  }
}

fault({ row: 28, tier: 'U', title: 'the same second three times' }, async scene => {
  const clock = { frozenMs: Math.floor(Date.now() / 1000) * 1000 }
  const runs = [await scene.run({ clock }), await scene.run({ clock }), await scene.run({ clock })]
  const [first = '', ...others] = runs.map(({ outputs }) => outputs.snapshot ?? '')
  if (others.join() !== `${first}-2,${first}-3`) throw new Error(`the ids are ${first}, ${others.join(', ')}`)
  for (const run of runs) scene.expectStored(run)
  return runs.map(run => ({ run, exitCode: 0, says: /created/ }))
})

fault({ row: 28, tier: 'U', title: 'a directory of the very second is there, and is nobody’s' }, async scene => {
  const clock = { frozenMs: Math.floor(Date.now() / 1000) * 1000 }
  const id = `${new Date(clock.frozenMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  mkdirSync(scene.inSeries(id))
  scene.foreign.push(id)
  const run = await scene.run({ clock })
  scene.expectStored(run)
  if (run.outputs.snapshot !== `${id}-2` || !existsSync(scene.inSeries(id))) throw new Error('it was taken')
  return { run, exitCode: 0, says: /created/ }
})
