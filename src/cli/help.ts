// The help of the command line: grouped flags with what holds without them, and examples to copy.

import { type Command, Option } from 'commander'
import { type CommandSpec, type Example, type Flag, flagsOf, isTruth, standardOf } from './spec.ts'

export interface HelpLook {
  /** Columns to fill. */
  readonly width: number
  readonly bold: (text: string) => string
}

const about = `Keeps directory trees as hard-linked snapshots on a volume: every snapshot is a plain, complete tree, and what did not
change takes no room. A volume is a directory that an administrator has marked as one; a series is a name on it, under
which snapshots of one thing are kept.`

const starts: readonly Example[] = [
  { says: 'Take a snapshot of a directory', line: 'snapshot-action save dist --volume /mnt/backup --name octo/app' },
  { says: 'What is there?', line: 'snapshot-action list --volume /mnt/backup' },
  {
    says: 'Get the newest snapshot back',
    line: 'snapshot-action restore --volume /mnt/backup --name octo/app --path restored'
  },
  { says: 'All flags of a command', line: 'snapshot-action help restore' }
]

const statuses = `Exit status: 0 done, 1 failed, 2 wrong usage, 3 damage found, 4 locked by another run, 130 cancelled.
SNAPSHOT_VOLUME in the environment is the volume where --volume is left out.`

export function addHelp(program: Command, specs: readonly CommandSpec[], look: HelpLook): void {
  program.description(reflow(about)).usage('<command> [options]')
  program.addHelpText('after', () => `\n${examples(starts, look)}\n\n${statuses}`)
  for (const spec of specs) {
    const command = program.commands.find(one => one.name() === spec.name)
    command?.addHelpText('after', () => `\n${examples(spec.examples, look)}`)
  }
  for (const command of [program, ...program.commands]) {
    const spec = specs.find(one => one.name === command.name())
    const flags = new Map(spec === undefined ? [] : flagsOf(spec).map(flag => [`--${flag.input}`, { spec, flag }]))
    command.addHelpOption(
      new Option('-h, --help', 'Show this help.').helpGroup(spec === undefined ? 'Options:' : 'General:')
    )
    command.configureHelp({
      helpWidth: look.width,
      showGlobalOptions: false,
      styleTitle: look.bold,
      subcommandTerm: one => one.name(),
      optionTerm: option => {
        const known = flags.get(option.long ?? '')
        return known === undefined ? option.flags : termOf(known.spec, known.flag)
      },
      optionDescription: option => {
        const known = flags.get(option.long ?? '')
        return known === undefined ? option.description : describe(known.spec, known.flag)
      }
    })
  }
}

/** As in git's help: `--[no-]verify` where leaving it out means yes. */
const termOf = (spec: CommandSpec, flag: Flag): string =>
  isTruth(flag)
    ? `--${standardOf(spec, flag) === undefined ? '' : '[no-]'}${flag.input}`
    : `--${flag.input} ${flag.takes ?? ''}`

function describe(spec: CommandSpec, flag: Flag): string {
  const standard = standardOf(spec, flag)
  const remarks = [
    ...(flag.repeats ? ['may repeat'] : []),
    ...(standard === undefined
      ? []
      : [isTruth(flag) ? `default: ${standard === 'true' ? 'yes' : standard}` : `default: ${standard}`])
  ]
  return remarks.length === 0 ? flag.help : `${flag.help} (${remarks.join('; ')})`
}

const examples = (list: readonly Example[], { bold }: HelpLook): string =>
  [bold('Examples:'), ...list.map(({ says, line }) => `  # ${says}\n  ${line}`)].join('\n')

const reflow = (text: string): string => text.replaceAll('\n', ' ')
