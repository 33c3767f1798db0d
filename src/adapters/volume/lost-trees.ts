// Which snapshots have a record and no tree any more, neither in their place nor where one lies that is made or removed.

import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { adoptedTag } from '../../core/adoption.ts'
import { decodeRecord, mostRecordBytes } from '../../core/record-text.ts'
import { isSnapshotId } from '../../core/snapshot-id.ts'
import type { LostTree } from '../../ports/volume.ts'
import { readOwnFile } from '../own-file.ts'
import type { SeriesLayout } from './layout.ts'
import { namesIn } from './removal.ts'

const ending = '.json'

/** Without a lock: what another run publishes or removes right now is not lost, so the first place is asked twice. */
export function lostTrees(layout: SeriesLayout): readonly LostTree[] {
  const isIn = (place: string, id: string): boolean =>
    lstatSync(join(place, id), { throwIfNoEntry: false })?.isDirectory() ?? false
  const places = [layout.series, layout.partial, layout.trash, layout.series]
  return namesIn(layout.records)
    .flatMap(file => (file.endsWith(ending) ? file.slice(0, -ending.length) : []))
    .filter(id => isSnapshotId(id) && !places.some(place => isIn(place, id)) && existsSync(layout.record(id)))
    .map(id => ({ id, isAdopted: isAdopted(layout.record(id)) }))
}

/** A record that cannot be read is not known to be of an adoption. */
function isAdopted(file: string): boolean {
  try {
    return decodeRecord(readOwnFile(file, mostRecordBytes)).tags.includes(adoptedTag)
  } catch {
    return false
  }
}
