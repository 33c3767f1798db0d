// The list of damaged files beside a series' snapshots, `.snapshots/damaged.json`; absent while nothing is known to be damaged.

import { readFileSync, rmSync } from 'node:fs'
import { codeOf, messageOf } from '../../core/failure.ts'
import { decodeKnownDamage, encodeKnownDamage, type KnownDamage } from '../../core/known-damage.ts'
import { syncPath, writeDurably } from './durable.ts'
import type { SeriesLayout } from './layout.ts'

export function knownDamage(layout: SeriesLayout): {
  readonly damaged: readonly KnownDamage[]
  readonly problem?: string
} {
  try {
    return { damaged: decodeKnownDamage(readFileSync(layout.damaged, 'utf8')) }
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { damaged: [] } : { damaged: [], problem: messageOf(error) }
  }
}

export function keepDamage(layout: SeriesLayout, damaged: readonly KnownDamage[]): void {
  if (damaged.length === 0) rmSync(layout.damaged, { force: true })
  else writeDurably(layout.damaged, [encodeKnownDamage(damaged)])
  syncPath(layout.own)
}
