// The names of a snapshot's copy in a cache: one entry for what its files hold, one for the snapshot itself.

import { createHash } from 'node:crypto'

/** Raised when an entry comes to hold something else. */
const format = 'snapshot-1'

/** A key may have 512 characters. */
const mostOfName = 200

export interface CacheKeys {
  /** How the keys of all snapshots of the series begin; a cache gives the newest entry that begins so. */
  readonly snapshots: string
  /** Of the record and manifest of one snapshot. */
  readonly snapshot: (id: string) => string
  /** Of the bytes of all files; snapshots with the same digest share it. */
  readonly files: (digest: string) => string
}

/**
 * For people a key has the series' name, as far as a key may have its characters; what counts is its hash. Each ends so
 * that none is the beginning of another: caches take a key that only begins like the one that is asked for.
 */
export function cacheKeys(series: string): CacheKeys {
  const hash = createHash('sha256').update(series).digest('hex').slice(0, 32)
  const start = `${format}/${series.replace(/[^A-Za-z0-9._/-]/g, '_').slice(0, mostOfName)}/${hash}`
  return {
    snapshots: `${start}/at/`,
    snapshot: id => `${start}/at/${id}/`,
    files: digest => `${start}/${digest.replace(':', '-')}/`
  }
}
