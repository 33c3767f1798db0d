// What a run that has come to its end has to tell, in every form that somebody may want it in.

import type { Failure } from '../failure.ts'

export interface Told {
  /** The closing lines of the log, safe to print as they are. */
  readonly log: readonly string[]
  /** The JSON report, pretty-printed, with a newline at its end. */
  readonly json: string
  /** `reportPath` is empty where the JSON report could not be written. */
  readonly outputs: (reportPath: string) => Readonly<Record<string, string>>
  /** In Markdown; absent when none is wanted. */
  readonly summary?: string
  /** The run went on to its end and has to fail nevertheless; thrown once everything was told. */
  readonly failure?: Failure
}
