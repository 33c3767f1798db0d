// Reads a command line by the tables of the commands: which command, with which values, and how it is to tell of itself.

import { Command, CommanderError, Option } from 'commander'
import type { Given } from './environment.ts'
import { addHelp, type HelpLook } from './help.ts'
import { type CommandSpec, type Flag, flagsOf, isTruth, type Operand } from './spec.ts'
import { spellOut } from './spelled-out.ts'
import { UsageMistake } from './usage-mistake.ts'

export interface Call {
  readonly spec: CommandSpec
  readonly given: Given
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

/** Undefined: help or the version was asked for, and told by `say`. Throws a `UsageMistake`. */
export function parseCommandLine(
  args: readonly string[],
  specs: readonly CommandSpec[],
  version: string,
  look: HelpLook,
  say: (text: string) => void
): Call | undefined {
  let call: Call | undefined
  const program = programOf(specs, version, look, say, chosen => {
    call = chosen
  })
  const [name = '', ...rest] = args
  const spec = specs.find(one => one.name === name)
  try {
    program.parse(spec === undefined ? [...args] : [name, ...spelledFor(spec, rest)], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) {
      const about = spec === undefined ? '' : `${name} `
      throw new UsageMistake(error.message.replace(/^error: /, ''), `snapshot-action ${about}--help`)
    }
  }
  return call
}

/** The help of a command, or of the whole for an empty name; ends with a newline. */
export function helpText(name: string, specs: readonly CommandSpec[], look: HelpLook): string {
  const pieces: string[] = []
  const keep = (text: string): void => void pieces.push(text)
  const program = programOf(specs, '', look, keep, () => undefined)
  ;(program.commands.find(command => command.name() === name) ?? program).outputHelp()
  return pieces.join('')
}

function spelledFor(spec: CommandSpec, args: readonly string[]): string[] {
  const named = (flags: readonly Flag[]): Set<string> => new Set(flags.map(({ input }) => input))
  const flags = flagsOf(spec)
  return spellOut(args, named(flags.filter(isTruth)), named(flags.filter(flag => !isTruth(flag))), (flag, next) => {
    throw new UsageMistake(`${flag} needs a value, and ${next} is a flag`, `snapshot-action ${spec.name} --help`)
  })
}

type OnChosen = (call: Call) => void

function programOf(
  specs: readonly CommandSpec[],
  version: string,
  look: HelpLook,
  say: (text: string) => void,
  chosen: OnChosen
): Command {
  const program = new Command('snapshot-action')
    .exitOverride()
    // What is wrong is thrown with its message, and told in the one place where failures are.
    .configureOutput({ writeOut: say, writeErr: () => undefined, outputError: () => undefined })
    .version(version, '-V, --version', 'Show the version.')
    .helpCommand(false)
  for (const spec of specs) addCommand(program, spec, chosen)
  program
    .command('help')
    .summary('show the help of a command')
    .argument('[command]')
    .action((name: string | undefined) => {
      const about = program.commands.find(command => command.name() === name)
      if (name !== undefined && about === undefined) program.parse([name], { from: 'user' })
      else (about ?? program).help()
    })
  addHelp(program, specs, look)
  return program
}

function addCommand(program: Command, spec: CommandSpec, chosen: OnChosen): void {
  const command = program.command(spec.name).summary(spec.summary).description(spec.description)
  for (const { input, help, repeats } of spec.operands) command.argument(`[${input}${repeats ? '...' : ''}]`, help)
  command.usage(['[options]', ...spec.operands.map(({ shown }) => shown)].join(' '))
  for (const { title, flags } of spec.groups)
    for (const flag of flags) command.addOption(optionOf(spec, flag).helpGroup(`${title}:`))
  const general = [
    new Option('--json', 'Write the report as JSON to standard output, and all else to standard error.'),
    new Option('-q, --quiet', 'Tell only of the result, warnings and errors.').conflicts('verbose'),
    new Option('--verbose', 'Tell all that is done.')
  ]
  for (const option of general) command.addOption(option.helpGroup('General:'))
  command.action(() => {
    const options = command.opts<Record<string, unknown>>()
    chosen({
      spec,
      given: { ...valuesOf(spec, command), ...operandsOf(spec, command.args) },
      json: options.json === true,
      quiet: options.quiet === true,
      verbose: options.verbose === true
    })
  })
}

function optionOf(spec: CommandSpec, flag: Flag): Option {
  const option = new Option(`--${flag.input} ${flag.takes ?? '<true|false>'}`)
  return option.argParser((value: string, before: readonly string[] | undefined) => {
    if (value === '')
      throw new UsageMistake(
        `--${flag.input} is empty: if its value comes from a variable, that is not set. Leave the flag out for what holds without it`,
        `snapshot-action ${spec.name} --help`
      )
    // The last of two truths holds, so that a flag can be appended to an alias. Of two values, one would be lost in silence.
    if (before === undefined || isTruth(flag)) return [value]
    if (flag.repeats) return [...before, value]
    throw new UsageMistake(`--${flag.input} is given twice, and takes one value`, `snapshot-action ${spec.name} --help`)
  })
}

const valuesOf = (spec: CommandSpec, command: Command): Given =>
  Object.fromEntries(
    flagsOf(spec).flatMap(flag => {
      const values = command.getOptionValue(optionOf(spec, flag).attributeName()) as readonly string[] | undefined
      return values === undefined ? [] : [[flag.input, values]]
    })
  )

/** Each operand is one value: lines are only for lists that a workflow writes. */
function operandsOf(spec: CommandSpec, args: readonly string[]): Given {
  const mistake = (what: string): UsageMistake => new UsageMistake(what, `snapshot-action ${spec.name} --help`)
  for (const [index, arg] of args.entries()) {
    const operand = spec.operands[index] ?? spec.operands.at(-1)
    const what = `operand ${index + 1} (${nameOf(operand)})`
    if (arg === '') throw mistake(`${what} is empty: if it comes from a variable, that is not set`)
    if (/[\n\r]/.test(arg))
      throw mistake(`${what} has a line break in it, which no value can have; name a directory above it instead`)
  }
  const inputs = spec.operandsOf?.(args.length) ?? spec.operands.map(({ input }) => input)
  const values = args.map((arg, index): [string, readonly string[]] =>
    spec.operands.at(-1)?.repeats === true && index >= inputs.length - 1
      ? [inputs.at(-1) ?? '', args.slice(inputs.length - 1)]
      : [inputs[index] ?? '', [arg]]
  )
  return Object.fromEntries(values)
}

const nameOf = (operand: Operand | undefined): string => operand?.input ?? ''
