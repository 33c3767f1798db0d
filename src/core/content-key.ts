// What tells files of the same content apart, and those of another.

import { type Entry, sourceModeOf } from './entry.ts'

/**
 * What two files must share to share an inode: content, permission bits, owner. Absent when there is no content to go by,
 * and for empty files, where a shared inode saves nothing and only brings the link limit nearer.
 */
export const contentKey = (entry: Entry): string | undefined =>
  entry.sha256 === undefined || entry.size === 0
    ? undefined
    : `${entry.sha256} ${sourceModeOf(entry)} ${entry.owner?.uid ?? ''} ${entry.owner?.gid ?? ''}`

/** The first 32 bits of a SHA-256, or of such a key: as good as any others of them. */
export const digestStart = (sha256: string): number => parseInt(sha256.slice(0, 8), 16) >>> 0
