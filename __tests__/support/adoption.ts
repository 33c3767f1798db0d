// A directory of dated trees beside a volume, and `adopt` run over both.

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeRecord } from '../../src/core/record-text.ts'
import type { SnapshotRecord } from '../../src/core/record.ts'
import { type Stand, stand } from './volumes.ts'
import { runWired, type Wired } from './wired.ts'

/** What the first four trees of `oldHistory` become. */
export const ids: readonly string[] = [10, 11, 12, 13].map(day => `2024-01-${day}T12-00-00Z`)

export interface Adoption extends Stand {
  /** Where the old script keeps its trees. */
  readonly old: string
  /** What it backs up, and the snapshot action too. */
  readonly source: string
  readonly series: string
  readonly inputs: (more?: Readonly<Record<string, string>>) => Record<string, string>
  readonly adopt: (more?: Readonly<Record<string, string>>) => Promise<Wired>
  readonly record: (id: string | undefined) => SnapshotRecord
}

export function adoption(): Adoption {
  const here = stand()
  const old = join(here.scratch, 'backups')
  const series = join(here.volume, 'web')
  mkdirSync(old)
  const inputs = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    volume: here.volume,
    name: 'web',
    path: old,
    utc: 'true',
    ...more
  })
  return {
    ...here,
    old,
    source: join(here.workspace, 'build'),
    series,
    inputs,
    adopt: more => runWired('adopt', inputs(more)),
    record: id => decodeRecord(readFileSync(join(series, '.snapshots/records', `${String(id)}.json`), 'utf8'))
  }
}
