// What a command of the command line is made of: one table from which its parser, its help, its inputs and the docs come.

import type { Told } from '../core/report/told.ts'
import type { World } from '../world.ts'

export interface Flag {
  /** The input it sets, and so its name: `keep-daily` is `--keep-daily`. */
  readonly input: string
  /** Whole sentences, those the input's description in action.yml begins with. */
  readonly help: string
  /** What stands for its value in the help. Absent: it is true or false, and `--no-<flag>` says false. */
  readonly takes?: string
  /** It may be given several times, for a list. */
  readonly repeats?: true
  /** What holds when it is left out, where that is no value that could be written. */
  readonly otherwise?: string
}

export interface Group {
  readonly title: string
  readonly flags: readonly Flag[]
}

export interface Operand {
  readonly input: string
  /** As the usage line shows it: `<path...>`. */
  readonly shown: string
  readonly help: string
  /** It takes all that are left. */
  readonly repeats?: true
}

export interface Example {
  readonly says: string
  /** A line for a shell. */
  readonly line: string
}

export interface CommandSpec {
  readonly name: string
  /** A few words, for the list of commands. */
  readonly summary: string
  /** A sentence or two. */
  readonly description: string
  /** In their order. */
  readonly operands: readonly Operand[]
  /** The inputs that these many operands set, where that is not the first so many of `operands`. */
  readonly operandsOf?: (count: number) => readonly string[]
  readonly groups: readonly Group[]
  readonly examples: readonly Example[]
  /** Of the inputs, as the code has them. */
  readonly defaults: Readonly<Record<string, string>>
  /** Inputs that have another value than `defaults` when the flag is left out: a terminal is no workflow. */
  readonly presets?: Readonly<Record<string, string>>
  readonly run: (world: World) => Promise<Told>
}

export const flagsOf = ({ groups }: Pick<CommandSpec, 'groups'>): readonly Flag[] =>
  groups.flatMap(({ flags }) => flags)

export const isTruth = ({ takes }: Flag): boolean => takes === undefined

/** What holds when the flag is left out; undefined when that is nothing, or a plain no. */
export function standardOf(
  { defaults, presets = {} }: Pick<CommandSpec, 'defaults' | 'presets'>,
  flag: Flag
): string | undefined {
  const value = presets[flag.input] ?? flag.otherwise ?? defaults[flag.input]
  return isTruth(flag) && value === 'false' ? undefined : value
}
