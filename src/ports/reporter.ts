// Where a run says what it does while it does it: the log, one group per phase, and annotations.

import type { Progress } from '../core/progress.ts'

export interface Reporter {
  /** Runs `work` inside a titled group of the log; the group is closed whatever happens. */
  phase: <T>(title: string, work: () => Promise<T>) => Promise<T>
  /** A line of the log. Any text: it is never read as a command. */
  info: (text: string) => void
  /** An annotation worth knowing, which nobody need act on. */
  notice: (text: string) => void
  /** An annotation that someone must act on. */
  warning: (text: string) => void
  /** How far a long phase is; the reporter decides how often that is worth a line. */
  progress: (progress: Progress) => void
}
