// What the link `latest` of a series may say: the id of a snapshot beside it, and nothing that leads anywhere else.

import { isSnapshotId } from './snapshot-id.ts'

export const latestName = 'latest'

/** The id that the link names; undefined when it points to anything but a snapshot of its own series. */
export function snapshotOfLatest(target: string): string | undefined {
  // an administrator who sets it by hand may write `./<id>/`
  const id = target.replace(/^\.\//, '').replace(/\/$/, '')
  return isSnapshotId(id) ? id : undefined
}
