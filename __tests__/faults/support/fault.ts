// Registers a fault as a test: the scene is set, the body makes the fault, and then all seven invariants are looked at.

import { afterAll, expect, it } from '@jest/globals'
import { messageOf } from '../../../src/core/failure.ts'
import type { Missing } from '../../support/skip-aloud.ts'
import { itUnless } from '../../support/skip-aloud.ts'
import { removeEarlier } from './earlier.ts'
import {
  endedAsTold,
  freeze,
  type Invariant,
  invariants,
  latestIsWhole,
  lookOutside,
  nextRunWasFine,
  nothingIsLeft,
  olderAreUnchanged,
  publishedInSilence,
  outsideIsUntouched,
  type Told,
  wholeSnapshots
} from './invariants.ts'
import { type FaultResult, recordResult } from './results.ts'
import { rows, type Tier } from './rows.ts'
import { Scene, type Setting } from './scene.ts'

export interface FaultSpec extends Setting {
  /** Of FAULTS: `rows.ts` has them all. */
  readonly row: number
  /** What is special about this one of its row. */
  readonly title: string
  readonly tier: Tier
  /** What is missing here, by `missingTool` and its like: it is skipped then, aloud, and counted. */
  readonly needs?: readonly Missing[]
  readonly timeoutMs?: number
  /** Runs beside the others of its file that say so: for those that wait. */
  readonly isBeside?: boolean
}

/** Makes the fault, and tells how the run of the action ended that met it: of each, when there were several. */
export type Body = (scene: Scene) => Promise<Told | readonly Told[]>

const defaultTimeoutMs = 600_000

export function fault(spec: FaultSpec, body: Body): void {
  register(spec, 'fault', async scene => {
    const trouble = await troubleAfter(scene, body)
    if (trouble.length > 0) throw new Error(trouble.join('\n'))
  })
}

/**
 * The same with the protection taken away, to prove that the fault was really made and would be seen: it passes when
 * what is found, or thrown by the body, matches `goesRed`.
 */
export function negativeControl(spec: FaultSpec & { readonly goesRed: RegExp }, body: Body): void {
  register(spec, 'control', async scene => {
    let red: string
    try {
      red = (await troubleAfter(scene, body)).join('\n')
    } catch (error) {
      red = messageOf(error)
    }
    if (!spec.goesRed.test(red)) throw new Error(`the control did not go red (${String(spec.goesRed)}): ${red}`)
  })
}

/** What is wrong after the fault, invariant by invariant. */
export async function troubleAfter(scene: Scene, body: Body): Promise<string[]> {
  const { series, foreign, mayGo } = scene
  const frozen = freeze(series)
  const hadLatest = scene.earlier.length > 0
  const outside = lookOutside(scene)
  const trouble: string[] = []
  const look = async (invariant: Invariant, when: string, check: Check): Promise<void> => {
    const found = await (scene.otherwise.get(invariant)?.check ?? check)()
    trouble.push(...found.map(what => `${invariant} (${invariants[invariant]}) ${when}: ${what}`))
  }
  const lookAtVolume = async (when: string): Promise<void> => {
    await look('I1', when, () => wholeSnapshots(series, foreign))
    await look('I2', when, () => olderAreUnchanged(series, frozen, mayGo))
    await look('I3', when, () => latestIsWhole(series, hadLatest))
    await look('I4', when, () => outsideIsUntouched(scene, outside))
    await look('I7', when, () => nothingIsLeft(scene.places(), series, scene.strangers))
  }

  const told = [await body(scene)].flat()
  await look('I6', 'of the run', () => [
    ...told.flatMap(endedAsTold),
    ...publishedInSilence(told, series, [...frozen.keys(), ...foreign, ...scene.published])
  ])
  await lookAtVolume('after the fault')
  scene.mendAll()
  scene.build()
  await look('I5', 'after the fault', async () =>
    nextRunWasFine(await scene.run({ inputs: normal(scene) }), scene.inBuild(), series)
  )
  await lookAtVolume('after the next run')
  return trouble
}

/** A lock that is still held is waited for, but not for ten minutes. */
const normal = ({ normalInputs }: Scene): Scene['normalInputs'] => ({ 'lock-timeout': '20s', ...normalInputs })

type Check = () => readonly string[] | Promise<readonly string[]>

function register(spec: FaultSpec, kind: FaultResult['kind'], work: (scene: Scene) => Promise<void>): void {
  const { row, tier, title, needs = [], timeoutMs = defaultTimeoutMs, isBeside = false } = spec
  if (!rows.some(({ number }) => number === row)) throw new Error(`FAULTS has no row ${row}`)
  const file = expect.getState().testPath ?? ''
  const record = (result: FaultResult['result'], why: string | undefined, scene?: Scene): void => {
    const otherwise = Array.from(scene?.otherwise ?? [], ([invariant, { why }]) => ({ invariant, why }))
    const figures = scene?.figures ?? []
    recordResult(file, { row, tier, title, kind, result, ...(why && { why }), figures, otherwise })
  }
  const missing = needs.filter(need => need !== undefined)
  const name = `${row} ${tier} ${kind === 'control' ? 'control: ' : ''}${title}`
  if (missing.length > 0) {
    record('skipped', `needs ${missing.join(', and ')}`)
    itUnless(...missing)(`${name} (needs ${missing.join(', and ')})`, () => undefined)
    return
  }
  const test = isBeside ? it.concurrent : it
  test(
    name,
    async () => {
      // Until it is known better: jest does not say when it gives up.
      record('failed', 'did not come to its end')
      let scene: Scene | undefined
      try {
        scene = await Scene.make(spec)
        await work(scene)
        record('passed', undefined, scene)
      } catch (error) {
        record('failed', messageOf(error).split('\n')[0], scene)
        throw error
      } finally {
        await scene?.remove()
      }
    },
    timeoutMs
  )
}

afterAll(removeEarlier)
