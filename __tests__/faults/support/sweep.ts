// kill -9 at every system call of an action that changes something, one after the other: its own, and those of its programs.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fault, troubleAfter } from './fault.ts'
import { missingStrace } from './inject.ts'
import type { Told } from './invariants.ts'
import { killing, type Part, type Point, pointsOf, tracing } from './kill-points.ts'
import type { Call } from './running.ts'
import { Scene } from './scene.ts'

export interface Swept {
  readonly title: string
  /** The run that is killed. One worker thread makes its calls in the same order each time. */
  readonly call: Call
  /** Before the run. */
  readonly prepare?: (scene: Scene) => void
  /** After it was killed, before the next normal snapshot. */
  readonly after?: (scene: Scene) => Promise<void>
  /** Calls it cannot be without: else what it did was read wrongly, and too little is swept. No part that changes nothing. */
  readonly does: Readonly<Partial<Record<Part, readonly string[]>>>
  readonly says: RegExp
}

const parts: Readonly<Record<Part, string>> = {
  main: 'its main thread',
  threads: 'its other threads',
  programs: 'programs it calls'
}
/** More than any of them makes: one that is killed for ever would never end. */
const most = 500
const size = 'small'

export function sweep(swept: Swept): void {
  for (const [part, calls] of Object.entries(swept.does) as [Part, readonly string[]][]) {
    const title = `${swept.title}: ${parts[part]}`
    fault({ row: 8, tier: 'S', title, needs: [missingStrace()], size, timeoutMs: 1_800_000 }, async scene => {
      // The ids are known then, and with them the paths that a run is killed at.
      const frozenMs = Date.now()
      swept.prepare?.(scene)
      const traces = join(scene.scratch, 'traces')
      mkdirSync(traces)
      const run = await scene.run({ ...swept.call, ...tracing(scene, traces), clock: { frozenMs } })
      await swept.after?.(scene)
      const all = pointsOf(traces, scene.scratch)
      const left = all.filter(point => swept.does[point.part] === undefined)
      if (left.length > 0) throw new Error(`nobody sweeps ${left.map(({ what }) => what).join(', ')}`)
      const points = all.filter(point => point.part === part)
      const lacking = calls.filter(name => !points.some(({ call }) => call === name))
      if (lacking.length > 0) throw new Error(`it makes no ${lacking.join(', ')}, so its trace was read wrongly`)
      let moments = 0
      for (const point of points) moments += await killUntilClean(swept, point, frozenMs)
      scene.figure(`${moments} moments of ${title}`)
      return { run, exitCode: 0, says: swept.says }
    })
  }
}

/** How often it was killed before it came through. */
async function killUntilClean(swept: Swept, point: Point, frozenMs: number): Promise<number> {
  for (let n = 1; n <= most; n++) {
    const scene = await Scene.make({ size })
    try {
      let wasKilled = false as boolean
      const trouble = await troubleAfter(scene, async (): Promise<Told> => {
        swept.prepare?.(scene)
        const trace = join(scene.scratch, 'trace')
        const run = await scene.run({ ...swept.call, ...killing(scene, point, n, trace), clock: { frozenMs } })
        // A program that was not called at all leaves no trace.
        wasKilled = existsSync(trace) && readFileSync(trace, 'latin1').includes('+++ killed by SIGKILL +++')
        await swept.after?.(scene)
        return wasKilled ? { run, signal: 'SIGKILL' } : { run, exitCode: 0, says: swept.says }
      })
      if (trouble.length > 0) throw new Error(`at ${point.what}, the time ${n}: ${trouble.join('\n')}`)
      if (wasKilled) continue
      if (n === 1) throw new Error(`${point.what} was not reached, so nobody was killed`)
      return n - 1
    } finally {
      await scene.remove()
    }
  }
  throw new Error(`${point.what} kills it for ever`)
}
