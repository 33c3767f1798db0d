// A reporter that remembers what it was told.

import type { Progress } from '../../../src/core/progress.ts'
import type { Reporter } from '../../../src/ports/reporter.ts'

export class RecordingReporter implements Reporter {
  readonly phases: string[] = []
  readonly infos: string[] = []
  readonly notices: string[] = []
  readonly warnings: string[] = []
  readonly progressed: Progress[] = []

  readonly phase = <T>(title: string, work: () => Promise<T>): Promise<T> => {
    this.phases.push(title)
    return work()
  }

  readonly info = (text: string): void => {
    this.infos.push(text)
  }

  readonly notice = (text: string): void => {
    this.notices.push(text)
  }

  readonly warning = (text: string): void => {
    this.warnings.push(text)
  }

  readonly progress = (progress: Progress): void => {
    this.progressed.push(progress)
  }
}
