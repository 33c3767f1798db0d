// The reporter of a workflow run: groups, progress and annotations in the runner's log, none of them spoofed by a name.

import { safeLogLine } from '../core/display.ts'
import type { Progress } from '../core/progress.ts'
import { progressLine } from '../core/report/progress.ts'
import { formatCount, formatDuration } from '../core/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Reporter } from '../ports/reporter.ts'
import type { RunnerCommands } from './runner-commands.ts'

/** What is used of the runner's commands. */
export type ActionsLog = Pick<RunnerCommands, 'info' | 'notice' | 'warning' | 'startGroup' | 'endGroup'>

export interface ActionsReporter extends Reporter {
  /** To be called once when the run is over: spends the last annotation on what did not fit into the others. */
  finish: () => void
}

/** The runner shows ten annotations of a type for each step, and drops the rest without a word. */
const annotationLimit = 10

/** Characters of an annotation; what is longer is cut by the runner. */
const annotationLength = 4096

const shortened = (text: string): string =>
  text.length <= annotationLength ? text : `${text.slice(0, annotationLength - 1)}…`

/** Often enough to see that it is alive, seldom enough to leave the log readable. */
const progressEveryMs = 10_000

export function actionsReporter(log: ActionsLog, clock: Clock): ActionsReporter {
  const pace = progressPace(clock)
  const held: string[] = []
  let annotated = 0
  let depth = 0

  const info = (text: string): void => {
    log.info(safeLogLine(text))
  }

  const annotate = (text: string): void => {
    annotated += 1
    log.warning(shortened(text))
  }

  return {
    info,

    async phase(title, work) {
      const startedMs = clock.monotonicMs()
      const took = (): string => formatDuration(clock.monotonicMs() - startedMs)
      // groups do not nest: the runner would end the outer one with the inner one
      const outermost = depth === 0
      depth += 1
      pace.start()
      if (outermost) log.startGroup(safeLogLine(title))
      else info(title)
      let outcome = 'failed after'
      try {
        const result = await work()
        outcome = 'took'
        return result
      } finally {
        depth -= 1
        if (outermost) log.endGroup()
        info(`${title} ${outcome} ${took()}`)
      }
    },

    notice(text) {
      log.notice(shortened(safeLogLine(text)))
    },

    warning(text) {
      const line = safeLogLine(text)
      // the last one is kept back: only at the end is known whether it stands for itself or for many
      if (annotated === annotationLimit - 1) {
        held.push(line)
        info(`Warning: ${line}`)
        return
      }
      annotate(line)
      if (line.length > annotationLength) info(line)
    },

    progress(progress) {
      const line = pace.next(progress)
      if (line !== undefined) info(line)
    },

    finish() {
      const [only = '', ...others] = held.splice(0)
      if (others.length > 0) annotate(`${formatCount(others.length + 1)} more warnings are in the log of this step.`)
      else if (only !== '') annotate(only)
    }
  }
}

/** Says when progress is worth a line: every ten seconds, so never in a phase that is shorter. */
function progressPace(clock: Clock): { start(): void; next(progress: Progress): string | undefined } {
  let shownMs = clock.monotonicMs()
  let begun: { readonly atMs: number; readonly progress: Progress } | undefined

  return {
    start() {
      shownMs = clock.monotonicMs()
      begun = undefined
    },
    next(progress) {
      const nowMs = clock.monotonicMs()
      if (begun?.progress.doing !== progress.doing) begun = { atMs: nowMs, progress }
      if (nowMs - shownMs < progressEveryMs) return undefined
      shownMs = nowMs
      return progressLine(progress, nowMs - begun.atMs, begun.progress)
    }
  }
}
