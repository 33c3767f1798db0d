// What an entry must be to stand in a manifest; asked by the writer and the reader alike, so that neither outdoes the other.

import type { BytePath } from '../byte-path.ts'
import type { Entry } from '../entry.ts'

/** What the kernel can hold: 64-bit seconds. */
const earliestNs = -(2n ** 63n) * 1_000_000_000n
const latestNs = 2n ** 63n * 1_000_000_000n - 1n

/** (uid_t) -1 stands for 'leave as it is' in chown(2), so it is no owner. */
const highestId = 0xffff_fffe

/** Empty, `.` and `..` segments: a path with one is not the only name of its file, or leads out of the tree. */
export const badSegment = /(?:^|\/)\.{0,2}(?:\/|$)/

/** What is wrong with an entry, as the rest of a sentence; undefined when nothing is. */
export function entryProblem(entry: Entry): string | undefined {
  return (
    pathProblem(entry.path) ??
    numberProblem(entry) ??
    timeProblem('mtime', entry.mtimeNs) ??
    timeProblem('stored mtime', entry.storedMtimeNs) ??
    contentProblem(entry)
  )
}

function pathProblem(path: BytePath): string | undefined {
  if (path === '.') return undefined
  if (badSegment.test(path)) return 'has an absolute path or one with an empty, "." or ".." part'
  return path.includes('\0') ? 'has a NUL byte in its path' : undefined
}

function numberProblem(entry: Entry): string | undefined {
  const { type, mode, sourceMode, size, owner } = entry
  if (!isWithin(mode, 0o7777)) return 'has a mode that is not 0 to 07777'
  if (sourceMode !== undefined && !isWithin(sourceMode, 0o7777)) return 'has a source mode that is not 0 to 07777'
  if (sourceMode !== undefined && type === 'link') return 'has a source mode, which a symlink has not'
  if (!isWithin(size, Number.MAX_SAFE_INTEGER)) return 'has a size that is not a whole number up to 2^53'
  if (size !== 0 && type !== 'file') return 'has a size, which only a file may have'
  if (owner !== undefined && !(isWithin(owner.uid, highestId) && isWithin(owner.gid, highestId)))
    return 'has an owner or group that is not 0 to 4294967294'
  return undefined
}

const isWithin = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= most

const timeProblem = (what: string, ns: bigint): string | undefined =>
  ns < earliestNs || ns > latestNs ? `has a ${what} that is out of range` : undefined

function contentProblem({ type, sha256, target }: Entry): string | undefined {
  if (type === 'file' && sha256 === undefined) return 'is a file without its sha256'
  if (type !== 'file' && sha256 !== undefined) return 'has a sha256, which only a file may have'
  // searched for what is wrong: matching all 64 takes twice as long, and this is asked of every file
  if (sha256 !== undefined && (sha256.length !== 64 || /[^0-9a-f]/.test(sha256)))
    return 'has a sha256 that is not 64 hexadecimal digits'
  if (type === 'link' && target === undefined) return 'is a symlink without its target'
  if (type !== 'link' && target !== undefined) return 'has a link target, which only a symlink may have'
  if (target !== undefined && (target === '' || target.includes('\0')))
    return 'has a link target that no symlink can have'
  return undefined
}
