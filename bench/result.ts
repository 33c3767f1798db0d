// What a run of the benchmark leaves behind for machines: every sample, and the medians and ratios that follow from them.

import { median, ratioOf } from './measure.ts'
import type { Cost } from './native.ts'
import type { Phase } from './contestants.ts'

/** Raised when a field changes its meaning or goes away. */
export const resultSchema = 1

export interface Sample extends Cost {
  /** Until the command returned and all it wrote was on the disk as well. */
  readonly syncedMs: number
  /** What the place uses more than before, once synced. */
  readonly addedBytes: number
  readonly phases?: readonly Phase[]
}

export interface Entry {
  readonly key: string
  readonly name: string
  readonly samples: readonly Sample[]
}

/** One thing that was measured of all who can do it. */
export interface Row {
  /** `packages/next/rebuilt/warm`: the same words mean the same measurement in every result. */
  readonly id: string
  readonly title: string
  readonly files: number
  readonly bytes: number
  readonly entries: readonly Entry[]
}

/** One figure that has no peer, such as the time until the bundle works. */
export interface Figure {
  readonly id: string
  readonly title: string
  readonly value: number
  readonly unit: 'ms' | 'bytes' | 'µs a file' | 'ratio'
}

export interface Result {
  readonly schema: number
  readonly when: string
  readonly commit: string
  readonly options: string
  readonly machine: Readonly<Record<string, string>>
  readonly rows: readonly Row[]
  readonly figures: readonly Figure[]
  /** What could not be measured here, and why. */
  readonly skipped: readonly string[]
}

export interface Summary {
  readonly wallMs: number
  readonly syncedMs: number
  readonly cpuMs: number
  readonly peakBytes: number
  readonly addedBytes: number
}

export const summaryOf = ({ samples }: Entry): Summary => ({
  wallMs: median(samples.map(({ wallMs }) => wallMs)),
  syncedMs: median(samples.map(({ syncedMs }) => syncedMs)),
  cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
  peakBytes: median(samples.map(({ peakBytes }) => peakBytes)),
  addedBytes: median(samples.map(({ addedBytes }) => addedBytes))
})

/** Our time through that of `key`, round by round; absent when one of them was not measured. */
export function ratioTo(row: Row, key: string, time: 'wallMs' | 'syncedMs' = 'wallMs'): number | undefined {
  const times = (wanted: string): number[] | undefined =>
    row.entries.find(entry => entry.key === wanted)?.samples.map(sample => sample[time])
  const [our, their] = [times('ours'), times(key)]
  return our === undefined || their === undefined ? undefined : ratioOf(our, their)
}

/** The median of each phase, in the order in which they happen. */
export function phasesOf({ samples }: Entry): readonly Phase[] {
  const names = [...new Set(samples.flatMap(({ phases = [] }) => phases.map(({ phase }) => phase)))]
  return names.map(phase => ({
    phase,
    ms: median(samples.map(({ phases = [] }) => phases.find(each => each.phase === phase)?.ms ?? 0))
  }))
}
