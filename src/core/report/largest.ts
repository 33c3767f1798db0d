// The largest files that a snapshot stored anew: the first place to look when a series grows.

import type { SnapshotReport, StoredFile } from './model.ts'

export interface Largest {
  readonly title: string
  readonly files: readonly StoredFile[]
  /** Whether each file's cause says something: not in a first snapshot, where all of them are new. */
  readonly withCauses: boolean
}

/** Undefined when nothing was stored. */
export function largestFiles({ status, base, largest }: SnapshotReport, limit: number): Largest | undefined {
  if (largest.length === 0 || (status !== 'created' && status !== 'dry-run')) return undefined
  const files = largest.slice(0, limit)
  const withCauses = base !== undefined || files.some(file => file.cause !== 'new')
  const newly = withCauses ? 'newly stored ' : ''
  return { title: `Largest ${status === 'dry-run' ? 'files to be stored' : `${newly}files`}`, files, withCauses }
}
