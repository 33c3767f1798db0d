// How each path of a new tree came to be, and the counts and sums over all of them.

import { type Cause, type CauseCount, causes } from './cause.ts'
import type { Entry } from './entry.ts'
import type { StoredFile } from './report/model.ts'

export interface Settled<E extends Entry = Entry> {
  /** `storedMtimeNs` is that of its inode. */
  readonly entry: E
  readonly how: 'copied' | 'linked' | 'made'
  /** For a copied file. */
  readonly cause?: Cause
  /** For one that started as a clone of its old version: the bytes that were written into it, in whole blocks. */
  readonly written?: number
  /** For a link: the inode it must have; and the series it came from, absent for one of this same tree. */
  readonly ino?: bigint
  readonly fromSeries?: string
  /** For a link that was looked at when it was made, and found to be what was to be linked: what was seen of its inode. */
  readonly allocated?: number
  readonly links?: number
}

export interface Tally {
  readonly files: number
  readonly filesLinked: number
  readonly filesCopied: number
  readonly directories: number
  readonly symlinks: number
  /** Apparent bytes of all regular files, and of the linked ones. */
  readonly bytes: number
  readonly bytesLinked: number
  /** Most bytes first. */
  readonly causes: readonly CauseCount[]
  readonly largest: readonly StoredFile[]
}

const largestKept = 20

export function tally(settled: Iterable<Settled>): Tally {
  const byCause = new Map<Cause, { files: number; bytes: number }>(causes.map(cause => [cause, { files: 0, bytes: 0 }]))
  const copied: StoredFile[] = []
  const sum = { files: 0, filesLinked: 0, filesCopied: 0, directories: 0, symlinks: 0, bytes: 0, bytesLinked: 0 }
  for (const { entry, how, cause } of settled) {
    if (entry.type === 'dir') sum.directories++
    else if (entry.type === 'link') sum.symlinks++
    else {
      sum.files++
      sum.bytes += entry.size
      if (how === 'linked') {
        sum.filesLinked++
        sum.bytesLinked += entry.size
      } else {
        sum.filesCopied++
        const counted = byCause.get(cause ?? 'new')
        if (counted !== undefined) {
          counted.files++
          counted.bytes += entry.size
        }
        copied.push({ path: entry.path, bytes: entry.size, cause: cause ?? 'new' })
      }
    }
  }
  return {
    ...sum,
    causes: [...byCause]
      .map(([cause, { files, bytes }]) => ({ cause, files, bytes }))
      .filter(({ files }) => files > 0)
      .sort((a, b) => b.bytes - a.bytes || b.files - a.files),
    largest: copied.sort((a, b) => b.bytes - a.bytes).slice(0, largestKept)
  }
}
