// What a step says to its runner: log lines, groups, annotations and outputs, as the runner's workflow commands have them.
// A few lines of our own, because @actions/core brings an HTTP client along that takes longer to load than Node itself.

import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'

export interface WorkflowCommands {
  info: (text: string) => void
  notice: (text: string) => void
  warning: (text: string) => void
  startGroup: (name: string) => void
  endGroup: () => void
  /** A later output of the same name replaces this one. */
  setOutput: (name: string, value: string) => void
  /** The step fails, and goes on until it ends. */
  setFailed: (message: string) => void
}

export function workflowCommands(
  env: Readonly<Record<string, string | undefined>>,
  write: (text: string) => void
): WorkflowCommands {
  const say = (command: string, text: string): void => {
    write(`::${command}::${escapeData(text)}\n`)
  }
  return {
    info: text => {
      write(`${text}\n`)
    },
    notice: text => {
      say('notice', text)
    },
    warning: text => {
      say('warning', text)
    },
    startGroup: name => {
      say('group', name)
    },
    endGroup: () => {
      say('endgroup', '')
    },
    setOutput: (name, value) => {
      const file = env.GITHUB_OUTPUT
      // Outside of a workflow there is none, and nobody to read it.
      if (file !== undefined && file !== '') appendFileSync(file, fenced(name, value))
    },
    setFailed: message => {
      process.exitCode = 1
      say('error', message)
    }
  }
}

/** The runner reads one line as a command, and undoes these three. */
const escapeData = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')

/** A value may have any lines: the delimiter cannot be among them, since nobody could know it before. */
function fenced(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}
