// How much one list of a comparison holds: files, directories, symlinks and the bytes of the files.

import type { Entry } from '../entry.ts'
import type { Pair } from '../tree-diff.ts'

export interface DiffTotals {
  readonly files: number
  readonly directories: number
  readonly symlinks: number
  /** Apparent size of the files; of pairs, as they are in the second tree. */
  readonly bytes: number
}

export interface PairTotals extends DiffTotals {
  /** How many bytes more the second tree has in these paths; negative where it has fewer. */
  readonly bytesMore: number
}

export const entryTotals = (entries: readonly Entry[]): DiffTotals => ({
  files: entries.filter(({ type }) => type === 'file').length,
  directories: entries.filter(({ type }) => type === 'dir').length,
  symlinks: entries.filter(({ type }) => type === 'link').length,
  bytes: bytesOf(entries)
})

export function pairTotals(pairs: readonly Pair[]): PairTotals {
  const after = pairs.map(pair => pair.after)
  return { ...entryTotals(after), bytesMore: bytesOf(after) - bytesOf(pairs.map(pair => pair.before)) }
}

/** Anything but a file has none. */
const bytesOf = (entries: readonly Entry[]): number => entries.reduce((sum, { size }) => sum + size, 0)
