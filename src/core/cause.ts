// Why a file was stored again instead of being linked.

/**
 * - `new`: no path of that name in the base, and its content nowhere there.
 * - `content`: same path, other bytes.
 * - `mode`, `owner`: same bytes, but a link would share the old permission bits or owner.
 * - `mtime`: `compare: quick` only: same bytes, but a new mtime, which rsync's quick check takes for a change.
 * - `link-limit`: the inode has as many links as the filesystem allows (ext4: 65,000).
 * - `other-filesystem`: the base lies on another filesystem.
 * - `altered`: the stored file is not as it was stored (size or mtime), so it is not carried forward.
 * - `damaged`: a verification found the stored file damaged, so it is not carried forward.
 * - `refused`: the filesystem or kernel refused the link (no hard links there, protected_hardlinks, permissions).
 */
export const causes = [
  'new',
  'content',
  'mode',
  'owner',
  'mtime',
  'link-limit',
  'other-filesystem',
  'altered',
  'damaged',
  'refused'
] as const

export type Cause = (typeof causes)[number]

export interface CauseCount {
  readonly cause: Cause
  readonly files: number
  /** Apparent bytes of those files. */
  readonly bytes: number
}
