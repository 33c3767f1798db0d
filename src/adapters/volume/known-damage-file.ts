// The list of damaged files beside a series' snapshots, `.snapshots/damaged.json`; absent while nothing is known to be damaged.

import { codeOf, messageOf } from '../../core/failure.ts'
import { decodeKnownDamage, encodeKnownDamage, type KnownDamage, mostDamageBytes } from '../../core/known-damage.ts'
import { readOwnFile } from '../own-file.ts'
import { syncPath, writeDurably } from './durable.ts'
import type { SeriesLayout } from './layout.ts'
import { removeFile } from './removal.ts'

export function knownDamage(layout: SeriesLayout): {
  readonly damaged: readonly KnownDamage[]
  readonly problem?: string
} {
  try {
    return { damaged: decodeKnownDamage(readOwnFile(layout.damaged, mostDamageBytes)) }
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { damaged: [] } : { damaged: [], problem: messageOf(error) }
  }
}

export function keepDamage(layout: SeriesLayout, damaged: readonly KnownDamage[]): void {
  if (damaged.length === 0) removeFile(layout.damaged)
  // It names files, as a manifest does.
  else writeDurably(layout.damaged, [encodeKnownDamage(damaged)], 0o640)
  syncPath(layout.own)
}
