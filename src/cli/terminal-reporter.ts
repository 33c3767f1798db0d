// The reporter of the command line: short lines and a progress bar on a terminal, plain lines in a file or a pipe.

import type { Writable } from 'node:stream'
import { safeLogLine } from '../core/display.ts'
import type { Progress } from '../core/progress.ts'
import { progressLine } from '../core/report/progress.ts'
import { countOf, formatDuration } from '../core/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Reporter } from '../ports/reporter.ts'
import { columnsOf, ProgressBar } from './progress-bar.ts'
import type { Style } from './style.ts'

export interface TerminalOptions {
  readonly stream: Writable & { readonly columns?: number }
  /** It has a cursor that can be moved: lines may be drawn over. */
  readonly isTerminal: boolean
  readonly style: Style
  readonly clock: Clock
  /** Nothing but warnings. */
  readonly quiet: boolean
  /** All that is told of a phase, and not its first lines only. */
  readonly verbose: boolean
}

export interface TerminalReporter extends Reporter {
  /** An error, in whole lines. */
  error: (text: string) => void
  /** Leaves the terminal as it was, whatever was going on. */
  finish: () => void
}

/** Lines of one phase that are told unasked: a prune has one for each snapshot. */
const shownLines = 5

/** Wide enough for the titles of the phases, so that their times stand below each other. */
const titleWidth = 24

/** Between two lines of progress in a pipe. */
const progressEveryMs = 5000

export function terminalReporter({
  stream,
  isTerminal,
  style,
  clock,
  quiet,
  verbose
}: TerminalOptions): TerminalReporter {
  const bar = new ProgressBar(stream, clock, style.dim)
  const running: { readonly title: string; readonly lines: string[] }[] = []
  const pace = { shownMs: clock.monotonicMs(), begun: undefined as { atMs: number; progress: Progress } | undefined }
  let isLive = false

  const write = (line: string): void => {
    stream.write(`${line}\n`)
  }

  /** A line that the next one replaces. */
  const live = (text: string): void => {
    clear()
    // A line that wraps could not be taken back.
    stream.write(style.dim(text.slice(0, columnsOf(stream) - 1)))
    isLive = true
  }
  const clear = (): void => {
    bar.hide()
    if (isLive) stream.write('\r\u001b[K')
    isLive = false
  }
  const showRunning = (more = ''): void => {
    const phase = running.at(-1)
    if (isTerminal && !quiet && phase !== undefined) live(`… ${phase.title}${more === '' ? '' : `: ${more}`}`)
  }
  const above = (line: string): void => {
    clear()
    write(line)
    showRunning()
  }

  const closePhase = (title: string, lines: readonly string[], isDone: boolean, took: string): void => {
    if (quiet) return
    if (!isTerminal) {
      write(`${title} ${isDone ? 'took' : 'failed after'} ${took}`)
      return
    }
    clear()
    write(`${isDone ? style.green('✓') : style.red('✗')} ${title.padEnd(titleWidth)} ${style.dim(took.padStart(8))}`)
    const shown = verbose || lines.length <= shownLines ? lines : lines.slice(0, shownLines - 1)
    for (const line of shown) write(style.dim(`  ${line}`))
    const more = lines.length - shown.length
    if (more > 0) write(style.dim(`  and ${countOf(more, 'line', 'lines')} more with --verbose`))
    showRunning()
  }

  return {
    async phase(title, work) {
      const phase = { title: safeLogLine(title), lines: [] as string[] }
      const startedMs = clock.monotonicMs()
      pace.shownMs = startedMs
      pace.begun = undefined
      running.push(phase)
      showRunning()
      let isDone = false
      try {
        const result = await work()
        isDone = true
        return result
      } finally {
        running.splice(running.indexOf(phase), 1)
        closePhase(phase.title, phase.lines, isDone, formatDuration(clock.monotonicMs() - startedMs))
      }
    },

    info(text) {
      if (quiet) return
      const line = safeLogLine(text)
      const phase = running.at(-1)
      if (isTerminal && phase !== undefined) {
        phase.lines.push(line)
        showRunning(line)
      } else write(isTerminal ? style.dim(`  ${line}`) : line)
    },

    notice(text) {
      if (!quiet) above(`${style.bold('note:')} ${safeLogLine(text)}`)
    },

    warning(text) {
      above(`${style.yellow('warning:')} ${safeLogLine(text)}`)
    },

    error(text) {
      clear()
      const [first = '', ...others] = text.split('\n').map(safeLogLine)
      for (const line of [`${style.red('error:')} ${first}`, ...others]) write(line)
    },

    progress(progress) {
      if (quiet) return
      if (isTerminal) {
        if (isLive) clear()
        bar.show(progress)
        return
      }
      const nowMs = clock.monotonicMs()
      if (pace.begun?.progress.doing !== progress.doing) pace.begun = { atMs: nowMs, progress }
      if (nowMs - pace.shownMs < progressEveryMs) return
      pace.shownMs = nowMs
      write(safeLogLine(progressLine(progress, nowMs - pace.begun.atMs, pace.begun.progress)))
    },

    finish: clear
  }
}
