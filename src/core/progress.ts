// How far a long phase is, as numbers; how that reads is up to whoever shows it.

export interface Progress {
  /** A verb in progress: `hashing`, `linking`, `copying`. */
  readonly doing: string
  readonly files: number
  readonly bytes: number
  /** Absent while the end is not known; 0 where the work is not made of files. */
  readonly totalFiles?: number
  readonly totalBytes?: number
}

export type OnProgress = (progress: Progress) => void

/** A file costs about as much as reading so many bytes, whatever it holds. */
const bytesOfAFile = 32 * 1024

/** One measure of both: many small files take long for few bytes, and a phase may have its large ones first. */
const workOf = ({ files, bytes }: Pick<Progress, 'files' | 'bytes'>): number => bytes + files * bytesOfAFile

/** How long the rest takes at the pace of `lately`, which was done in `elapsedMs`; 0 while it cannot be known. */
export function timeLeftMs(
  { totalFiles, totalBytes, files, bytes }: Progress,
  lately: Pick<Progress, 'files' | 'bytes'>,
  elapsedMs: number
): number {
  const pace = workOf(lately)
  if (pace <= 0 || (totalFiles === undefined && totalBytes === undefined)) return 0
  const rest = { files: (totalFiles ?? files) - files, bytes: (totalBytes ?? bytes) - bytes }
  return (Math.max(0, workOf(rest)) / pace) * elapsedMs
}
