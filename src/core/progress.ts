// How far a long phase is, as numbers; how that reads is up to whoever shows it.

export interface Progress {
  /** A verb in progress: `hashing`, `linking`, `copying`. */
  readonly doing: string
  readonly files: number
  readonly bytes: number
  /** Absent while the end is not known. */
  readonly totalFiles?: number
  readonly totalBytes?: number
}

export type OnProgress = (progress: Progress) => void
