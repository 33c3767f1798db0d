// What a command says when it did not do what was asked: in words of the command line, and as JSON.

import { endingOf } from '../core/ending.ts'
import { InputFailure, type FailureKind } from '../core/failure.ts'
import { inertJson } from '../core/report/inert-json.ts'
import { exitStatus, statusOfKind } from './exit-status.ts'
import { flagsOf, type CommandSpec } from './spec.ts'
import { UsageMistake } from './usage-mistake.ts'

export interface Trouble {
  /** Of a failure, or what it is instead: a defect of this program. */
  readonly kind: FailureKind | 'unexpected'
  /** Lines. */
  readonly message: string
  /** For a person, after the message: what else helps. */
  readonly more: readonly string[]
  readonly status: number
}

/** In words of the command line, where what is wrong is the command line. */
export function troubleOf(thrown: unknown, spec: CommandSpec | undefined): Trouble {
  if (thrown instanceof UsageMistake)
    return { kind: 'input', message: thrown.message, more: [seeHelp(thrown.help)], status: exitStatus.usage }
  if (thrown instanceof InputFailure && spec !== undefined) {
    const more = [seeHelp(`snapshot-action ${spec.name} --help`)]
    return { kind: 'input', message: inFlags(thrown.mistakes, spec), more, status: exitStatus.usage }
  }
  const { failure, message, more } = endingOf(thrown)
  if (failure === undefined) return { kind: 'unexpected', message, more, status: exitStatus.failed }
  return { kind: failure.kind, message, more, status: statusOfKind(failure.kind) }
}

/** The object that stands in for a report. */
export const troubleJson = ({ kind, message }: Trouble): string =>
  `${inertJson(JSON.stringify({ error: { kind, message } }, null, 2))}\n`

/** Where an administrator of runners sets it; at a terminal the environment is the shell's own. */
const ofRunners = ' of the runner (its .env file) for all workflows'

const seeHelp = (line: string): string => `See: ${line}`

/** Mistakes begin with the inputs they are about: `keep-last, keep-daily: …`. Here these are flags and operands. */
function inFlags(mistakes: readonly string[], spec: CommandSpec): string {
  const flags = new Set(flagsOf(spec).map(({ input }) => input))
  const operands = new Map(spec.operands.map(({ input, shown }) => [input, shown]))
  const label = (name: string): string => operands.get(name) ?? (flags.has(name) ? `--${name}` : name)
  const lines = mistakes.map(mistake =>
    mistake
      .replace(/^[a-z-]+(?:, [a-z-]+)*(?=: )/, labels => labels.split(', ').map(label).join(', '))
      // Of a value one says `--jobs: "x" is …`, of the flag itself `--volume is …`.
      .replace(/^([^":]+): (?=is |are |has )/, '$1 ')
      .replace(ofRunners, '')
  )
  const [only] = lines
  if (lines.length === 1 && only !== undefined) return only
  return [`${lines.length} things are wrong:`, ...lines.map(line => `  ${line}`)].join('\n')
}
