// Hundreds of operations that nobody planned (row 41): two series of one volume live side by side, and a model knows what must be there.

import { messageOf } from '../../src/core/failure.ts'
import { Life } from './soak/life.ts'
import { Random } from './soak/random.ts'
import { fault } from './support/fault.ts'

/** A whole number above zero, or an error: a mistyped one must not become another run than was asked for. */
function given(name: string, otherwise: number): number {
  const value = process.env[name] ?? String(otherwise)
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new Error(`${name} is '${value}', and takes a whole number above zero`)
  return Number(value)
}

const seed = given('SOAK_SEED', Math.ceil(Math.random() * 2 ** 31))
const operations = given('SOAK_OPERATIONS', 500)
const again = `SOAK_SEED=${seed} SOAK_OPERATIONS=${operations} npm run faults:soak`

fault({ row: 41, tier: 'U', title: 'as they come', size: 'small', timeoutMs: 3_600_000 }, async scene => {
  process.stderr.write(`The soak: ${again}\n`)
  const other = 'acme/widgets/build/other'
  scene.ours.push(other)
  scene.mayGo.push(...scene.earlier)
  const lives = [scene.name, other].map((name, number) => new Life(scene, new Random(seed + number), name))
  let left = operations
  const live = async (life: Life, number: number): Promise<void> => {
    try {
      while (left-- > 0) await life.step()
    } catch (error) {
      // The other one ends, too.
      left = 0
      const last = life.history.slice(-12).join('\n')
      throw new Error(
        `${messageOf(error)}\n\nLife ${number}, operation ${life.history.length}, of ${again}:\n${last}`,
        { cause: error }
      )
    }
  }
  await Promise.all(lives.map(live))
  const cutShort = lives.reduce((sum, { counts }) => sum + counts.killed + counts.cancelled, 0)
  scene.figure(`${operations} operations, about ${Math.round(cutShort / 25) * 25} of them killed or cancelled`)
  const run = await scene.run()
  scene.expectStored(run)
  return { run, exitCode: 0, says: /created/ }
})
