// Where things lie in a series' directory (DESIGN §4), as absolute paths.

import { join } from 'node:path'
import { pageName } from '../../core/page/model.ts'

export interface SeriesLayout {
  readonly series: string
  readonly latest: string
  /** Ours, beside the snapshots. */
  readonly own: string
  readonly lock: string
  readonly records: string
  readonly manifests: string
  readonly partial: string
  readonly trash: string
  /** For people, where somebody asked for it; and where it is written before it has its name. */
  readonly page: string
  readonly pageAside: string
  /** What verification found damaged. */
  readonly damaged: string
  snapshot(id: string): string
  record(id: string): string
  manifest(id: string): string
}

export const ownDirectory = '.snapshots'

export function seriesLayout(volume: string, name: string): SeriesLayout {
  const series = join(volume, name)
  const own = join(series, ownDirectory)
  const records = join(own, 'records')
  const manifests = join(own, 'manifests')
  return {
    series,
    own,
    records,
    manifests,
    latest: join(series, 'latest'),
    lock: join(own, 'lock'),
    partial: join(own, 'partial'),
    trash: join(own, 'trash'),
    page: join(series, pageName),
    pageAside: join(own, `${pageName}.${process.pid}.tmp`),
    damaged: join(own, 'damaged.json'),
    snapshot: id => join(series, id),
    record: id => join(records, `${id}.json`),
    manifest: id => join(manifests, `${id}.mtree.gz`)
  }
}
